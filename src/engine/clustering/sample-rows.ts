/**
 * Sample rows: some rows held in memory, on which starts are tried before any pass over all rows.
 */

import { denseRow } from '../features/dense'
import { measureTiles, type TileSums } from '../features/measure-tiles'
import type { FeatureBlock, Recipe } from '../features/recipe'
import { tilesOf } from '../features/tiles'
import { centroidTables } from './centroid-tables'
import { farthestInBlock } from './far-rows'
import { withInertia } from './pass-sums'
import type { AssignmentSums, FarRow, LloydRows } from './rows'
import { TileClusters } from './tile-clusters'

export class SampleRows implements LloydRows {
  private readonly clusters: TileClusters
  private readonly whole: TileSums

  /** @param plain without the kernel, whatever the host */
  constructor(
    readonly block: FeatureBlock,
    private readonly recipe: Recipe,
    plain = false,
  ) {
    const tiles = tilesOf(block, recipe, plain)
    this.whole = measureTiles(tiles)
    this.clusters = new TileClusters(tiles, this.whole)
  }

  /** Per row its cluster index after the last pass. */
  get assignments(): Uint8Array {
    return this.clusters.assignments
  }

  async assign(centroids: Float64Array, clusterCount: number): Promise<AssignmentSums> {
    const pass = await this.clusters.pass(centroids, clusterCount, noBreath)
    return withInertia(pass, centroids, this.whole.squares, this.recipe)
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
}

/** A pass over a sample takes under a millisecond. */
const noBreath = (): Promise<void> => Promise.resolve()
