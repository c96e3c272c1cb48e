/**
 * Assign kernel: the door to src/kernels/assign.ts.
 */

import assignKernel from 'kernel:assign'
import type { Tiles } from '../features/tiles'
import { type Kernel, openKernel } from '../numeric/kernel'
import type { AssignLoop } from './assign-loop'
import { centroidRoom, type CentroidRoom, writeCentroids } from './centroid-room'
import type { CentroidTables } from './centroid-tables'
import type { BookPlaces } from './cluster-books'
import { type ScoreError, scoreError } from './score-error'

interface AssignLoops {
  layTiles(
    numbers: number,
    codes: number,
    squaredLengths: number,
    assignments: number,
    expiries: number,
    rowCount: number,
    numberCount: number,
    groups: number,
    groupCount: number,
    levelCount: number,
  ): void
  layCentroids(
    clusterCount: number,
    paddedCount: number,
    pairs: number,
    starts: number,
    products: number,
    centroids: number,
    levelDistances: number,
    sums: number,
    sizes: number,
    scratch: number,
  ): void
  assign(firstTile: number, pastTile: number, drift: number, error0: number, error1: number, error2: number): number
  visitedTiles(): number
}

/** @returns null where there is no kernel */
export function kernelLoop(tiles: Tiles, squaredLengthsAt: number): AssignLoop | null {
  const kernel = tiles.kernel && openKernel<AssignLoops>(assignKernel, tiles.memory)
  return kernel && new KernelLoop(kernel, tiles, squaredLengthsAt)
}

class KernelLoop implements AssignLoop {
  private readonly expiriesAt: number
  private readonly groupsAt: number
  private readonly heights: Float64Array
  private room: CentroidRoom | null = null
  private error: ScoreError = [0, 0, 0]

  constructor(
    private readonly kernel: Kernel<AssignLoops>,
    private readonly tiles: Tiles,
    private readonly squaredLengthsAt: number,
  ) {
    this.heights = heightsOf(tiles)
    this.expiriesAt = kernel.reserve(4 * tiles.tileCount)
    this.groupsAt = kernel.reserve(16 * tiles.groups.length)
    tiles.groups.forEach(({ levels, places, codeCount }, group) => {
      const levelsAt = kernel.reserve(4 * levels.length)
      new Int32Array(kernel.buffer, levelsAt, levels.length).set(levels)
      new Int32Array(kernel.buffer, this.groupsAt + 16 * group, 4).set([0, levelsAt, places.length, codeCount])
    })
  }

  aim(centroids: Float64Array, tables: CentroidTables, books: BookPlaces): void {
    const { tiles, kernel } = this
    if (this.room === null || this.room.capacity < books.capacity) this.room = this.roomFor(books.capacity, tables)
    const { room } = this
    const { clusterCount } = tables
    const paddedCount = 4 * Math.ceil(clusterCount / 4)
    kernel.loops.layTiles(
      tiles.numbersAt,
      tiles.codesAt,
      this.squaredLengthsAt,
      books.assignmentsAt,
      this.expiriesAt,
      tiles.rowCount,
      tiles.numberCount,
      this.groupsAt,
      tiles.groups.length,
      tables.levelCount,
    )
    const largest = writeCentroids(kernel, room, centroids, tables, paddedCount, this.heights)
    kernel.loops.layCentroids(
      clusterCount,
      paddedCount,
      room.pairsAt,
      room.startsAt,
      room.productsAt,
      room.numbersAt,
      room.levelsAt,
      books.sumsAt,
      books.sizesAt,
      room.scratchAt,
    )
    this.error = scoreError(tables.numberCount + tables.categoryCount + 1, largest)
  }

  run(firstTile: number, pastTile: number, drift: number): number {
    return this.kernel.loops.assign(firstTile, pastTile, drift, ...this.error)
  }

  forget(): void {
    new Float32Array(this.kernel.buffer, this.expiriesAt, this.tiles.tileCount).fill(0)
  }

  visitedTiles(): number {
    return this.kernel.loops.visitedTiles()
  }

  /** The start scores' tables move with it: the groups' description says where they lie. */
  private roomFor(capacity: number, tables: CentroidTables): CentroidRoom {
    const { kernel, tiles, groupsAt } = this
    const room = centroidRoom(kernel, capacity, tables)
    tiles.groups.forEach(({ codeCount }, group) => {
      const startScoresAt = kernel.reserve(4 * codeCount * capacity)
      new Int32Array(kernel.buffer, groupsAt + 16 * group, 1)[0] = startScoresAt
    })
    return room
  }
}

/** Per level of all categories, its height. */
const heightsOf = ({ recipe }: Tiles): Float64Array =>
  Float64Array.from(recipe.categories.flatMap(({ height, levels }) => [...levels, 'other'].map(() => height)))
