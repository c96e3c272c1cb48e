/**
 * Centroid tables: the centroids of one iteration, laid out for the loop over rows.
 *
 * The squared distance of a one-hot block to a centroid depends on nothing but the row's level: it is looked up, one
 * addition for a column of 31 axes, and exact.
 */

import type { CategoryFeature, Recipe } from '../features/recipe'

export interface CentroidTables {
  readonly clusterCount: number
  readonly numberCount: number
  readonly categoryCount: number
  /** All levels of all categories. */
  readonly levelCount: number
  readonly featureCount: number
  /** Per category, the place of its first level among all levels. */
  readonly firstLevel: Int32Array
  /** clusterCount × numberCount. */
  readonly numbers: Float64Array
  /** clusterCount × levelCount: squared distance of the category's block for a row of that level. */
  readonly levels: Float64Array
}

/** @param centroids clusterCount × featureCount, dense space */
export function centroidTables(centroids: Float64Array, clusterCount: number, recipe: Recipe): CentroidTables {
  const numberCount = recipe.numbers.length
  const { featureCount } = recipe
  const levelCount = featureCount - numberCount
  const numbers = new Float64Array(clusterCount * numberCount)
  const levels = new Float64Array(clusterCount * levelCount)
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    const centroid = centroids.subarray(cluster * featureCount, (cluster + 1) * featureCount)
    numbers.set(centroid.subarray(0, numberCount), cluster * numberCount)
    recipe.categories.forEach((category, place) => {
      const first = recipe.axisOffset[place]!
      const part = centroid.subarray(first, first + category.levels.length + 1)
      const at = cluster * levelCount + first - numberCount
      writeLevelDistances(part, category, levels.subarray(at, at + part.length))
    })
  }
  return {
    clusterCount,
    numberCount,
    categoryCount: recipe.categories.length,
    levelCount,
    featureCount,
    firstLevel: Int32Array.from(recipe.axisOffset, (first) => first - numberCount),
    numbers,
    levels,
  }
}

/**
 * Per level, Σ over the block's axes of (one-hot − centroid)²: the squares before it, its own and those behind it. Nothing is
 * taken away again, so that 0 comes out as 0.
 */
function writeLevelDistances(part: Float64Array, { height }: CategoryFeature, out: Float64Array): void {
  let before = 0
  for (let level = 0; level < part.length; level++) {
    const off = height - part[level]!
    out[level] = before + off * off
    before += part[level]! * part[level]!
  }
  let behind = 0
  for (let level = part.length - 1; level >= 0; level--) {
    out[level]! += behind
    behind += part[level]! * part[level]!
  }
}
