/**
 * Sample memory: a sample of rows laid out for the group loops, and what is asked of them.
 */

import type { Kernel } from '../numeric/kernel'
import type { GroupLoops } from './group-loops'
import { levelTable } from './level-table'
import { CLUSTER_COUNT } from './score-model'
import { axesOfSample, type WeightedRows } from './weighted-rows'

/** Candidates that are looked at together. */
export const AT_ONCE = 4

export class SampleMemory {
  private readonly numbers: number
  private readonly codes: number
  private readonly starts: number
  private readonly centroids: number
  /** Addresses of the categories' tables, and the tables themselves. */
  private readonly levels: number
  private readonly tables: readonly number[]
  private readonly assignments: number
  private readonly squares: number

  constructor(
    private readonly kernel: Kernel<GroupLoops>,
    private readonly sample: WeightedRows,
  ) {
    const { rowCount, numberCount, numbers, codes, heights } = sample
    this.numbers = kernel.reserve(numbers.byteLength)
    this.codes = kernel.reserve(codes.byteLength)
    this.starts = kernel.reserve(CLUSTER_COUNT * 8)
    this.centroids = kernel.reserve(numberCount * CLUSTER_COUNT * 8)
    this.levels = kernel.reserve(heights.length * 4)
    this.tables = heights.map(({ length }) => kernel.reserve(length * CLUSTER_COUNT * 8))
    this.assignments = kernel.reserve(rowCount)
    this.squares = kernel.reserve(rowCount * AT_ONCE * 8)
    new Float64Array(kernel.buffer, this.numbers, numbers.length).set(numbers)
    new Uint16Array(kernel.buffer, this.codes, codes.length).set(codes)
    new Uint32Array(kernel.buffer, this.levels, heights.length).set(this.tables)
  }

  /**
   * Per row its nearest centroid; valid until the next call.
   * @param centroids at most 16, on all axes, one after the other
   */
  nearest(centroids: Float64Array): Uint8Array {
    const { loops, buffer } = this.kernel
    const clusterCount = this.layCentroids(centroids, CLUSTER_COUNT)
    new Float64Array(buffer, this.starts, CLUSTER_COUNT).fill(0).fill(Infinity, clusterCount)
    const { rowCount, numberCount, heights } = this.sample
    const rows = [rowCount, this.numbers, numberCount, this.codes, heights.length] as const
    loops.nearest(...rows, this.starts, this.centroids, this.levels, this.assignments)
    return new Uint8Array(buffer, this.assignments, rowCount)
  }

  /**
   * Per row its squared distances to four centroids, side by side; valid until the next call.
   * @param centroids at most four
   */
  distances(centroids: Float64Array): Float64Array {
    this.layCentroids(centroids, AT_ONCE)
    const { rowCount, numberCount, heights } = this.sample
    const rows = [rowCount, this.numbers, numberCount, this.codes, heights.length] as const
    this.kernel.loops.distances(...rows, this.centroids, this.levels, this.squares)
    return new Float64Array(this.kernel.buffer, this.squares, rowCount * AT_ONCE)
  }

  /** @returns how many there are */
  private layCentroids(centroids: Float64Array, lanes: number): number {
    const { numberCount, heights } = this.sample
    const { offsets, count } = axesOfSample(this.sample)
    const clusterCount = count === 0 ? 1 : centroids.length / count
    const { buffer } = this.kernel
    const places = new Float64Array(buffer, this.centroids, numberCount * lanes)
    for (let k = 0; k < clusterCount; k++) {
      for (let axis = 0; axis < numberCount; axis++) places[axis * lanes + k] = centroids[k * count + axis]!
    }
    heights.forEach((ofCategory, category) => {
      const block = { heights: ofCategory, axisCount: count, offset: offsets[category]!, clusterCount, lanes }
      const table = levelTable(block, centroids, (off) => off * off)
      new Float64Array(buffer, this.tables[category]!, table.length).set(table)
    })
    return clusterCount
  }
}
