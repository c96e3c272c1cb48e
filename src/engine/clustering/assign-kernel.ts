/**
 * Assign kernel: the door to src/kernels/assign.ts.
 *
 * The bound of a score's error. The score of a row x and a centroid c is a float32 sum of T terms at most: numbers, categories, a
 * start. With u = 2⁻²⁴, each product carries the roundings of the centroid's value, of itself and of the sums behind it, so that
 * |error| ≤ γ · (½‖c‖² + Σ|x·c|) ≤ γ · (½C² + C‖x‖), where γ = (T + 4) u / (1 − (T + 4) u) and C is the largest ‖c‖ (Higham, Accuracy
 * and Stability of Numerical Algorithms, 2nd ed., 3.1). To it come 8 u ‖x‖² for the distances made of scores and for float64's
 * own rounding in the twin, which is 2⁻²⁹ of that, and a thousandth for the rounding of the bound.
 */

import assignKernel from 'kernel:assign'
import { TILE_ROWS, type Tiles } from '../features/tiles'
import { type Kernel, type KernelMemory, openKernel } from '../numeric/kernel'
import type { AssignLoop, ClusterBooks } from './assign-loop'
import type { CentroidTables } from './centroid-tables'

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

const UNIT = 2 ** -24
/** Scores that never win, for the clusters that fill up four. */
const LOWEST = -3.4028234663852886e38

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
  private errors: readonly [number, number, number] = [0, 0, 0]

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

  aim(centroids: Float64Array, tables: CentroidTables, books: ClusterBooks): void {
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
    this.errors = errorBound(tables.numberCount + tables.categoryCount + 1, largest)
  }

  run(firstTile: number, pastTile: number, drift: number): number {
    return this.kernel.loops.assign(firstTile, pastTile, drift, ...this.errors)
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

/** Addresses; see `layCentroids` for the shapes. */
interface CentroidRoom {
  readonly capacity: number
  readonly pairsAt: number
  readonly startsAt: number
  readonly productsAt: number
  readonly numbersAt: number
  readonly levelsAt: number
  readonly scratchAt: number
}

function centroidRoom(memory: KernelMemory, capacity: number, tables: CentroidTables): CentroidRoom {
  return {
    capacity,
    pairsAt: memory.reserve(4 * capacity * tables.numberCount),
    startsAt: memory.reserve(4 * capacity),
    productsAt: memory.reserve(4 * capacity * tables.levelCount),
    numbersAt: memory.reserve(8 * capacity * tables.numberCount),
    levelsAt: memory.reserve(8 * capacity * tables.levelCount),
    scratchAt: memory.reserve(4 * capacity * TILE_ROWS),
  }
}

/** Per level of all categories, its height. */
const heightsOf = ({ recipe }: Tiles): Float64Array =>
  Float64Array.from(recipe.categories.flatMap(({ height, levels }) => [...levels, 'other'].map(() => height)))

/** @returns the largest ‖c‖ */
function writeCentroids(
  { buffer }: KernelMemory,
  room: CentroidRoom,
  centroids: Float64Array,
  { clusterCount, numberCount, levelCount, featureCount, numbers, levels }: CentroidTables,
  paddedCount: number,
  heights: Float64Array,
): number {
  const pairs = new Float32Array(buffer, room.pairsAt, paddedCount * numberCount).fill(0)
  const starts = new Float32Array(buffer, room.startsAt, paddedCount).fill(LOWEST)
  const products = new Float32Array(buffer, room.productsAt, paddedCount * levelCount).fill(0)
  new Float64Array(buffer, room.numbersAt, numbers.length).set(numbers)
  new Float64Array(buffer, room.levelsAt, levels.length).set(levels)
  let largest = 0
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    const at = cluster * featureCount
    const pairAt = 2 * (cluster >> 1) * numberCount + (cluster & 1)
    let squaredLength = 0
    for (let axis = 0; axis < featureCount; axis++) squaredLength += centroids[at + axis]! * centroids[at + axis]!
    for (let axis = 0; axis < numberCount; axis++) pairs[pairAt + 2 * axis] = centroids[at + axis]!
    for (let level = 0; level < levelCount; level++) {
      products[level * paddedCount + cluster] = heights[level]! * centroids[at + numberCount + level]!
    }
    starts[cluster] = -squaredLength / 2
    largest = Math.max(largest, squaredLength)
  }
  return Math.sqrt(largest)
}

/** Twice the bound, as error0 + error1 · ‖x‖ + error2 · ‖x‖². */
function errorBound(termCount: number, largest: number): [number, number, number] {
  const share = ((termCount + 4) * UNIT) / (1 - (termCount + 4) * UNIT)
  const twice = 2 * 1.001
  return [twice * share * (largest * largest) * 0.5 + 1e-30, twice * share * largest, twice * 8 * UNIT]
}
