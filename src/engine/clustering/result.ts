/**
 * What clustering hands on: the fit for each K, and the choice among them.
 */

/** One finished K-Means fit. Clusters are ordered by size, largest first; a tie goes to the one found first. */
export interface Fit {
  readonly clusterCount: number
  /** clusterCount × featureCount, row by row, dense space (see features/recipe.ts). */
  readonly centroids: Float64Array
  readonly sizes: readonly number[]
  /** Sum (not mean) of squared distances over all rows, scaled². */
  readonly inertia: number
  readonly iterationCount: number
  readonly converged: boolean
  /** How often an empty cluster was given the worst-fitting row. */
  readonly repairCount: number
  /** Mean silhouette of a seeded sample, −1 … 1; null for K = 1. */
  readonly sampledSilhouette: number | null
}

/** One point of the elbow chart. */
export interface ElbowPoint {
  readonly clusterCount: number
  readonly inertia: number
  /** inertia / inertia of K = 1, whether the range has it or not: spread left inside the groups, 0 … 1. */
  readonly inertiaShare: number
  readonly sampledSilhouette: number | null
  readonly iterationCount: number
  readonly converged: boolean
  readonly repairCount: number
}

export interface Choice {
  readonly clusterCount: number
  /** The knee, if the curve has one: kneedle, Satopää et al. 2011. `strength` is its height over the chord, 0 … 1. */
  readonly knee: { readonly clusterCount: number; readonly strength: number } | null
  /** The K of the best sampled silhouette. */
  readonly silhouettePeak: { readonly clusterCount: number; readonly value: number } | null
  readonly silhouetteSampleSize: number
  /** Why this K, in words. */
  readonly reason: string
}
