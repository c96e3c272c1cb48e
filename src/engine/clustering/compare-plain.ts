/**
 * Compare plain: the twin of src/kernels/compare.ts, in float32 wherever the kernel is.
 */

import { TILE_ROWS } from '../features/tiles'

/** See the kernel for the shapes; all but counts are addresses. */
export interface CompareLoops {
  distances(
    columns: number,
    tileCount: number,
    columnCount: number,
    apart: number,
    categoryCount: number,
    first: number,
    pastLast: number,
    distances: number,
  ): void
  gains(distances: number, rowCount: number, tileCount: number, own: number, gains: number): void
  clusterSums(distances: number, rowCount: number, tileCount: number, assignments: number, sums: number): void
}

export const plainCompare = (memory: { readonly buffer: ArrayBuffer }): CompareLoops => ({
  distances: (columnsAt, tileCount, columnCount, apartAt, categoryCount, first, pastLast, distancesAt) => {
    const { buffer } = memory
    const stride = TILE_ROWS * tileCount
    const columns = new Float32Array(buffer, columnsAt, columnCount * stride)
    const apart = new Float32Array(buffer, apartAt, categoryCount)
    const distances = new Float32Array(buffer, distancesAt + 4 * first * stride, (pastLast - first) * stride)
    for (let row = first, at = 0; row < pastLast; row++) {
      for (let other = 0; other < stride; other++) {
        distances[at++] = Math.sqrt(squaredDistance(columns, columnCount, apart, row, other))
      }
    }
  },
  gains: (distancesAt, rowCount, tileCount, ownAt, gainsAt) => {
    const stride = TILE_ROWS * tileCount
    const distances = new Float32Array(memory.buffer, distancesAt, rowCount * stride)
    const own = new Float32Array(memory.buffer, ownAt, stride)
    const gains = new Float64Array(memory.buffer, gainsAt, rowCount)
    const lanes = new Float64Array(4)
    for (let row = 0; row < rowCount; row++) {
      lanes.fill(0)
      for (let other = 0, at = row * stride; other < stride; other++, at++) {
        const less = Math.fround(own[other]! - Math.fround(distances[at]! * distances[at]!))
        if (less > 0) lanes[other & 3]! += less
      }
      gains[row] = lanes[0]! + lanes[1]! + (lanes[2]! + lanes[3]!)
    }
  },
  clusterSums: (distancesAt, rowCount, tileCount, assignmentsAt, sumsAt) => {
    const stride = TILE_ROWS * tileCount
    const distances = new Float32Array(memory.buffer, distancesAt, rowCount * stride)
    const assignments = new Uint8Array(memory.buffer, assignmentsAt, rowCount)
    for (let row = 0; row < rowCount; row++) {
      const sums = new Float64Array(memory.buffer, sumsAt + 8 * stride * assignments[row]!, stride)
      for (let other = 0, at = row * stride; other < stride; other++) sums[other]! += distances[at++]!
    }
  },
})

function squaredDistance(
  columns: Float32Array,
  columnCount: number,
  apart: Float32Array,
  row: number,
  other: number,
): number {
  let a = (row >> 4) * columnCount * TILE_ROWS + (row & 15)
  let b = (other >> 4) * columnCount * TILE_ROWS + (other & 15)
  let sum = 0
  let column = 0
  for (; column < apart.length; column++, a += TILE_ROWS, b += TILE_ROWS) {
    if (columns[a] !== columns[b]) sum = Math.fround(sum + apart[column]!)
  }
  for (; column < columnCount; column++, a += TILE_ROWS, b += TILE_ROWS) {
    const off = Math.fround(columns[b]! - columns[a]!)
    sum = Math.fround(sum + Math.fround(off * off))
  }
  return sum
}
