/**
 * Dense: a block of features as plain rows, one axis per number and per level.
 *
 * The space centroids and components live in. For samples, tests and ml-kmeans; the passes over all rows never make it.
 */

import type { FeatureBlock, Recipe } from './recipe'

/**
 * Writes one row.
 * @param out featureCount long from `offset`, zeros
 */
export function denseRow(
  block: FeatureBlock,
  recipe: Recipe,
  row: number,
  out: Float64Array | number[],
  offset = 0,
): void {
  const numberCount = recipe.numbers.length
  const categoryCount = recipe.categories.length
  for (let axis = 0; axis < numberCount; axis++) out[offset + axis] = block.numbers[row * numberCount + axis]!
  for (let place = 0; place < categoryCount; place++) {
    const axis = recipe.axisOffset[place]! + block.codes[row * categoryCount + place]!
    out[offset + axis] = recipe.categories[place]!.height
  }
}

/** @returns rowCount rows of featureCount numbers, as ml-kmeans and ml-pca take them */
export const toDense = (block: FeatureBlock, recipe: Recipe): number[][] =>
  Array.from({ length: block.rowCount }, (_, row) => {
    const dense = new Array<number>(recipe.featureCount).fill(0)
    denseRow(block, recipe, row, dense)
    return dense
  })
