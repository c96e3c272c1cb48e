/**
 * Some rows: a block made of some rows of another.
 */

import type { FeatureBlock, Recipe } from './recipe'

export function someRows(block: FeatureBlock, recipe: Recipe, rows: Uint32Array): FeatureBlock {
  const numberCount = recipe.numbers.length
  const categoryCount = recipe.categories.length
  const taken: FeatureBlock = {
    rowCount: rows.length,
    numbers: new Float32Array(rows.length * numberCount),
    codes: new Uint16Array(rows.length * categoryCount),
  }
  rows.forEach((row, place) => {
    taken.numbers.set(block.numbers.subarray(row * numberCount, (row + 1) * numberCount), place * numberCount)
    taken.codes.set(block.codes.subarray(row * categoryCount, (row + 1) * categoryCount), place * categoryCount)
  })
  return taken
}
