/**
 * Threshold answers: what helps to place the threshold, and what a move of it brings in and puts out.
 */

import type { ThresholdSuggestion } from '../scoring/suggest-threshold'

export type { GapStrength, ThresholdSuggestion } from '../scoring/suggest-threshold'

export interface ThresholdAids {
  /** Null once the scores are no longer at hand. */
  readonly suggestion: ThresholdSuggestion | null
  /** The finding of the scores' chart: "Scores thin out past 10, and 34 flows stand apart above 22" */
  readonly title: string
  /** "Clear gap from 21.9 to 22.8: it holds in 20 of 20 draws …" */
  readonly sentence: string
  /** Days with flows, counted in spans of 24 hours from the first; null where the file has no times at hand. */
  readonly dayCount: number | null
}

/** Rows that cross the threshold one way. */
export interface Crossing {
  readonly rowCount: number
  /** Of them, per cluster. */
  readonly perCluster: readonly number[]
  /** By the words of the ground truth, the commonest first, at most 4; empty without. */
  readonly kinds: readonly { readonly kind: string; readonly rowCount: number }[]
  /** Different words in all. */
  readonly kindCount: number
}

export interface ThresholdChange {
  readonly before: number
  readonly after: number
  readonly entering: Crossing
  readonly leaving: Crossing
  /** "Against 10.1 before: 23 flows enter …" */
  readonly sentence: string
}
