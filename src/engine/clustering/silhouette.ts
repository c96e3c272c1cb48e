/**
 * Silhouette: how much nearer a row is to its own cluster than to the next one.
 *
 * Per row (b − a) / max(a, b), where a is the mean distance to the other rows of its cluster and b the smallest mean
 * distance to another cluster; 0 for a row alone in its cluster. The sampled silhouette is the mean over a seeded sample,
 * with distances within the sample only: −1 … 1.
 * Source: P. Rousseeuw, J. Comput. Appl. Math. 20, 1987, doi:10.1016/0377-0427(87)90125-7.
 */

import type { Comparison } from './comparison'

/** The standard error of the mean is about 0.01. */
export const SILHOUETTE_ROWS = 2000

/**
 * @param compared    the rows of the sample
 * @param assignments of the same rows
 * @returns null unless the sample has rows of two clusters at least
 */
export function sampledSilhouette(compared: Comparison, assignments: Uint8Array, clusterCount: number): number | null {
  const sizes = new Float64Array(clusterCount)
  for (const cluster of assignments) sizes[cluster]!++
  if (sizes.filter((size) => size > 0).length < 2) return null
  const sums = compared.clusterSums(assignments, clusterCount)
  let sum = 0
  for (let row = 0; row < assignments.length; row++) sum += silhouetteOfRow(row, sums, sizes, assignments[row]!)
  return sum / assignments.length
}

/** @param sums per cluster and row, the row's distances to the cluster's rows; its own includes itself, at 0 */
function silhouetteOfRow(row: number, sums: readonly Float64Array[], sizes: Float64Array, own: number): number {
  if (sizes[own] === 1) return 0
  const within = sums[own]![row]! / (sizes[own]! - 1)
  let next = Infinity
  for (let cluster = 0; cluster < sizes.length; cluster++) {
    if (cluster !== own && sizes[cluster]! > 0) next = Math.min(next, sums[cluster]![row]! / sizes[cluster]!)
  }
  const larger = Math.max(within, next)
  return larger === 0 ? 0 : (next - within) / larger
}
