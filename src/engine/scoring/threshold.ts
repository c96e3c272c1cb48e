/**
 * Threshold: the anomalyScore above which a row is flagged.
 */

import { selectPlace } from '../numeric/selection'

/** Nobody looks at more; a budget for one sitting. */
const MOST_ALERTS = 100
const FEWEST_ALERTS = 10
const USUAL_SHARE = 0.01
const LARGEST_SHARE = 0.05

/**
 * How many rows are flagged if the analyst hasn't said: 1 % of them, but at least 10, but at most 5 % (of fewer than 20 rows none), and at most 100.
 * It is a budget of attention, not a claim about how many attacks there are.
 */
export function defaultAlertCount(rowCount: number): number {
  const wanted = Math.max(USUAL_SHARE * rowCount, Math.min(FEWEST_ALERTS, LARGEST_SHARE * rowCount))
  return wanted < 1 ? 0 : Math.min(MOST_ALERTS, Math.round(wanted))
}

/**
 * A threshold that about `count` scores lie above, half way between two scores so that rounding can't move it.
 * Equal scores are flagged together or not at all: of the two honest counts the nearer is taken, the smaller if both
 * are as near; but never none where some were asked for and not all scores are equal.
 * @param scores any order; left as they are
 * @param count  0 … scores.length
 * Time O(n) on average.
 */
export function thresholdFor(scores: ArrayLike<number>, count: number): number {
  const moved = new Float64Array(scores)
  const rowCount = moved.length
  if (rowCount === 0 || count <= 0) return rowCount === 0 ? 0 : selectPlace(moved, rowCount - 1)
  if (count >= rowCount) return below(selectPlace(moved, 0))
  const tied = selectPlace(moved, rowCount - count)
  const { higherCount: fewer, tiedCount, higher, lower } = around(moved, tied)
  const more = fewer + tiedCount
  if (more === count) return between(tied, lower)
  const takeMore = more < rowCount && (fewer === 0 || more - count < count - fewer)
  if (takeMore) return between(tied, lower)
  return fewer === 0 ? tied : between(higher, tied)
}

/** How the scores lie around one of them: the nearest on both sides, and how many are higher or equal. */
function around(
  scores: Float64Array,
  tied: number,
): { readonly higherCount: number; readonly tiedCount: number; readonly higher: number; readonly lower: number } {
  let higherCount = 0
  let tiedCount = 0
  let higher = Infinity
  let lower = -Infinity
  for (const score of scores) {
    if (score > tied) {
      higherCount++
      if (score < higher) higher = score
    } else if (score < tied) {
      if (score > lower) lower = score
    } else tiedCount++
  }
  return { higherCount, tiedCount, higher, lower }
}

/** How many scores lie above a threshold. */
export function flaggedCount(scores: ArrayLike<number>, threshold: number): number {
  let count = 0
  for (let row = 0; row < scores.length; row++) if (scores[row]! > threshold) count++
  return count
}

/** Half way, unless the two are neighbours in floating point: then the lower one, which is not above itself. */
const between = (higher: number, lower: number): number => {
  const middle = (higher + lower) / 2
  return middle < higher ? middle : lower
}

/** Under every score: all are flagged. Scores are ≥ 0. */
const below = (smallest: number): number => smallest / 2 - (smallest > 0 ? 0 : 1)
