/**
 * Scoring rows: what fitting and applying the score ask of whoever keeps the rows, in however many shards.
 *
 * Counts and weights add up the same in any order (damping.ts); other sums are made per block and added in block order.
 */

import type { Pulse } from '../numeric/pulse'
import type { EncodedRows } from './encode'
import type { InputPlan } from './inputs'
import type { ScoreInputs, ScoreModel, ScoreView } from './score-model'

/** Of a planned number's finite cells; smallest > largest if there are none. */
export interface NumberRange {
  readonly smallest: number
  readonly largest: number
  readonly finiteCount: number
}

/** How often each text occurs in a planned text column; the missing cell is the text ''. */
export interface LevelTally {
  readonly texts: readonly string[]
  readonly counts: Float64Array
  readonly weights: Float64Array
}

/** What one view's groups cost the rows. */
export interface ViewMeasure {
  /** Per centroid, the weight of the rows nearest to it. */
  readonly mass: Float64Array
  /** Weighted sum of each row's cost to the centroid of least cost. */
  readonly leastCost: number
}

/** Weighted sums of S and S² in one view. */
export interface SurpriseSums {
  readonly sum: number
  readonly squares: number
}

/** What fills a missing cell, and what makes the base of S: all a shard needs while the model isn't finished. */
export type ViewInProgress = Pick<ScoreView, 'kind' | 'centroids'>
export type ScaledModel = ScoreInputs & Pick<ScoreModel, 'views' | 'meanBase'>

export interface ScoredRows {
  /** Per row. After fitting: B + A, before the division by `usual`; else the anomalyScore. */
  readonly scores: Float64Array
  /** Per row its source's part A, in the same unit; null without a source column. */
  readonly sourceMeans: Float64Array | null
}

export interface ScoringRows {
  readonly rowCount: number
  readonly plan: InputPlan
  ranges(): Promise<readonly NumberRange[]>
  /** Raw values of every planned number. @param rows ascending row indices */
  valuesAt(rows: Uint32Array): Promise<readonly Float64Array[]>
  /** Finds look-alikes among all rows and keeps each row's weight. @param fills per planned number */
  weigh(fills: readonly number[], pulse: Pulse): Promise<void>
  weightsAt(rows: Uint32Array): Promise<Float64Array>
  /** After `weigh`. */
  tallyTexts(): Promise<readonly LevelTally[]>
  /** Per planned number, its missing cells as a tally of 'present' and 'missing'. After `weigh`. */
  tallyMissing(): Promise<readonly LevelTally[]>
  encodeAt(inputs: ScoreInputs, rows: Uint32Array): Promise<EncodedRows>
  /** After `weigh`. */
  measure(inputs: ScoreInputs, views: readonly ViewInProgress[], pulse: Pulse): Promise<readonly ViewMeasure[]>
  /** Computes and keeps S of every row in every view. Unweighted rows count 1. */
  surprise(inputs: ScoreInputs, views: readonly ScoreView[], pulse: Pulse): Promise<readonly SurpriseSums[]>
  /** Mean base over all rows. After `surprise`. @param scales s per view */
  meanBase(scales: readonly number[]): Promise<number>
  /** B + A per row. After `surprise`. */
  pooled(model: ScaledModel): Promise<ScoredRows>
}
