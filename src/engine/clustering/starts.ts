/**
 * Starts: where the centroids stand before the first iteration.
 *
 * ml-kmeans makes the k-means++ starts. It has no door to them, and its first iteration would already move them; but
 * the distance function it is handed meets them first, in order, while it assigns the first row.
 * Source: Arthur and Vassilvitskii, SODA 2007 (k-means++, here with several trials per start, as in scikit-learn);
 * Likas, Vlassis and Verbeek, Pattern Recognition 36(2), 2003, doi:10.1016/S0031-3203(02)00060-2 (`bestAddition`).
 */

import { kmeans } from 'ml-kmeans'

/**
 * k-means++ picks one start after another: the first K of these are k-means++ starts for every smaller K too, so the
 * largest K pays for all.
 * @param dense rows of the sample; at least `clusterCount` different ones
 * @param seed uint32
 * @returns clusterCount rows of the sample
 */
export function plusPlusStarts(dense: number[][], clusterCount: number, seed: number): number[][] {
  const starts: number[][] = []
  kmeans(dense, clusterCount, {
    initialization: 'kmeans++',
    seed,
    maxIterations: 1,
    distanceFunction: (_row, start) => {
      if (starts.length < clusterCount) starts.push(start)
      return 0
    },
  })
  return starts
}

/** Starts one after another in one array, as `lloyd` takes them. */
export function flatten(starts: readonly ArrayLike<number>[], featureCount: number): Float64Array {
  const flat = new Float64Array(starts.length * featureCount)
  starts.forEach((start, index) => flat.set(start, index * featureCount))
  return flat
}

/**
 * The row that lowers the inertia of a sample most if a centroid is put on it and nothing else moves.
 * @param own per row its squared distance to its own centroid
 * @param distances rowCount × rowCount, not squared
 * @returns a row; the first of them if some are equally good
 * Time O(rowCount²), 4 ms for 2,000 rows.
 */
export function bestAddition(own: Float64Array, distances: Float32Array): number {
  const rowCount = own.length
  let best = 0
  let largestGain = -1
  for (let row = 0; row < rowCount; row++) {
    let gain = 0
    for (let other = 0, at = row * rowCount; other < rowCount; other++, at++) {
      const less = own[other]! - distances[at]! * distances[at]!
      if (less > 0) gain += less
    }
    if (gain > largestGain) {
      largestGain = gain
      best = row
    }
  }
  return best
}
