/**
 * Agreement: what a second opinion says of the rows that the score flags, and which it would have flagged in their place.
 */

import { flaggedCount as countFlagged, thresholdFor } from '../threshold'

export interface Agreement {
  /** Rows that the score flags. */
  readonly flaggedCount: number
  /** Of all rows, so many are strange at all to either: 1 %, or as many as are flagged. A flagged row among the other's is agreed on. */
  readonly strangeShare: number
  /** Flagged rows that are among these. */
  readonly agreedCount: number
  /** Flagged rows that are among its own strangest, as many as are flagged. */
  readonly sharedCount: number
  /** Of its own strangest, those that are not flagged but strange to the score. */
  readonly nearCount: number
  /** And those that are not even that; ascending. */
  readonly alone: Uint32Array
}

/** Above them a row is strange. */
export interface OpinionThresholds {
  /** The score's: above it a row is flagged, or strange if not that. */
  readonly flagged: number
  readonly strange: number
  /** The second opinion's: as many rows as are strange to the score, and as are flagged, lie above. */
  readonly agreed: number
  readonly own: number
  readonly strangeShare: number
}

/** A row that is not among so many can't be called strange. */
export const STRANGE_SHARE = 0.01

/** @param scores of the score, per row @param opinion of the second opinion, per row; larger is stranger. Time O(rows). */
export function opinionThresholds(scores: Float32Array, opinion: Float32Array, threshold: number): OpinionThresholds {
  const flagged = countFlagged(scores, threshold)
  const strange = Math.max(flagged, Math.round(STRANGE_SHARE * scores.length), 1)
  return {
    flagged: threshold,
    strange: strange === flagged ? threshold : thresholdFor(scores, strange),
    agreed: thresholdFor(opinion, strange),
    own: flagged === 0 ? Infinity : thresholdFor(opinion, flagged),
    strangeShare: Math.max(STRANGE_SHARE, flagged / Math.max(1, scores.length)),
  }
}

/** Time O(rows). */
export function agreementOf(
  scores: Float32Array,
  opinion: Float32Array,
  { flagged, strange, agreed, own, strangeShare }: OpinionThresholds,
): Agreement {
  const alone: number[] = []
  let [flaggedCount, agreedCount, sharedCount, nearCount] = [0, 0, 0, 0]
  for (let row = 0; row < scores.length; row++) {
    const isOwn = opinion[row]! > own
    if (scores[row]! > flagged) {
      flaggedCount++
      agreedCount += Number(opinion[row]! > agreed)
      sharedCount += Number(isOwn)
    } else if (isOwn) {
      if (scores[row]! > strange) nearCount++
      else alone.push(row)
    }
  }
  return { flaggedCount, strangeShare, agreedCount, sharedCount, nearCount, alone: Uint32Array.from(alone) }
}
