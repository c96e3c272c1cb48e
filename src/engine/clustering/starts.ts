/**
 * Starts: where the centroids stand before the first iteration.
 *
 * ml-kmeans makes the k-means++ starts. It has no door to them, and its first iteration would already move them; but
 * the distance function it is handed meets them first, in order, while it assigns the first row.
 * Source: Arthur and Vassilvitskii, SODA 2007 (k-means++, here with several trials per start, as in scikit-learn);
 * Likas, Vlassis and Verbeek, Pattern Recognition 36(2), 2003, doi:10.1016/S0031-3203(02)00060-2 (`bestAdditions`).
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
 * Rows that lower the inertia of a sample most if one more centroid is put on them and nothing else moves: the best row
 * of each cluster, the best clusters first.
 * @param gains per row, by how much (`Comparison.gains`)
 * @param assignments of the same rows
 * @returns at most `count` rows of different clusters; of equally good ones the first
 */
export function bestAdditions(gains: Float64Array, assignments: Uint8Array, count: number): readonly number[] {
  const bestOfCluster = new Map<number, { readonly row: number; readonly gain: number }>()
  gains.forEach((gain, row) => {
    const best = bestOfCluster.get(assignments[row]!)
    if (best === undefined || gain > best.gain) bestOfCluster.set(assignments[row]!, { row, gain })
  })
  const ranked = [...bestOfCluster.values()].sort((a, b) => b.gain - a.gain || a.row - b.row)
  return ranked.slice(0, count).map(({ row }) => row)
}
