/**
 * Far rows: how far rows are from centroids, for the few questions that ask for the distance itself.
 */

import type { FeatureBlock } from '../features/recipe'
import type { CentroidTables } from './centroid-tables'
import { readLevels, squaredDistanceWithin } from './squared-distance'

/** The block's row farthest from its nearest centroid, the first of them if some are equally far. */
export function farthestInBlock(block: FeatureBlock, tables: CentroidTables): { row: number; squaredDistance: number } {
  const levelsOfRow = new Int32Array(tables.categoryCount)
  const farthest = { row: 0, squaredDistance: -1 }
  for (let row = 0; row < block.rowCount; row++) {
    readLevels(block.codes, row, tables, levelsOfRow)
    let smallest = Infinity
    for (let cluster = 0; cluster < tables.clusterCount; cluster++) {
      const from = row * tables.numberCount
      const squaredDistance = squaredDistanceWithin(block.numbers, from, levelsOfRow, tables, cluster, smallest)
      if (squaredDistance < smallest) smallest = squaredDistance
    }
    if (smallest > farthest.squaredDistance) Object.assign(farthest, { row, squaredDistance: smallest })
  }
  return farthest
}

/** Squared distance of every row to the centroid it is given to. */
export function ownDistances(block: FeatureBlock, tables: CentroidTables, assignments: Uint8Array): Float64Array {
  const levelsOfRow = new Int32Array(tables.categoryCount)
  const { numberCount } = tables
  return Float64Array.from({ length: block.rowCount }, (_, row) => {
    readLevels(block.codes, row, tables, levelsOfRow)
    return squaredDistanceWithin(block.numbers, row * numberCount, levelsOfRow, tables, assignments[row]!, Infinity)
  })
}
