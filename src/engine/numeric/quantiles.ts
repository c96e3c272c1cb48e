/**
 * Quantiles: the value below which a share of the values lies, plain and weighted.
 */

import { selectPlace } from './selection'

/**
 * Median of finite values; the mean of the middle two if their number is even.
 * @param values left as they are
 * @returns NaN if there are none
 * Time O(n) on average.
 */
export function medianOf(values: Float64Array): number {
  if (values.length === 0) return NaN
  const moved = values.slice()
  const middle = moved.length >> 1
  const upper = selectPlace(moved, middle)
  if (moved.length % 2 === 1) return upper
  const lower = moved.subarray(0, middle).reduce((largest, value) => Math.max(largest, value), -Infinity)
  return (lower + upper) / 2
}

/**
 * Quantiles with linear interpolation between order statistics.
 * @param sorted ascending, finite, not empty
 * @param share 0 … 1
 * Source: Hyndman and Fan, The American Statistician 50(4), 1996, type 7 (as in R and NumPy).
 */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  const position = (sorted.length - 1) * share
  const below = Math.floor(position)
  const above = Math.min(sorted.length - 1, below + 1)
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (position - below)
}

/**
 * The smallest value at which the weight of all values up to it reaches `share` of the whole weight.
 * @param values finite, not empty, in any order
 * @param weights as many, ≥ 0, not all 0
 * @param share 0 … 1
 */
export function weightedQuantile(values: ArrayLike<number>, weights: ArrayLike<number>, share: number): number {
  const order = Uint32Array.from({ length: values.length }, (_, index) => index)
  order.sort((a, b) => values[a]! - values[b]! || a - b)
  let total = 0
  for (const index of order) total += weights[index]!
  let reached = 0
  for (const index of order) {
    reached += weights[index]!
    if (reached >= share * total && weights[index]! > 0) return values[index]!
  }
  return values[order[order.length - 1]!]!
}
