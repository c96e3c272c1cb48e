/**
 * Compactness: two indices of how tight groups are beside how far apart they lie.
 *
 * Sources: Calinski and Harabasz, Communications in Statistics 3(1), 1974, doi:10.1080/03610927408827101 (larger is better); Davies
 * and Bouldin, IEEE Trans. PAMI 1(2), 1979, doi:10.1109/TPAMI.1979.4766909, with mean distances to the centroid as the spread of a
 * group and q = 1, p = 2, as scikit-learn has it (smaller is better).
 */

import { squareOf } from '../numeric/portable-math'

/**
 * Between the groups' spread and what is left inside them, each per degree of freedom; exact.
 * @param whole inertia of one group
 * @returns null for one group, for as many groups as rows, and where no spread is left
 */
export function calinskiHarabasz(
  inertia: number,
  whole: number,
  clusterCount: number,
  rowCount: number,
): number | null {
  if (clusterCount < 2 || rowCount <= clusterCount || inertia === 0) return null
  return (whole - inertia) / (clusterCount - 1) / (inertia / (rowCount - clusterCount))
}

/**
 * The mean, over groups, of how near the worst other group comes: both spreads over the distance of the centroids.
 * @param spreads   per group the mean distance of its rows to its centroid; NaN where the sample has none of its rows
 * @param centroids groups × featureCount, dense space
 * @returns null for fewer than two groups, and where two centroids lie on each other
 */
export function daviesBouldin(spreads: Float64Array, centroids: Float64Array): number | null {
  const featureCount = centroids.length / spreads.length
  const known = Array.from(spreads.keys()).filter((group) => !Number.isNaN(spreads[group]!))
  if (known.length < 2) return null
  let sum = 0
  for (const group of known) {
    let worst = 0
    for (const other of known) {
      if (other === group) continue
      const apart = distance(centroids, group * featureCount, other * featureCount, featureCount)
      worst = Math.max(worst, (spreads[group]! + spreads[other]!) / apart)
    }
    sum += worst
  }
  return Number.isFinite(sum) ? sum / known.length : null
}

function distance(centroids: Float64Array, first: number, second: number, featureCount: number): number {
  let squared = 0
  for (let axis = 0; axis < featureCount; axis++)
    squared += squareOf(centroids[first + axis]! - centroids[second + axis]!)
  return Math.sqrt(squared)
}

/**
 * Per group the mean distance of its rows to its centroid, of a sample.
 * @param squared per row of the sample, to its own centroid
 * @param weights per row, how many rows it stands for
 */
export function meanSpreads(
  squared: Float64Array,
  assignments: Uint8Array,
  weights: Float64Array,
  clusterCount: number,
): Float64Array {
  const sums = new Float64Array(clusterCount)
  const sizes = new Float64Array(clusterCount)
  for (let row = 0; row < squared.length; row++) {
    sums[assignments[row]!]! += weights[row]! * Math.sqrt(squared[row]!)
    sizes[assignments[row]!]! += weights[row]!
  }
  return sums.map((sum, group) => sum / sizes[group]!)
}
