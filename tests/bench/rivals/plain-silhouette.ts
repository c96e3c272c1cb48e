/**
 * Plain silhouette of 5,000 rows: P. J. Rousseeuw, 1987, doi:10.1016/0377-0427(87)90125-7.
 */

const SAMPLE_ROWS = 5_000

function distance(one: readonly number[], other: readonly number[]): number {
  let squared = 0
  for (let at = 0; at < one.length; at++) squared += (one[at]! - other[at]!) ** 2
  return Math.sqrt(squared)
}

/** Of one row: (b − a) / max(a, b); 0 in a cluster of its own. `sums` are its distances to the rows of each cluster. */
function silhouetteOf(sums: Float64Array, sizes: Uint32Array, own: number): number {
  if (sizes[own]! < 2) return 0
  const within = sums[own]! / (sizes[own]! - 1)
  let nearest = Infinity
  for (let cluster = 0; cluster < sums.length; cluster++) {
    if (cluster !== own && sizes[cluster]! > 0) nearest = Math.min(nearest, sums[cluster]! / sizes[cluster]!)
  }
  return nearest === Infinity ? 0 : (nearest - within) / Math.max(nearest, within)
}

/** Each pair once. @returns per row, its distances to the rows of each cluster, summed */
function distanceSums(rows: readonly number[][], clusters: readonly number[], clusterCount: number): Float64Array[] {
  const sums = rows.map(() => new Float64Array(clusterCount))
  for (let one = 0; one < rows.length; one++) {
    for (let other = 0; other < one; other++) {
      const apart = distance(rows[one]!, rows[other]!)
      sums[one]![clusters[other]!]! += apart
      sums[other]![clusters[one]!]! += apart
    }
  }
  return sums
}

/** @returns the mean over every n-th row, −1 … 1 */
export function silhouette(features: readonly number[][], clusters: readonly number[], clusterCount: number): number {
  const step = Math.max(1, Math.floor(features.length / SAMPLE_ROWS))
  const sample = features.flatMap((_, index) => (index % step === 0 ? [index] : [])).slice(0, SAMPLE_ROWS)
  const sampledClusters = sample.map((index) => clusters[index]!)
  const sizes = new Uint32Array(clusterCount)
  for (const cluster of sampledClusters) sizes[cluster]!++
  const sums = distanceSums(
    sample.map((index) => features[index]!),
    sampledClusters,
    clusterCount,
  )
  return sums.reduce((total, own, at) => total + silhouetteOf(own, sizes, sampledClusters[at]!), 0) / sample.length
}
