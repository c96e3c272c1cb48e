/**
 * Document: the frozen model as it is kept and exported, readable JSON with a version.
 *
 * It holds what is needed to judge another flow and to show what was found; never a row of the file.
 */

import type { Choice, ElbowPoint } from '../clustering/result'
import type { ClusterBands } from '../explaining/cluster-bands'
import type { ClusterCard, ColumnImportance, TruthCheck } from '../explaining/findings'
import type { Recipe } from '../features/recipe'
import type { FileFacts, Ledger } from '../intake/facts'
import type { Calibration } from '../scoring/calibration'
import type { ScoreModel } from '../scoring/score-model'
import type { ColumnProfile, DoctorNote } from '../table/column'

export const DOCUMENT_FORMAT = 'flotsam-model'
export const DOCUMENT_VERSION = 1

export interface ModelDocument {
  readonly format: typeof DOCUMENT_FORMAT
  readonly version: typeof DOCUMENT_VERSION
  readonly engineVersion: string
  readonly runId: string
  readonly settings: {
    readonly seed: number
    readonly smallestClusterCount: number
    readonly largestClusterCount: number
    readonly restartCount: number
    readonly maxIterations: number
  }
  readonly file: FileFacts
  readonly ledger: Ledger
  readonly columns: readonly ColumnProfile[]
  readonly notes: readonly DoctorNote[]
  readonly warnings: readonly string[]
  readonly recipe: Recipe
  readonly clusters: {
    readonly clusterCount: number
    /** clusterCount × featureCount, dense space. */
    readonly centroids: readonly number[]
    readonly cards: readonly ClusterCard[]
    readonly importance: readonly ColumnImportance[]
    /** What is typical in each cluster and over all, for saying why a flow scores what it scores. */
    readonly bands: ClusterBands
    /** Median score of each cluster's rows; absent from models kept before drift was said per cluster. */
    readonly typicalScores?: readonly number[]
    readonly headline: string
    readonly subline: string
    readonly purity: number | null
  }
  readonly elbow: readonly ElbowPoint[]
  readonly choice: Choice
  readonly projection: {
    /** Dense space, featureCount long. */
    readonly mean: readonly number[]
    /** Two of them, each featureCount long, unit length. */
    readonly components: readonly (readonly number[])[]
    readonly explainedVarianceRatio: readonly [number, number]
    readonly words: readonly [string, string]
    readonly pulls: readonly (readonly { readonly column: string; readonly weight: number }[])[]
  }
  readonly scoring: ScoreModel
  readonly histogram: { readonly binWidth: number; readonly counts: readonly number[]; readonly largest: number }
  readonly threshold: number
  /** Absent from models kept before scores were calibrated. */
  readonly calibration?: Calibration
  readonly truthCheck: TruthCheck | null
}
