/**
 * Tile clusters: the working assignments of tiles of rows, and the sums of the clusters, kept up to date pass by pass.
 *
 * Features are whole numbers of 2⁻²⁰ (features/tiles.ts), so sums are exact: a row that moves is taken out of one sum and put into
 * another, and nothing drifts; shards' sums add up to the same in any order and for any cut. What a pass answers is a function
 * of the rows and the centroids alone, whatever the passes before; those only make it faster.
 */

import { EngineError } from '../failure'
import type { TileSums } from '../features/measure-tiles'
import { TILE_ROWS, type Tiles } from '../features/tiles'
import { BLOCK_ROWS } from '../numeric/blocks'
import { kernelLoop } from './assign-kernel'
import type { AssignLoop } from './assign-loop'
import { PlainLoop } from './assign-plain'
import { centroidTables } from './centroid-tables'
import { ClusterBooks } from './cluster-books'
import { movesBetween, nearestOnes } from './drift'
import type { PassSums } from './pass-sums'

/** Tiles between two breaths: a block of 4,096 rows, 0.1 ms by the kernel at K = 8, 2 ms if every row has to be settled. */
const TILES_PER_BREATH = BLOCK_ROWS / TILE_ROWS

/** A move that no iteration makes but the first of another fit, scaled. Taking one for the other costs time only. */
const NEW_FIT_MOVE = 1

export class TileClusters {
  private readonly loop: AssignLoop
  private readonly books: ClusterBooks
  /** Those of the last whole pass; null where a pass was broken off. */
  private centroids: Float64Array | null = null
  /** Largest and second largest move of all passes since the loop began to remember. */
  private drift = 0
  private turn = 0

  constructor(
    private readonly tiles: Tiles,
    whole: TileSums,
  ) {
    this.loop = kernelLoop(tiles, whole.squaredLengthsAt) ?? new PlainLoop(tiles)
    this.books = new ClusterBooks(tiles, whole)
  }

  /** Per row its cluster after the last pass; to be copied by whoever keeps it. */
  get assignments(): Uint8Array {
    return this.books.assignments
  }

  /**
   * Gives every row to its nearest centroid, a tie to the lower index.
   * @param centroids clusterCount × featureCount, dense space; clusterCount 1 … 255
   * @param breathe   called with the rows done since
   */
  async pass(
    centroids: Float64Array,
    clusterCount: number,
    breathe: (rowsDone: number) => Promise<void>,
  ): Promise<PassSums> {
    const { tiles, loop, books } = this
    const turn = ++this.turn
    if (clusterCount === 1) {
      books.gatherAll()
      this.centroids = centroids.slice()
      await breathe(tiles.rowCount)
      return this.answer(1, 0, tiles.rowCount)
    }
    books.makeRoom(clusterCount)
    this.follow(centroids)
    loop.aim(centroids, centroidTables(centroids, clusterCount, tiles.recipe), books.places)
    this.centroids = null
    let movedCount = 0
    for (let tile = 0; tile < tiles.tileCount; tile += TILES_PER_BREATH) {
      const pastTile = Math.min(tiles.tileCount, tile + TILES_PER_BREATH)
      movedCount += loop.run(tile, pastTile, this.drift)
      await breathe(Math.min(tiles.rowCount, pastTile * TILE_ROWS) - tile * TILE_ROWS)
      if (turn !== this.turn) throw new EngineError('out-of-range', 'a pass was begun before this one had ended')
    }
    this.centroids = centroids.slice()
    const skippedTiles = tiles.tileCount - loop.visitedTiles()
    return this.answer(clusterCount, movedCount, Math.min(tiles.rowCount, skippedTiles * TILE_ROWS))
  }

  /**
   * What the loop remembers holds as far as the centroids have moved. If they are others, the old clusters take the index of the
   * nearest new centroid first, so that few rows have to move.
   */
  private follow(centroids: Float64Array): void {
    const { featureCount } = this.tiles.recipe
    const before = this.centroids
    if (before !== null && before.length === centroids.length) {
      const { largest, second } = movesBetween(before, centroids, featureCount)
      this.drift += largest + second
      if (largest < NEW_FIT_MOVE) return
    }
    this.drift = 0
    this.loop.forget()
    if (before !== null) this.books.rename(nearestOnes(before, centroids, featureCount))
  }

  private answer(clusterCount: number, movedCount: number, skippedCount: number): PassSums {
    return {
      sums: this.books.sums.slice(0, clusterCount * this.tiles.recipe.featureCount),
      sizes: this.books.sizes.slice(0, clusterCount),
      movedCount,
      skippedCount,
    }
  }
}
