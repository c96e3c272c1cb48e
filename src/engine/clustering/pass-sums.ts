/**
 * Pass sums: what one pass adds up over some rows, and over all of them.
 */

import type { Recipe } from '../features/recipe'
import { centroidTables } from './centroid-tables'
import { inertiaOf } from './inertia'
import type { AssignmentSums } from './rows'

export interface PassSums {
  /** clusterCount × featureCount: sums of numbers, then rows per level. Exact. */
  readonly sums: Float64Array
  /** Rows per cluster. */
  readonly sizes: Float64Array
  readonly movedCount: number
  /** Rows that were not looked at, since nothing could have moved them. */
  readonly skippedCount: number
}

/** Sums of several shards. Every part is exact, so that no order of adding and no cut makes a difference. */
export function addPasses(passes: readonly PassSums[]): PassSums {
  const [first, ...others] = passes
  const sums = first!.sums.slice()
  const sizes = first!.sizes.slice()
  let { movedCount, skippedCount } = first!
  for (const other of others) {
    for (let at = 0; at < sums.length; at++) sums[at]! += other.sums[at]!
    for (let cluster = 0; cluster < sizes.length; cluster++) sizes[cluster]! += other.sizes[cluster]!
    movedCount += other.movedCount
    skippedCount += other.skippedCount
  }
  return { sums, sizes, movedCount, skippedCount }
}

/** Two exact sums in two parts each. */
export const addSquares = (all: readonly (readonly [number, number])[]): readonly [number, number] =>
  all.reduce(([high, low], [nextHigh, nextLow]) => [high + nextHigh, low + nextLow] as const, [0, 0] as const)

/**
 * A pass over all rows, with its inertia.
 * @param squares Σ of the squares of all numbers of all rows, in two parts
 */
export function withInertia(
  pass: PassSums,
  centroids: Float64Array,
  squares: readonly [number, number],
  recipe: Recipe,
): AssignmentSums {
  const tables = centroidTables(centroids, pass.sizes.length, recipe)
  return { ...pass, inertia: inertiaOf(pass.sums, pass.sizes, squares, tables) }
}
