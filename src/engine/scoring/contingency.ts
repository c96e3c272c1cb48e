/**
 * Contingency: how many rows each cluster has of each kind, and how far the two partitions agree.
 */

export interface Contingency {
  readonly clusterCount: number
  readonly kindCount: number
  /** clusterCount × kindCount, cluster by cluster. */
  readonly counts: Float64Array
}

/**
 * @param assignments per row a cluster index
 * @param kinds       per row a code
 * Time O(rows).
 */
export function contingencyOf(assignments: ArrayLike<number>, kinds: ArrayLike<number>): Contingency {
  let [clusterCount, kindCount] = [0, 0]
  for (let row = 0; row < assignments.length; row++) {
    if (assignments[row]! >= clusterCount) clusterCount = assignments[row]! + 1
    if (kinds[row]! >= kindCount) kindCount = kinds[row]! + 1
  }
  const counts = new Float64Array(clusterCount * kindCount)
  for (let row = 0; row < assignments.length; row++) counts[assignments[row]! * kindCount + kinds[row]!]!++
  return { clusterCount, kindCount, counts }
}

/** Rows that are of the commonest kind of their cluster. */
export function pureCount({ clusterCount, kindCount, counts }: Contingency): number {
  let pure = 0
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    pure += counts.subarray(cluster * kindCount, (cluster + 1) * kindCount).reduce((most, n) => Math.max(most, n), 0)
  }
  return pure
}

const pairs = (count: number): number => (count * (count - 1)) / 2

/**
 * How far two partitions agree on which pairs of rows belong together, less what chance would give: 1 for the same
 * partition, about 0 for one by chance, below 0 for less than that. 1 where both have one class, or each row its own.
 * @returns NaN for fewer than two rows, which make no pair
 * Source: L. Hubert and P. Arabie, Journal of Classification 2, 1985, doi:10.1007/BF01908075, formula 5.
 */
export function adjustedRandIndex({ clusterCount, kindCount, counts }: Contingency): number {
  const clusterSizes = new Float64Array(clusterCount)
  const kindSizes = new Float64Array(kindCount)
  let together = 0
  for (let cell = 0; cell < counts.length; cell++) {
    clusterSizes[Math.floor(cell / kindCount)]! += counts[cell]!
    kindSizes[cell % kindCount]! += counts[cell]!
    together += pairs(counts[cell]!)
  }
  const inClusters = clusterSizes.reduce((sum, size) => sum + pairs(size), 0)
  const inKinds = kindSizes.reduce((sum, size) => sum + pairs(size), 0)
  const all = pairs(clusterSizes.reduce((sum, size) => sum + size, 0))
  if (all === 0) return NaN
  const byChance = (inClusters / all) * inKinds
  const most = (inClusters + inKinds) / 2
  return most === byChance ? 1 : (together - byChance) / (most - byChance)
}
