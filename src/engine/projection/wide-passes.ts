/**
 * Wide passes: what one block of rows adds to the search in `wide.ts`.
 */

import type { FeatureBlock, Recipe } from '../features/recipe'

export const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** One block's part of `ProjectionRows.spreadAlong`. */
export function blockSpread(
  block: FeatureBlock,
  recipe: Recipe,
  mean: Float64Array,
  direction: Float64Array,
): Float64Array {
  const { featureCount } = recipe
  const numberCount = recipe.numbers.length
  const out = new Float64Array(featureCount)
  const origin = dot(direction, mean)
  let along = 0
  for (let row = 0; row < block.rowCount; row++) {
    const reach = dotRow(block, recipe, row, direction) - origin
    along += reach
    for (let axis = 0; axis < numberCount; axis++) out[axis]! += reach * block.numbers[row * numberCount + axis]!
    addLevels(block, recipe, row, reach, out)
  }
  for (let axis = 0; axis < featureCount; axis++) out[axis]! -= along * mean[axis]!
  return out
}

function dotRow(block: FeatureBlock, recipe: Recipe, row: number, direction: Float64Array): number {
  const numberCount = recipe.numbers.length
  const categoryCount = recipe.categories.length
  let sum = 0
  for (let axis = 0; axis < numberCount; axis++) sum += direction[axis]! * block.numbers[row * numberCount + axis]!
  for (let place = 0; place < categoryCount; place++) {
    const axis = recipe.axisOffset[place]! + block.codes[row * categoryCount + place]!
    sum += direction[axis]! * recipe.categories[place]!.height
  }
  return sum
}

function addLevels(block: FeatureBlock, recipe: Recipe, row: number, factor: number, out: Float64Array): void {
  const categoryCount = recipe.categories.length
  for (let place = 0; place < categoryCount; place++) {
    const axis = recipe.axisOffset[place]! + block.codes[row * categoryCount + place]!
    out[axis]! += factor * recipe.categories[place]!.height
  }
}

/** One block's part of `ProjectionRows.axisSums`. */
export function blockAxisSums(block: FeatureBlock, recipe: Recipe): Float64Array {
  const { featureCount } = recipe
  const numberCount = recipe.numbers.length
  const out = new Float64Array(2 * featureCount)
  for (let row = 0; row < block.rowCount; row++) {
    for (let axis = 0; axis < numberCount; axis++) {
      const value = block.numbers[row * numberCount + axis]!
      out[axis]! += value
      out[featureCount + axis]! += value * value
    }
    addLevels(block, recipe, row, 1, out)
  }
  recipe.categories.forEach(({ height, levels }, place) => {
    const first = recipe.axisOffset[place]!
    for (let axis = first; axis <= first + levels.length; axis++) out[featureCount + axis] = out[axis]! * height
  })
  return out
}
