/**
 * Drift: how far centroids have gone from one pass to the next.
 *
 * If no centroid but a row's own could win more than the largest two moves allow, the row stays (Hamerly, SDM 2010,
 * doi:10.1137/1.9781611972801.12).
 */

/** Outweighs the rounding of a length by far. */
const ROUNDED_UP = 1 + 1e-9

/** The largest and the second largest distance a centroid has moved, rounded up. */
export function movesBetween(
  from: Float64Array,
  to: Float64Array,
  featureCount: number,
): { readonly largest: number; readonly second: number } {
  let [largest, second] = [0, 0]
  for (let at = 0; at < from.length; at += featureCount) {
    const move = squaredLength(from, at, to, at, featureCount)
    if (move > largest) [largest, second] = [move, largest]
    else if (move > second) second = move
  }
  return { largest: Math.sqrt(largest) * ROUNDED_UP, second: Math.sqrt(second) * ROUNDED_UP }
}

/** For each centroid of one set the nearest of another. */
export function nearestOnes(from: Float64Array, to: Float64Array, featureCount: number): Uint8Array {
  const nearest = new Uint8Array(from.length / featureCount)
  return nearest.map((_, cluster) => {
    let [index, smallest] = [0, Infinity]
    for (let other = 0; other * featureCount < to.length; other++) {
      const distance = squaredLength(from, cluster * featureCount, to, other * featureCount, featureCount)
      if (distance < smallest) [index, smallest] = [other, distance]
    }
    return index
  })
}

function squaredLength(
  from: Float64Array,
  fromAt: number,
  to: Float64Array,
  toAt: number,
  featureCount: number,
): number {
  let sum = 0
  for (let axis = 0; axis < featureCount; axis++) {
    const off = to[toAt + axis]! - from[fromAt + axis]!
    sum += off * off
  }
  return sum
}
