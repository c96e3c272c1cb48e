/**
 * Sample rows: some rows held in memory, on which starts are tried before any pass over all rows.
 */

import { denseRow } from '../features/dense'
import type { FeatureBlock, Recipe } from '../features/recipe'
import { assignBlock, farthestInBlock, readSums } from './assign'
import { centroidTables } from './centroid-tables'
import type { AssignmentSums, FarRow, LloydRows } from './rows'

export class SampleRows implements LloydRows {
  readonly assignments: Uint8Array

  constructor(
    readonly block: FeatureBlock,
    private readonly recipe: Recipe,
  ) {
    this.assignments = new Uint8Array(block.rowCount)
  }

  async assign(centroids: Float64Array, clusterCount: number): Promise<AssignmentSums> {
    const tables = centroidTables(centroids, clusterCount, this.recipe)
    return readSums(assignBlock(this.block, tables, this.assignments), clusterCount, this.recipe.featureCount)
  }

  async farthest(centroids: Float64Array, clusterCount: number): Promise<FarRow> {
    const { row, squaredDistance } = farthestInBlock(this.block, centroidTables(centroids, clusterCount, this.recipe))
    return { row, squaredDistance, position: this.positionOf(row) }
  }

  /** A row in the dense space. */
  positionOf(row: number): Float64Array {
    const position = new Float64Array(this.recipe.featureCount)
    denseRow(this.block, this.recipe, row, position)
    return position
  }

  /** Forgets the assignments: a guess may not name a cluster that the next fit does not have. */
  forget(): void {
    this.assignments.fill(0)
  }
}
