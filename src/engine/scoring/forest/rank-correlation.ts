/**
 * Rank correlation: how far two scores put the same rows in the same order.
 */

import type { Pulse } from '../../numeric/pulse'
import { orderByKey } from '../../numeric/radix-order'

/**
 * Spearman's ρ, −1 … 1: the correlation of the ranks, equal scores sharing the mean of theirs.
 * @returns null if all rows score alike in one of the two
 * Time O(rows).
 * Source: C. Spearman, The American Journal of Psychology 15(1), 1904, doi:10.2307/1412159.
 */
export async function rankCorrelation(
  one: Float32Array,
  other: Float32Array,
  breathe: Pulse['breathe'],
): Promise<number | null> {
  const middle = (one.length - 1) / 2
  const ranks = await ranksOf(one, breathe)
  const otherRanks = await ranksOf(other, breathe)
  let [both, ofOne, ofOther] = [0, 0, 0]
  for (let row = 0; row < ranks.length; row++) {
    const a = ranks[row]! - middle
    const b = otherRanks[row]! - middle
    both += a * b
    ofOne += a * a
    ofOther += b * b
  }
  await breathe()
  return ofOne === 0 || ofOther === 0 ? null : both / Math.sqrt(ofOne * ofOther)
}

/** 0-based, equal scores at the mean of their places. */
async function ranksOf(scores: Float32Array, breathe: Pulse['breathe']): Promise<Float64Array> {
  const rows = new Uint32Array(scores.length)
  for (let row = 0; row < rows.length; row++) rows[row] = row
  const order = await orderByKey(rows, scores, false, breathe)
  const ranks = new Float64Array(scores.length)
  for (let first = 0, pastLast = 0; first < order.length; first = pastLast) {
    const score = scores[order[first]!]!
    while (pastLast < order.length && scores[order[pastLast]!] === score) pastLast++
    for (let place = first; place < pastLast; place++) ranks[order[place]!] = (first + pastLast - 1) / 2
  }
  await breathe()
  return ranks
}
