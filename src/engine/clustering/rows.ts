/**
 * Rows: what clustering asks of whoever keeps the scaled features of all rows.
 */

import type { FeatureBlock } from '../features/recipe'
import type { LloydFit, LloydOptions } from './lloyd'
import type { PassSums } from './pass-sums'
import type { Rehearsal, Rehearsed } from './rehearse'

/**
 * What one pass over all rows adds up, for the centroids it was given. On the axes of a category, sums count how many of its rows
 * have that level: times the category's height they are the sum.
 */
export interface AssignmentSums extends PassSums {
  /** Sum of squared distances to the nearest centroid, scaled². */
  readonly inertia: number
}

/** The row that fits worst. */
export interface FarRow {
  /** Index in the whole table. */
  readonly row: number
  readonly squaredDistance: number
  /** featureCount long, dense space. */
  readonly position: Float64Array
}

/** Rows that Lloyd's iterations can run on: a sample in memory, or all shards. */
export interface LloydRows {
  /**
   * Gives every row to its nearest centroid, a tie to the lower index, and keeps that as the working assignments.
   * @param centroids clusterCount × featureCount, dense space
   */
  assign(centroids: Float64Array, clusterCount: number): Promise<AssignmentSums>
  /** The row farthest from its nearest centroid; the first of them if some are equally far. */
  farthest(centroids: Float64Array, clusterCount: number): Promise<FarRow>
}

export interface ClusteringRows extends LloydRows {
  readonly rowCount: number
  /** How many rows differ from all rows before them, counted up to `limit`. */
  distinctCount(limit: number): Promise<number>
  /** @param rows ascending row indices */
  featuresAt(rows: Uint32Array): Promise<FeatureBlock>
  /** Takes a sample for `tryStarts` and `rehearse`, until the next. */
  holdSample(sample: FeatureBlock): Promise<void>
  /**
   * Lloyd's iterations on the sample held, from each of several starts; none hangs on another, so they may run side by side.
   * @param starts at least one, each clusterCount × featureCount, dense space
   * @returns the fit with the smallest inertia; of equal ones the first
   */
  tryStarts(starts: readonly Float64Array[], clusterCount: number, options: LloydOptions): Promise<LloydFit>
  /**
   * Rehearsals on the sample held, for K = 1 … largest; none hangs on another, so they may run side by side.
   * @returns one answer per rehearsal, in order
   */
  rehearse(rehearsals: readonly Rehearsal[], largest: number): Promise<readonly Rehearsed[]>
  /**
   * Keeps every row's nearest centroid as its assignment under this K: no pass more if the last one was with these centroids.
   * @param newIndex per centroid the cluster index its rows are to have
   */
  keepAssignments(clusterCount: number, centroids: Float64Array, newIndex: Uint8Array): Promise<void>
  /** The kept assignments of some rows; of all rows for null. */
  assignmentsAt(clusterCount: number, rows: Uint32Array | null): Promise<Uint8Array>
}
