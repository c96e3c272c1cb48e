/**
 * Shuffled: the same rows with every column permuted by itself, a null reference.
 *
 * Each column keeps its own distribution, and nothing ties columns together any more: what groups are left come of single columns or
 * of chance. A missing flag goes with the number it belongs to.
 * Source: the reference of Tibshirani, Walther and Hastie, J. R. Statist. Soc. B 63(2), 2001, doi:10.1111/1467-9868.00293, with
 * permutations instead of uniform draws, since flows are far from uniform in every single column.
 */

import type { FeatureBlock, Recipe } from '../features/recipe'
import { type Random, seededRandom } from '../numeric/random'

/** @param seed uint32 */
export function shuffledColumns(block: FeatureBlock, recipe: Recipe, seed: number): FeatureBlock {
  const random = seededRandom(seed)
  const orders = new Map<string, Uint32Array>()
  const orderOf = (column: string): Uint32Array => {
    let order = orders.get(column)
    if (order === undefined) orders.set(column, (order = permutation(block.rowCount, random)))
    return order
  }
  const numbers = new Float32Array(block.numbers.length)
  const codes = new Uint16Array(block.codes.length)
  recipe.numbers.forEach(({ column }, place) => {
    permute(block.numbers, numbers, place, recipe.numbers.length, orderOf(column))
  })
  recipe.categories.forEach(({ column }, place) => {
    permute(block.codes, codes, place, recipe.categories.length, orderOf(column))
  })
  return { rowCount: block.rowCount, numbers, codes }
}

/** Fisher and Yates, as in Knuth, TAOCP 2, algorithm 3.4.2 P. */
function permutation(count: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, row) => row)
  for (let last = count - 1; last > 0; last--) {
    const other = random.below(last + 1)
    const held = order[last]!
    order[last] = order[other]!
    order[other] = held
  }
  return order
}

function permute<Values extends Float32Array | Uint16Array>(
  from: Values,
  to: Values,
  place: number,
  width: number,
  order: Uint32Array,
): void {
  for (let row = 0; row < order.length; row++) to[row * width + place] = from[order[row]! * width + place]!
}
