/**
 * Truth answers: how well the ranking does by the file's own ground truth, as plain values for the screen.
 */

import type { Confusion } from '../scoring/confusion'
import type { OperatingPoint } from '../scoring/curves'

export type { Confusion } from '../scoring/confusion'
export type { OperatingPoint } from '../scoring/curves'

/** What doesn't depend on the threshold. */
export interface TruthCurves {
  readonly column: string
  readonly rowCount: number
  readonly attackCount: number
  /** Of all rows: the precision of a ranking by chance. */
  readonly attackShare: number
  readonly auroc: number
  readonly averagePrecision: number
  /** Of as many strangest rows as there are attacks, the share that are. */
  readonly precisionAtN: number
  /** From no row flagged to all, at most 500, each of them exact. */
  readonly points: readonly OperatingPoint[]
  readonly rocTitle: string
  readonly precisionTitle: string
}

/** Recall of one kind of attack. */
export interface KindRecall {
  readonly kind: string
  readonly rowCount: number
  readonly foundCount: number
  readonly recall: number
}

/** At one threshold, under the grouping on screen. */
export interface TruthAtThreshold {
  readonly threshold: number
  readonly confusion: Confusion
  readonly recall: number
  readonly falseAlarmShare: number
  /** Null where nothing is flagged. */
  readonly precision: number | null
  /** The column that names them; null where no column names more than one kind. */
  readonly kindColumn: string | null
  /** The commonest first, at most 100. */
  readonly kinds: readonly KindRecall[]
  readonly kindCount: number
  /** Kinds of which at least one row is flagged. */
  readonly foundKindCount: number
  /** Mean recall over kinds, whatever their size. */
  readonly meanKindRecall: number | null
  readonly clusterCount: number
  /** Share of rows of the commonest kind of their cluster. */
  readonly purity: number
  readonly adjustedRandIndex: number
  /** "88 of the 100 flagged flows are attacks; 620 of 708 attacks are missed" */
  readonly headline: string
}

/** Narrows the ranking by ground truth. */
export interface TruthFilter {
  readonly outcome: 'found' | 'missed' | 'false alarm' | null
  /** A word of the column that names kinds. */
  readonly kind: string | null
}
