/**
 * Cluster books: which row is in which cluster, and the clusters' sums and sizes, in the memory of the tiles.
 *
 * Assignments and sums agree at any time: a loop that moves a row changes both.
 */

import type { TileSums } from '../features/measure-tiles'
import { TILE_ROWS, type Tiles } from '../features/tiles'

/** Where they lie: addresses in the tiles' memory. */
export interface BookPlaces {
  /** uint8 [tile][16]. */
  readonly assignmentsAt: number
  /** float64 [cluster][axis of a number, then level]: sums, and rows per level. */
  readonly sumsAt: number
  /** float64 [cluster]. */
  readonly sizesAt: number
  /** Clusters there is room for. */
  readonly capacity: number
}

const LEAST_CAPACITY = 16

export class ClusterBooks {
  private places_: BookPlaces

  /** All rows in one cluster. */
  constructor(
    private readonly tiles: Tiles,
    private readonly whole: TileSums,
  ) {
    this.places_ = this.placesFor(LEAST_CAPACITY, tiles.memory.reserve(TILE_ROWS * tiles.tileCount))
    this.gatherAll()
  }

  get places(): BookPlaces {
    return this.places_
  }

  // Views are made anew for whoever asks: the memory may have grown since.

  /** Per row its cluster. */
  get assignments(): Uint8Array {
    return new Uint8Array(this.tiles.memory.buffer, this.places_.assignmentsAt, this.tiles.rowCount)
  }

  /** capacity × featureCount. */
  get sums(): Float64Array {
    const { sumsAt, capacity } = this.places_
    return new Float64Array(this.tiles.memory.buffer, sumsAt, capacity * this.tiles.recipe.featureCount)
  }

  /** capacity long. */
  get sizes(): Float64Array {
    return new Float64Array(this.tiles.memory.buffer, this.places_.sizesAt, this.places_.capacity)
  }

  makeRoom(clusterCount: number): void {
    if (clusterCount <= this.places_.capacity) return
    // Copies: where the memory grows, views of it are lost.
    const [sums, sizes] = [this.sums.slice(), this.sizes.slice()]
    this.places_ = this.placesFor(2 ** Math.ceil(Math.log2(clusterCount)), this.places_.assignmentsAt)
    this.sums.set(sums)
    this.sizes.set(sizes)
  }

  /** All rows in one cluster: their sums are known. */
  gatherAll(): void {
    this.assignments.fill(0)
    this.sums.fill(0).set(this.whole.sums)
    this.sizes.fill(0)[0] = this.tiles.rowCount
  }

  /** Gives clusters another index; several may get the same. @param newIndex per index in use, below the capacity */
  rename(newIndex: Uint8Array): void {
    if (newIndex.every((index, before) => index === before)) return
    const { featureCount } = this.tiles.recipe
    const { sums, sizes, assignments } = this
    const [oldSums, oldSizes] = [sums.slice(), sizes.slice()]
    sums.fill(0)
    sizes.fill(0)
    newIndex.forEach((index, before) => {
      sizes[index]! += oldSizes[before]!
      for (let axis = 0; axis < featureCount; axis++) {
        sums[index * featureCount + axis]! += oldSums[before * featureCount + axis]!
      }
    })
    for (let row = 0; row < assignments.length; row++) assignments[row] = newIndex[assignments[row]!]!
  }

  private placesFor(capacity: number, assignmentsAt: number): BookPlaces {
    const { memory, recipe } = this.tiles
    const sumsAt = memory.reserve(8 * capacity * recipe.featureCount)
    return { assignmentsAt, sumsAt, sizesAt: memory.reserve(8 * capacity), capacity }
  }
}
