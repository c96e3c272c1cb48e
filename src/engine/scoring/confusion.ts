/**
 * Confusion: what a threshold gets right and wrong, by ground truth, and how much of each kind of attack it finds.
 */

import { sumOf } from './score-groups'

/** Counts of rows; their sum is all rows. */
export interface Confusion {
  /** Attacks flagged. */
  readonly foundCount: number
  /** Attacks not flagged. */
  readonly missedCount: number
  /** Benign rows flagged. */
  readonly falseAlarmCount: number
  /** Benign rows not flagged. */
  readonly quietCount: number
}

/** Time O(rows). */
export function confusionAt(scores: Float32Array, attacks: Uint8Array, threshold: number): Confusion {
  let [flagged, found, attackCount] = [0, 0, 0]
  for (let row = 0; row < scores.length; row++) {
    attackCount += attacks[row]!
    if (scores[row]! <= threshold) continue
    flagged++
    found += attacks[row]!
  }
  return {
    foundCount: found,
    missedCount: attackCount - found,
    falseAlarmCount: flagged - found,
    quietCount: scores.length - attackCount - (flagged - found),
  }
}

export interface KindCounts {
  /** Per kind, attacks of it, and those above the threshold. */
  readonly rowCounts: Uint32Array
  readonly foundCounts: Uint32Array
}

/** Of the attacks alone: a benign row has no part in recall. @param kinds per row a code below kindCount. Time O(rows). */
export function foundPerKind(
  scores: Float32Array,
  attacks: Uint8Array,
  kinds: ArrayLike<number>,
  kindCount: number,
  threshold: number,
): KindCounts {
  const rowCounts = new Uint32Array(kindCount)
  const foundCounts = new Uint32Array(kindCount)
  for (let row = 0; row < scores.length; row++) {
    if (attacks[row] === 0) continue
    rowCounts[kinds[row]!]!++
    if (scores[row]! > threshold) foundCounts[kinds[row]!]!++
  }
  return { rowCounts, foundCounts }
}

/** Mean recall over kinds, each counting the same however many rows it has; null without kinds. */
export function meanRecall({ rowCounts, foundCounts }: KindCounts): number | null {
  if (sumOf(rowCounts) === 0) return null
  let [sum, kindCount] = [0, 0]
  for (let kind = 0; kind < rowCounts.length; kind++) {
    if (rowCounts[kind] === 0) continue
    sum += foundCounts[kind]! / rowCounts[kind]!
    kindCount++
  }
  return sum / kindCount
}
