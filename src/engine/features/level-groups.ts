/**
 * Level groups: categories that share one code per row.
 *
 * What a row's levels add to a sum is looked up per centroid; three categories with 3, 11 and 31 levels are one look-up in a
 * table of 1,023 entries instead of three. So a row keeps one code per group: its levels, written in mixed radix.
 */

import type { Recipe } from './recipe'

/** Codes of a group of more than one category: 2,048 × 8 centroids in float32 are 64 kB, mostly the few codes that are common. */
const MOST_CODES = 2048

export interface LevelGroup {
  /** Its categories, consecutive ones. */
  readonly places: readonly number[]
  /** As many: what one level counts in the code. */
  readonly strides: readonly number[]
  readonly codeCount: number
  /** codeCount × places.length: a code's levels, each its place among all levels of all categories. */
  readonly levels: Int32Array
}

/** Categories in order, as many to a group as its codes allow. */
export function levelGroups(recipe: Recipe): readonly LevelGroup[] {
  const groups: number[][] = []
  let codeCount = Infinity
  recipe.categories.forEach(({ levels }, place) => {
    codeCount *= levels.length + 1
    if (codeCount <= MOST_CODES) {
      groups.at(-1)!.push(place)
      return
    }
    codeCount = levels.length + 1
    groups.push([place])
  })
  return groups.map((places) => groupOf(places, recipe))
}

function groupOf(places: readonly number[], { categories, axisOffset, numbers }: Recipe): LevelGroup {
  let codeCount = 1
  const strides = places.map((place) => {
    const stride = codeCount
    codeCount *= categories[place]!.levels.length + 1
    return stride
  })
  const levels = new Int32Array(codeCount * places.length)
  places.forEach((place, index) => {
    const axisCount = categories[place]!.levels.length + 1
    for (let code = 0; code < codeCount; code++) {
      const level = Math.floor(code / strides[index]!) % axisCount
      levels[code * places.length + index] = axisOffset[place]! - numbers.length + level
    }
  })
  return { places, strides, codeCount, levels }
}
