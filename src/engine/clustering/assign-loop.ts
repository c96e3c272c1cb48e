/**
 * Assign loop: what a pass over tiles is made of, be it by the kernel or by its plain twin.
 */

import type { CentroidTables } from './centroid-tables'
import type { BookPlaces } from './cluster-books'

export interface AssignLoop {
  /**
   * Makes ready for the tiles of one pass.
   * @param centroids clusterCount × featureCount, dense space, two clusters or more
   */
  aim(centroids: Float64Array, tables: CentroidTables, books: BookPlaces): void
  /**
   * Gives the rows of some tiles to their nearest centroids, a tie to the lower index, and keeps the books by those that moved.
   * @param drift how far centroids have drifted, all in all, since `forget`: the largest and the second largest move of each pass
   * @returns how many rows moved
   */
  run(firstTile: number, pastTile: number, drift: number): number
  /** Forgets what was known of rows that nothing can move. */
  forget(): void
  /** Tiles that were looked at and not skipped since this was asked last. */
  visitedTiles(): number
}
