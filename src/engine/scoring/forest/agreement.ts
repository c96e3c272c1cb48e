/**
 * Agreement: what a second opinion says of the rows that the score flags, and which it would have flagged in their place.
 */

import { flaggedCount, thresholdFor } from '../threshold'

export interface Agreement {
  /** Rows that the score flags. */
  readonly flaggedCount: number
  /** Of all rows, the strangest to the second opinion among which a flagged one counts as agreed on: 1 %, or as many as are flagged. */
  readonly strangeShare: number
  /** Flagged rows that are among these. */
  readonly agreedCount: number
  /** Flagged rows that are among its own strangest, as many as are flagged. */
  readonly sharedCount: number
  /** Those of its own strangest, as many as are flagged, that are not; ascending. */
  readonly alone: Uint32Array
}

/** The second opinion's own thresholds: above them a row is among its strangest. */
export interface OpinionThresholds {
  readonly agreed: number
  /** As many rows as the score flags lie above. */
  readonly own: number
  readonly strangeShare: number
}

/** A row that is not among so many can't be called strange. */
export const STRANGE_SHARE = 0.01

/** @param scores of the score, per row @param opinion of the second opinion, per row; larger is stranger. Time O(rows). */
export function opinionThresholds(scores: Float32Array, opinion: Float32Array, threshold: number): OpinionThresholds {
  const flagged = flaggedCount(scores, threshold)
  const strange = Math.max(flagged, Math.round(STRANGE_SHARE * scores.length), 1)
  return {
    agreed: thresholdFor(opinion, strange),
    own: flagged === 0 ? Infinity : thresholdFor(opinion, flagged),
    strangeShare: Math.max(STRANGE_SHARE, flagged / Math.max(1, scores.length)),
  }
}

/** Time O(rows). */
export function agreementOf(
  scores: Float32Array,
  opinion: Float32Array,
  threshold: number,
  { agreed, own, strangeShare }: OpinionThresholds,
): Agreement {
  const alone: number[] = []
  let [flagged, agreedOn, shared] = [0, 0, 0]
  for (let row = 0; row < scores.length; row++) {
    const isOwn = opinion[row]! > own
    if (scores[row]! > threshold) {
      flagged++
      if (opinion[row]! > agreed) agreedOn++
      if (isOwn) shared++
    } else if (isOwn) alone.push(row)
  }
  return {
    flaggedCount: flagged,
    strangeShare,
    agreedCount: agreedOn,
    sharedCount: shared,
    alone: Uint32Array.from(alone),
  }
}
