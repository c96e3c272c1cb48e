/**
 * Threshold: the anomalyScore above which a row is flagged.
 */

/** Nobody looks at more; a budget for one sitting. */
const MOST_ALERTS = 100
const FEWEST_ALERTS = 10
const USUAL_SHARE = 0.01
const LARGEST_SHARE = 0.05

/**
 * How many rows are flagged if the analyst hasn't said: 1 % of them, but at least 10, but at most 5 %, and at most 100.
 * It is a budget of attention, not a claim about how many attacks there are.
 */
export function defaultAlertCount(rowCount: number): number {
  const wanted = Math.max(USUAL_SHARE * rowCount, Math.min(FEWEST_ALERTS, LARGEST_SHARE * rowCount))
  return Math.min(MOST_ALERTS, Math.round(wanted))
}

/**
 * A threshold that about `count` scores lie above, half way between two scores so that rounding can't move it.
 * Equal scores are flagged together or not at all: of the two honest counts the nearer is taken, the smaller if both
 * are as near; but never none where some were asked for and not all scores are equal.
 * @param scores any order; left as they are
 * @param count  0 … scores.length
 */
export function thresholdFor(scores: ArrayLike<number>, count: number): number {
  const sorted = Float64Array.from(scores).sort().reverse()
  if (sorted.length === 0 || count <= 0) return sorted[0] ?? 0
  if (count >= sorted.length) return below(sorted)
  const tied = sorted[count - 1]!
  if (tied > sorted[count]!) return between(tied, sorted[count]!)
  const fewer = sorted.indexOf(tied)
  const more = sorted.lastIndexOf(tied) + 1
  const takeMore = more < sorted.length && (fewer === 0 || more - count < count - fewer)
  if (takeMore) return between(tied, sorted[more]!)
  return fewer === 0 ? tied : between(sorted[fewer - 1]!, tied)
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
const below = (sorted: Float64Array): number =>
  sorted[sorted.length - 1]! / 2 - (sorted[sorted.length - 1]! > 0 ? 0 : 1)
