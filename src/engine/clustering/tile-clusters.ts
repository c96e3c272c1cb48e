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
import type { AssignLoop, ClusterBooks } from './assign-loop'
import { PlainLoop } from './assign-plain'
import { centroidTables } from './centroid-tables'
import { movesBetween, nearestOnes } from './drift'
import type { PassSums } from './pass-sums'

/** Tiles between two breaths: a block of 4,096 rows, 0.1 ms by the kernel at K = 8, 2 ms if every row has to be settled. */
const TILES_PER_BREATH = BLOCK_ROWS / TILE_ROWS
const LEAST_CAPACITY = 16

export class TileClusters {
  private readonly loop: AssignLoop
  private books: ClusterBooks
  /** Clusters that may have rows. */
  private clusterCount = 1
  /** Those of the last whole pass; null where a pass was broken off. */
  private centroids: Float64Array | null = null
  private turn = 0
  /** Largest and second largest move of all passes since the loop began to remember. */
  private drift = 0

  constructor(
    readonly tiles: Tiles,
    private readonly whole: TileSums,
  ) {
    this.loop = kernelLoop(tiles, whole.squaredLengthsAt) ?? new PlainLoop(tiles)
    const assignmentsAt = tiles.memory.reserve(TILE_ROWS * tiles.tileCount)
    this.books = this.booksFor(LEAST_CAPACITY, assignmentsAt)
    this.gatherAll()
  }

  /** uint8 per row. Made anew by whoever asks: the memory may have grown since. */
  get assignments(): Uint8Array {
    return new Uint8Array(this.tiles.memory.buffer, this.books.assignmentsAt, this.tiles.rowCount)
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
    const { tiles } = this
    if (clusterCount === 1) {
      this.gatherAll()
      this.centroids = centroids.slice()
      await breathe(tiles.rowCount)
      return this.answer(1, 0, tiles.rowCount)
    }
    this.follow(centroids, clusterCount)
    this.makeRoom(clusterCount)
    this.loop.aim(centroids, centroidTables(centroids, clusterCount, tiles.recipe), this.books)
    let movedCount = 0
    const turn = ++this.turn
    this.centroids = null
    this.clusterCount = Math.max(this.clusterCount, clusterCount)
    for (let tile = 0; tile < tiles.tileCount; tile += TILES_PER_BREATH) {
      const pastTile = Math.min(tiles.tileCount, tile + TILES_PER_BREATH)
      movedCount += this.loop.run(tile, pastTile, this.drift)
      await breathe(Math.min(tiles.rowCount, pastTile * TILE_ROWS) - tile * TILE_ROWS)
      if (turn !== this.turn) throw new EngineError('out-of-range', 'another pass was begun before this one had ended')
    }
    this.centroids = centroids.slice()
    this.clusterCount = clusterCount
    return this.answer(clusterCount, movedCount, (tiles.tileCount - this.loop.visitedTiles()) * TILE_ROWS)
  }

  /**
   * What the loop remembers holds as far as the centroids have moved. If they are others, the old clusters take the index of the
   * nearest new centroid first, so that few rows have to move.
   */
  private follow(centroids: Float64Array, clusterCount: number): void {
    const { featureCount } = this.tiles.recipe
    const before = this.centroids
    if (before !== null && before.length === centroids.length) {
      const { largest, second } = movesBetween(before, centroids, featureCount)
      this.drift += largest + second
      if (largest < NEW_FIT_MOVE) return
    }
    this.drift = 0
    this.loop.forget()
    if (before !== null) this.rename(nearestOnes(before, centroids, featureCount), clusterCount)
  }

  private rename(newIndex: Uint8Array, clusterCount: number): void {
    if (newIndex.every((index, before) => index === before)) return
    this.makeRoom(clusterCount)
    const { sums, sizes } = this.views()
    const { featureCount } = this.tiles.recipe
    const [oldSums, oldSizes] = [sums.slice(), sizes.slice()]
    sums.fill(0)
    sizes.fill(0)
    newIndex.forEach((index, before) => {
      sizes[index]! += oldSizes[before]!
      for (let axis = 0; axis < featureCount; axis++) {
        sums[index * featureCount + axis]! += oldSums[before * featureCount + axis]!
      }
    })
    const { assignments } = this
    for (let row = 0; row < assignments.length; row++) assignments[row] = newIndex[assignments[row]!]!
    this.clusterCount = clusterCount
  }

  /** All rows in one cluster: their sums are known. */
  private gatherAll(): void {
    const { sums, sizes } = this.views()
    this.assignments.fill(0)
    sums.fill(0).set(this.whole.sums)
    sizes.fill(0)[0] = this.tiles.rowCount
    this.clusterCount = 1
  }

  private answer(clusterCount: number, movedCount: number, skippedCount: number): PassSums {
    const { sums, sizes } = this.views()
    return {
      sums: sums.slice(0, clusterCount * this.tiles.recipe.featureCount),
      sizes: sizes.slice(0, clusterCount),
      movedCount,
      skippedCount,
    }
  }

  private makeRoom(clusterCount: number): void {
    if (clusterCount <= this.books.capacity) return
    // Copies: where the memory grows, views of it are lost.
    const [sums, sizes] = [this.views().sums.slice(), this.views().sizes.slice()]
    this.books = this.booksFor(2 ** Math.ceil(Math.log2(clusterCount)), this.books.assignmentsAt)
    const wider = this.views()
    wider.sums.set(sums)
    wider.sizes.set(sizes)
  }

  private booksFor(capacity: number, assignmentsAt: number): ClusterBooks {
    const { memory, recipe } = this.tiles
    const sumsAt = memory.reserve(8 * capacity * recipe.featureCount)
    return { assignmentsAt, sumsAt, sizesAt: memory.reserve(8 * capacity), capacity }
  }

  private views(): { readonly sums: Float64Array; readonly sizes: Float64Array } {
    const { buffer } = this.tiles.memory
    const { sumsAt, sizesAt, capacity } = this.books
    return {
      sums: new Float64Array(buffer, sumsAt, capacity * this.tiles.recipe.featureCount),
      sizes: new Float64Array(buffer, sizesAt, capacity),
    }
  }
}

/** A move that no iteration makes but the first of another fit, scaled. Taking one for the other costs time only. */
const NEW_FIT_MOVE = 1
