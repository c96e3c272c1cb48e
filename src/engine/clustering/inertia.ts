/**
 * Inertia: the sum of squared distances to the own centroid, from the clusters' exact sums.
 *
 * Over the rows of a cluster Σ‖x − c‖² = Σ‖x‖² − 2 c·Σx + n ‖c‖². Where groups are tight that is a small difference of large
 * numbers; kept to 106 bits it is right to the last of its own, and 0 where every row sits on its centroid, for all terms are
 * then whole multiples of 2⁻⁴⁰. Categories need no difference: rows per level times that level's squared distance.
 */

import { DoubleDouble } from '../numeric/double-double'
import type { CentroidTables } from './centroid-tables'

/**
 * @param sums    clusterCount × featureCount: sums of numbers, then rows per level
 * @param sizes   rows per cluster
 * @param squares Σ of the squares of all numbers of all rows, in two parts
 * @returns scaled²
 */
export function inertiaOf(
  sums: Float64Array,
  sizes: Float64Array,
  squares: readonly [number, number],
  tables: CentroidTables,
): number {
  const { clusterCount, numberCount, levelCount, featureCount, numbers, levels } = tables
  const total = new DoubleDouble()
  total.add(squares[0])
  total.add(squares[1])
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    const size = sizes[cluster]!
    for (let axis = 0; axis < numberCount; axis++) {
      const centre = numbers[cluster * numberCount + axis]!
      total.addProduct(-2 * centre, sums[cluster * featureCount + axis]!)
      total.addTripleProduct(centre, centre, size)
    }
  }
  let ofLevels = 0
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    for (let level = 0; level < levelCount; level++) {
      ofLevels += sums[cluster * featureCount + numberCount + level]! * levels[cluster * levelCount + level]!
    }
  }
  return Math.max(0, total.value) + ofLevels
}
