/**
 * Rows: what clustering asks of whoever keeps the scaled features of all rows.
 */

import type { FeatureBlock } from '../features/recipe'

/** What one pass over rows adds up, for the centroids it was given. */
export interface AssignmentSums {
  /**
   * clusterCount × featureCount, dense space: sums of scaled values over the rows of each cluster; on the axes of a
   * category, how many of its rows have that level (whole numbers; times the category's height they are the sum).
   */
  readonly sums: Float64Array
  /** Rows per cluster. */
  readonly sizes: Float64Array
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
  /**
   * Keeps the working assignments as those of this K.
   * @param newIndex per working cluster index the index it is to have
   */
  keepAssignments(clusterCount: number, newIndex: Uint8Array): Promise<void>
  /** The kept assignments of some rows. */
  assignmentsAt(clusterCount: number, rows: Uint32Array): Promise<Uint8Array>
}
