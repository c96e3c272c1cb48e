/**
 * Silhouette: how much nearer a row is to its own cluster than to the next one.
 *
 * Per row (b − a) / max(a, b), where a is the mean distance to the other rows of its cluster and b the smallest mean
 * distance to another cluster; 0 for a row alone in its cluster. The sampled silhouette is the mean over a seeded sample,
 * with distances within the sample only: −1 … 1. In a stratified sample every row stands for as many as its weight says, in each of
 * these means.
 * Source: P. Rousseeuw, J. Comput. Appl. Math. 20, 1987, doi:10.1016/0377-0427(87)90125-7.
 */

import type { Comparison } from './comparison'

/** The standard error of the mean is about 0.01. */
export const SILHOUETTE_ROWS = 2000

/**
 * @param compared    the rows of the sample; weighed, if there are weights
 * @param assignments of the same rows
 * @param weights     per row how many rows it stands for; without, each for itself
 * @returns null unless the sample has rows of two clusters at least
 */
export function sampledSilhouette(
  compared: Comparison,
  assignments: Uint8Array,
  clusterCount: number,
  weights: Float64Array = new Float64Array(assignments.length).fill(1),
): number | null {
  const sizes = new Float64Array(clusterCount)
  const counts = new Uint32Array(clusterCount)
  assignments.forEach((cluster, row) => {
    sizes[cluster]! += weights[row]!
    counts[cluster]!++
  })
  if (counts.filter((count) => count > 0).length < 2) return null
  const sums = compared.clusterSums(assignments, clusterCount)
  let [sum, all] = [0, 0]
  for (let row = 0; row < assignments.length; row++) {
    const own = assignments[row]!
    const weight = weights[row]!
    all += weight
    if (counts[own]! > 1) sum += weight * silhouetteOfRow(row, sums, sizes, own, weight)
  }
  return sum / all
}

/** @param sums per cluster and row, the row's distances to the cluster's rows, weighed; its own includes itself, at 0 */
function silhouetteOfRow(
  row: number,
  sums: readonly Float64Array[],
  sizes: Float64Array,
  own: number,
  weight: number,
): number {
  const within = sums[own]![row]! / (sizes[own]! - weight)
  let next = Infinity
  for (let cluster = 0; cluster < sizes.length; cluster++) {
    if (cluster !== own && sizes[cluster]! > 0) next = Math.min(next, sums[cluster]![row]! / sizes[cluster]!)
  }
  const larger = Math.max(within, next)
  return larger === 0 ? 0 : (next - within) / larger
}
