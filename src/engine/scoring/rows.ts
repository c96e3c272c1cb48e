/**
 * Scoring rows: what fitting and applying the score ask of whoever keeps the rows, in however many shards.
 *
 * Counts and weights add up the same in any order (damping.ts); other sums are made per block and added in block order.
 */

import type { Pulse } from '../numeric/pulse'
import type { EncodedRows } from './encode'
import type { InputPlan } from './inputs'
import type { NumberTally } from './number-tally'
import type { ScoreInputs, ScoreModel, ScoreView } from './score-model'
import type { WeightedRows } from './weighted-rows'

/** Of a planned number's finite cells; smallest > largest if there are none. */
export interface NumberRange {
  readonly smallest: number
  readonly largest: number
  readonly finiteCount: number
}

/** Per entry, of the rows that have it. */
export interface TallySums {
  readonly counts: Float64Array
  readonly weights: Float64Array
}

/** Per planned text column the texts that looks tell apart; null where that is all of them. */
export type CommonTexts = readonly (readonly string[] | null)[]

/** How often each text occurs in a planned text column; the missing cell is the text ''. */
export interface LevelTally extends TallySums {
  readonly texts: readonly string[]
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
}

export interface ScoringRows {
  readonly rowCount: number
  readonly plan: InputPlan
  ranges(): Promise<readonly NumberRange[]>
  /** Of every planned number. @param rows ascending row indices @param weighed after `weigh`; otherwise each row weighs 1 */
  tallyNumbers(rows: Uint32Array, weighed: boolean): Promise<readonly NumberTally[]>
  /** Finds look-alikes among all rows and keeps each row's weight. @param fills per planned number */
  weigh(fills: readonly number[], common: CommonTexts, pulse: Pulse): Promise<void>
  weightsAt(rows: Uint32Array): Promise<Float64Array>
  /** Before `weigh` each row weighs 1. */
  tallyTexts(): Promise<readonly LevelTally[]>
  /** Of some planned numbers, their missing cells as a tally of 'present' and 'missing'. After `weigh`. */
  tallyMissing(numbers: readonly number[]): Promise<readonly LevelTally[]>
  /** What comes after is asked of these inputs. */
  takeInputs(inputs: ScoreInputs): Promise<void>
  encodeAt(rows: Uint32Array): Promise<EncodedRows>
  /** The centroids of samples' groups (weighted-kmeans.ts), each found by another core. */
  groupsOf(samples: readonly WeightedRows[], seed: number): Promise<readonly Float64Array[]>
  /** After `weigh`. @param views the rank view, then the standardised one */
  measure(views: readonly ViewInProgress[], pulse: Pulse): Promise<readonly ViewMeasure[]>
  /** Computes and keeps S of every row in every view. Unweighted rows count 1. */
  surprise(views: readonly ScoreView[], pulse: Pulse): Promise<readonly SurpriseSums[]>
  /** Mean base over all rows. After `surprise`. @param scales s per view */
  meanBase(scales: readonly number[]): Promise<number>
  /** B + A per row, and the least A of all; null without sources. After `surprise`. */
  pooled(model: ScaledModel): Promise<ScoredRows & { readonly leastSourceMean: number | null }>
  /** The least that any of some rows pays for each part but the source's, in units of B (floors.ts); 0 without rows. After `surprise`. */
  leastParts(views: readonly ScoreView[], rows: Uint32Array): Promise<readonly number[]>
  /** Forgets what only the fit needed; single rows can still be asked for. */
  end(): Promise<void>
}
