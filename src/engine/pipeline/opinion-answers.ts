/**
 * Opinion answers: what an isolation forest says of the flagged rows, as plain values for the screen.
 */

import type { Agreement } from '../scoring/forest/agreement'

export interface OpinionAtThreshold extends Agreement {
  readonly threshold: number
  /** Flagged rows that it agrees on, story by story, as they were asked about. */
  readonly agreedPerStory: readonly number[]
  /** "An isolation forest agrees on 35 of the 100 flagged flows" */
  readonly headline: string
  /** How far its own strangest are the same, and all flows in the same order. */
  readonly detail: string
}

export interface RowOpinion {
  readonly row: number
  /** "The isolation forest does not agree: to it, 38 % of flows are at least this strange." */
  readonly sentence: string
}
