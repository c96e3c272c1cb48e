/**
 * Centroid room: where the centroids of a pass lie for the kernel, and in what shapes.
 */

import { TILE_ROWS } from '../features/tiles'
import type { KernelMemory } from '../numeric/kernel'
import type { CentroidTables } from './centroid-tables'

/** Scores that never win, for the clusters that fill up four. */
const LOWEST = -3.4028234663852886e38

/** Addresses; see `layCentroids` for the shapes. */
export interface CentroidRoom {
  readonly capacity: number
  readonly pairsAt: number
  readonly startsAt: number
  readonly productsAt: number
  readonly numbersAt: number
  readonly levelsAt: number
  readonly scratchAt: number
}

export function centroidRoom(memory: KernelMemory, capacity: number, tables: CentroidTables): CentroidRoom {
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

/** @returns the largest ‖c‖ */
export function writeCentroids(
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
