/**
 * Comparison: the distances between all rows of a sample, made once for all K, and what is asked of them.
 *
 * 2,000 rows are 4,000,000 distances, 16 MB. By the kernel they take 28 ms instead of 80, and a question 2 ms instead of 10 to 20
 * (2 shared cores, Node 20, 2026-11-25).
 */

import compareKernel from 'kernel:compare'
import type { FeatureBlock, Recipe } from '../features/recipe'
import { plainMemory } from '../features/tile-memory'
import { TILE_ROWS } from '../features/tiles'
import { type KernelMemory, openKernel } from '../numeric/kernel'
import type { Pulse } from '../numeric/pulse'
import { type CompareLoops, plainCompare } from './compare-plain'

/**
 * Rows to a call, even: a loop that is new runs slowly until its call ends, and quickly from the next. (Chromium compiles a
 * kernel twice, and a call keeps to the code it began with: in four calls the distances took 100 ms instead of 28.)
 */
const ROWS_PER_BREATH = 32

export class Comparison {
  private readonly tileCount: number
  private readonly distancesAt: number
  private readonly ownAt: number
  private readonly gainsAt: number
  private readonly assignmentsAt: number
  private sums: { readonly at: number; readonly clusterCount: number }

  private constructor(
    readonly rowCount: number,
    private readonly memory: KernelMemory,
    private readonly loops: CompareLoops,
  ) {
    this.tileCount = Math.ceil(rowCount / TILE_ROWS)
    this.distancesAt = memory.reserve(4 * this.stride * 2 * Math.ceil(rowCount / 2))
    this.ownAt = memory.reserve(4 * this.stride)
    this.gainsAt = memory.reserve(8 * rowCount)
    this.assignmentsAt = memory.reserve(rowCount)
    this.sums = { at: memory.reserve(8 * this.stride * LEAST_CLUSTERS), clusterCount: LEAST_CLUSTERS }
  }

  /** @param plain without the kernel, whatever the host */
  static async of(block: FeatureBlock, recipe: Recipe, pulse: Pulse, plain = false): Promise<Comparison> {
    const kernel = plain ? null : openKernel<CompareLoops>(compareKernel)
    const memory = kernel ?? plainMemory()
    const made = new Comparison(block.rowCount, memory, kernel?.loops ?? plainCompare(memory))
    const columnCount = recipe.categories.length + recipe.numbers.length
    const columnsAt = memory.reserve(4 * columnCount * made.stride)
    const apartAt = memory.reserve(4 * recipe.categories.length)
    writeColumns(new Float32Array(memory.buffer, columnsAt, columnCount * made.stride), block, recipe)
    const apart = new Float32Array(memory.buffer, apartAt, recipe.categories.length)
    recipe.categories.forEach(({ height }, place) => (apart[place] = 2 * height * height))
    for (let row = 0; row < block.rowCount; row += ROWS_PER_BREATH) {
      const pastLast = Math.min(block.rowCount, row + ROWS_PER_BREATH)
      made.loops.distances(
        columnsAt,
        made.tileCount,
        columnCount,
        apartAt,
        apart.length,
        row,
        pastLast,
        made.distancesAt,
      )
      await pulse.breathe()
    }
    return made
  }

  /** Values to a row of distances: whole tiles. */
  private get stride(): number {
    return TILE_ROWS * this.tileCount
  }

  /** One row's distances to all rows, itself included; float32. */
  distancesOf(row: number): Float32Array {
    return new Float32Array(this.memory.buffer, this.distancesAt + 4 * row * this.stride, this.rowCount)
  }

  /** Has every row count as so many from now on, in `clusterSums` alone; `gains` and `distancesOf` are no longer to be asked. */
  weigh(weights: Float64Array): void {
    for (let row = 0; row < this.rowCount; row++) {
      const weight = weights[row]!
      if (weight === 1) continue
      const distances = this.distancesOf(row)
      for (let other = 0; other < distances.length; other++) distances[other]! *= weight
    }
  }

  /**
   * Per row, by how much the inertia falls if one more centroid is put on it and nothing else moves.
   * @param own per row its squared distance to its own centroid
   */
  gains(own: Float64Array): Float64Array {
    const { memory, ownAt, gainsAt, rowCount } = this
    new Float32Array(memory.buffer, ownAt, this.stride).fill(-1).set(own)
    this.loops.gains(this.distancesAt, rowCount, this.tileCount, ownAt, gainsAt)
    return new Float64Array(memory.buffer, gainsAt, rowCount).slice()
  }

  /** Per cluster and row, the sum of the row's distances to the cluster's rows: clusterCount arrays. */
  clusterSums(assignments: Uint8Array, clusterCount: number): readonly Float64Array[] {
    const { memory, assignmentsAt, rowCount, stride } = this
    if (clusterCount > this.sums.clusterCount)
      this.sums = { at: memory.reserve(8 * stride * clusterCount), clusterCount }
    const { at } = this.sums
    new Uint8Array(memory.buffer, assignmentsAt, rowCount).set(assignments)
    new Float64Array(memory.buffer, at, stride * clusterCount).fill(0)
    this.loops.clusterSums(this.distancesAt, rowCount, this.tileCount, assignmentsAt, at)
    return Array.from(
      { length: clusterCount },
      (_, cluster) => new Float64Array(memory.buffer, at + 8 * stride * cluster, rowCount),
    )
  }
}

const LEAST_CLUSTERS = 16

/** Levels as numbers, then numbers, [tile][column][16]. */
function writeColumns(out: Float32Array, block: FeatureBlock, recipe: Recipe): void {
  const { length: numberCount } = recipe.numbers
  const { length: categoryCount } = recipe.categories
  const columnCount = categoryCount + numberCount
  const write = (values: Float32Array | Uint16Array, count: number, firstColumn: number): void => {
    for (let row = 0, from = 0; row < block.rowCount; row++) {
      let at = ((row >> 4) * columnCount + firstColumn) * TILE_ROWS + (row & 15)
      for (let index = 0; index < count; index++, at += TILE_ROWS) out[at] = values[from++]!
    }
  }
  write(block.codes, categoryCount, 0)
  write(block.numbers, numberCount, categoryCount)
}
