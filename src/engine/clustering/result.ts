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
  /** Mean silhouette of a seeded, stratified sample, −1 … 1; null for K = 1. */
  readonly sampledSilhouette: number | null
  /** Davies–Bouldin index, of the same sample; smaller is better. Null for K = 1. */
  readonly daviesBouldin: number | null
}

/** One point of the elbow chart. */
export interface ElbowPoint {
  readonly clusterCount: number
  readonly inertia: number
  /** inertia / inertia of K = 1, whether the range has it or not: spread left inside the groups, 0 … 1. */
  readonly inertiaShare: number
  /** Null for K = 1, and while the search goes on. */
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
  /** What else was asked; not in models kept before it was, nor where there are too few flows or K to ask. */
  readonly opinions?: Opinions | undefined
}

/** What other measures say of the number of groups. */
export interface Opinions {
  /** Whether the flows fall into groups better than the same flows with shuffled columns. */
  readonly isNatural: boolean
  /** Per K, ascending. */
  readonly points: readonly OpinionPoint[]
  /** Rows of the sample that was shuffled and drawn again, and how often each was done; a single column is never shuffled. */
  readonly sampleSize: number
  readonly shuffleCount: number
  readonly redrawCount: number
  /** The K that each measure prefers; null where it prefers none. */
  readonly prefers: {
    /** Largest lead over shuffled columns. */
    readonly shuffled: number | null
    /** Most groups that samples drawn again agree on. */
    readonly agreement: number | null
    readonly calinskiHarabasz: number | null
    readonly daviesBouldin: number | null
  }
  /** The most groups there are to be by the lead over shuffled columns or a strong silhouette; null where there is no natural K. */
  readonly most: number | null
}

export interface OpinionPoint {
  readonly clusterCount: number
  /** Spread left inside the groups once every column is shuffled, 0 … 1; the least of a few shuffles. */
  readonly shuffledShare: number
  /** Adjusted Rand index of the grouping and those of samples drawn again, mean; null for K = 1. */
  readonly agreement: number | null
  readonly calinskiHarabasz: number | null
  readonly daviesBouldin: number | null
}
