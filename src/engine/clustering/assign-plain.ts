/**
 * Assign plain: the kernel's twin, for hosts without SIMD and for tests.
 *
 * Source: S. Lloyd, IEEE Trans. Inf. Theory 28(2), 1982, doi:10.1109/TIT.1982.1056489. Centroids far apart settle most
 * comparisons without a distance: if |a − b| ≥ 2 |x − a| then b is not nearer to x than a (Elkan, ICML 2003, lemma 1).
 */

import { TILE_ROWS, type Tiles } from '../features/tiles'
import type { AssignLoop } from './assign-loop'
import type { CentroidTables } from './centroid-tables'
import type { BookPlaces } from './cluster-books'
import { squaredDistanceWithin } from './squared-distance'

export class PlainLoop implements AssignLoop {
  private visited = 0
  private aimed: {
    readonly tables: CentroidTables
    readonly books: BookPlaces
    readonly settled: Float64Array
  } | null = null
  private readonly row: Float32Array
  private readonly levelsOfRow: Int32Array

  constructor(private readonly tiles: Tiles) {
    this.row = new Float32Array(tiles.numberCount)
    this.levelsOfRow = new Int32Array(tiles.recipe.categories.length)
  }

  aim(centroids: Float64Array, tables: CentroidTables, books: BookPlaces): void {
    this.aimed = { tables, books, settled: settledDistances(centroids, tables.clusterCount, tables.featureCount) }
  }

  run(firstTile: number, pastTile: number): number {
    const { tables, books, settled } = this.aimed!
    const { tiles, row: values, levelsOfRow } = this
    const { buffer } = tiles.memory
    const { featureCount, numberCount } = tables
    const assignments = new Uint8Array(buffer, books.assignmentsAt, tiles.tileCount * TILE_ROWS)
    const sums = new Float64Array(buffer, books.sumsAt, books.capacity * featureCount)
    const sizes = new Float64Array(buffer, books.sizesAt, books.capacity)
    const { numbers, codes } = tiles
    let movedCount = 0
    for (let row = firstTile * TILE_ROWS; row < Math.min(tiles.rowCount, pastTile * TILE_ROWS); row++) {
      this.read(numbers, codes, row)
      const before = assignments[row]!
      const nearest = nearestOf(values, levelsOfRow, tables, settled, before)
      if (nearest === before) continue
      movedCount++
      assignments[row] = nearest
      const [less, more] = [before * featureCount, nearest * featureCount]
      sizes[before]!--
      sizes[nearest]!++
      for (let axis = 0; axis < numberCount; axis++) {
        sums[less + axis]! -= values[axis]!
        sums[more + axis]! += values[axis]!
      }
      for (const level of levelsOfRow) {
        sums[less + numberCount + level]!--
        sums[more + numberCount + level]!++
      }
    }
    this.visited += pastTile - firstTile
    return movedCount
  }

  forget(): void {
    // It remembers nothing: it looks at every row.
  }

  visitedTiles(): number {
    const { visited } = this
    this.visited = 0
    return visited
  }

  private read(numbers: Float32Array, codes: Uint16Array, row: number): void {
    const { numberCount, groups } = this.tiles
    const tile = row >> 4
    const lane = row & 15
    for (let axis = 0, at = tile * numberCount * TILE_ROWS + lane; axis < numberCount; axis++, at += TILE_ROWS) {
      this.row[axis] = numbers[at]!
    }
    let place = 0
    for (let group = 0; group < groups.length; group++) {
      const { places, levels } = groups[group]!
      const at = codes[(tile * groups.length + group) * TILE_ROWS + lane]! * places.length
      for (let index = 0; index < places.length; index++) this.levelsOfRow[place++] = levels[at + index]!
    }
  }
}

/** @param guess any index; a good one saves time, none changes the answer */
function nearestOf(
  values: Float32Array,
  levelsOfRow: Int32Array,
  tables: CentroidTables,
  settled: Float64Array,
  guess: number,
): number {
  const { clusterCount } = tables
  let nearest = guess < clusterCount ? guess : 0
  let smallest = squaredDistanceWithin(values, 0, levelsOfRow, tables, nearest, Infinity)
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    if (cluster === nearest || settled[nearest * clusterCount + cluster]! > smallest) continue
    const squaredDistance = squaredDistanceWithin(values, 0, levelsOfRow, tables, cluster, smallest)
    if (squaredDistance < smallest || (squaredDistance === smallest && cluster < nearest)) {
      nearest = cluster
      smallest = squaredDistance
    }
  }
  return nearest
}

/**
 * clusterCount × clusterCount: a quarter of the squared distance between two centroids, less one part in a million, so that
 * neither rounding nor a tie is ever decided by it.
 */
function settledDistances(centroids: Float64Array, clusterCount: number, featureCount: number): Float64Array {
  const settled = new Float64Array(clusterCount * clusterCount)
  for (let a = 0; a < clusterCount; a++) {
    for (let b = 0; b < a; b++) {
      let squaredDistance = 0
      for (let axis = 0; axis < featureCount; axis++) {
        const off = centroids[a * featureCount + axis]! - centroids[b * featureCount + axis]!
        squaredDistance += off * off
      }
      settled[a * clusterCount + b] = settled[b * clusterCount + a] = (squaredDistance / 4) * (1 - 1e-6)
    }
  }
  return settled
}
