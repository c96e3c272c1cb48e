/**
 * Centroid tables: the centroids of one iteration, laid out for the loop over rows.
 *
 * The squared distance of a one-hot block to a centroid depends on nothing but the row's level: it is looked up, one
 * addition for a column of 31 axes, and exact. Centroids far apart settle most comparisons without a distance: if
 * |a − b| ≥ 2 |x − a| then b is not nearer to x than a (Elkan, ICML 2003, lemma 1).
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
  /**
   * clusterCount × clusterCount: a quarter of the squared distance between two centroids, less one part in a million,
   * so that neither rounding nor a tie is ever decided by it.
   */
  readonly settledWithin: Float64Array
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
      levels.set(levelDistances(part, category), cluster * levelCount + first - numberCount)
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
    settledWithin: settledDistances(centroids, clusterCount, featureCount),
  }
}

/** Per level, Σ over the block's axes of (one-hot − centroid)²; summed afresh, so that 0 comes out as 0. */
function levelDistances(part: Float64Array, { height }: CategoryFeature): Float64Array {
  return Float64Array.from(part, (_, level) => {
    let squaredDistance = 0
    for (let axis = 0; axis < part.length; axis++) {
      const off = (axis === level ? height : 0) - part[axis]!
      squaredDistance += off * off
    }
    return squaredDistance
  })
}

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
