/**
 * View space: what a row costs at each centroid of a view.
 *
 * Axes: the numbers, then every category's levels and "other". The cost of a one-hot block depends on the level alone,
 * so it is looked up: Σ over the block's axes of cost(x_axis − c_axis), x being the level's height on one axis and 0 on
 * the others. Exact, and a row of 41 columns costs 2 × 16 × 41 steps however many levels there are.
 */

import type { CategoryInput, ScoreInputs, ViewKind } from './score-model'

export type Cost = 'squared' | 'log'

/** u² or ln(1 + u²) */
export const costOf = (cost: Cost, off: number): number => (cost === 'squared' ? off * off : Math.log1p(off * off))

export const costOfView = (kind: ViewKind): Cost => (kind === 'rank' ? 'squared' : 'log')

/** First axis of each category, and the number of all axes. */
export function axesOf({ numbers, categories }: ScoreInputs): {
  readonly offsets: readonly number[]
  readonly count: number
} {
  let count = numbers.length
  const offsets = categories.map(({ levels }) => {
    count += levels.length + 1
    return count - levels.length - 1
  })
  return { offsets, count }
}

export interface CostTable {
  readonly cost: Cost
  readonly clusterCount: number
  readonly numberCount: number
  /** clusterCount × numberCount, row by row. */
  readonly centroidNumbers: Float64Array
  /** Per category, (levels.length + 1) × clusterCount: all centroids of a level lie together. */
  readonly levelCosts: readonly Float64Array[]
}

/** @param centroids clusterCount × axes, row by row */
export function costTable(inputs: ScoreInputs, kind: ViewKind, centroids: ArrayLike<number>, cost: Cost): CostTable {
  const { offsets, count } = axesOf(inputs)
  const clusterCount = count === 0 ? 1 : centroids.length / count
  const numberCount = inputs.numbers.length
  const centroidNumbers = new Float64Array(clusterCount * numberCount)
  for (let k = 0; k < clusterCount; k++) {
    for (let axis = 0; axis < numberCount; axis++)
      centroidNumbers[k * numberCount + axis] = centroids[k * count + axis]!
  }
  const levelCosts = inputs.categories.map((category, index) => {
    const table = new Float64Array((category.levels.length + 1) * clusterCount)
    for (let k = 0; k < clusterCount; k++) {
      const costs = blockCosts(category, kind, centroids, k * count + offsets[index]!, cost)
      costs.forEach((value, level) => (table[level * clusterCount + k] = value))
    }
    return table
  })
  return { cost, clusterCount, numberCount, centroidNumbers, levelCosts }
}

/** Cost of each level of a category at one centroid, whose axes of it begin at `first`. */
function blockCosts(
  category: CategoryInput,
  kind: ViewKind,
  centroids: ArrayLike<number>,
  first: number,
  cost: Cost,
): readonly number[] {
  const heights = category.heights[kind]
  const absent = heights.map((_, axis) => costOf(cost, centroids[first + axis]!))
  const allAbsent = absent.reduce((sum, value) => sum + value, 0)
  return heights.map((height, axis) =>
    Math.max(0, allAbsent - absent[axis]! + costOf(cost, height - centroids[first + axis]!)),
  )
}

/**
 * Factors of (1 + u²) multiplied before one logarithm is taken: |u| stays below about 2·10⁶ (encode.ts), so 16 factors
 * stay below 10²⁰³ and the product loses no more than the sum of 16 logarithms would. 3 logarithms instead of 41.
 */
const FACTORS = 16

/**
 * D of one row at every centroid.
 * @param numbers  rows × numberCount; the row's begin at `at`
 * @param codes    rows × categories; the row's begin at `codeAt`
 * @param out      filled here, clusterCount long
 * One straight loop per cost: this is where the time goes. Allocates nothing.
 */
export function rowCosts(
  table: CostTable,
  numbers: Float64Array,
  at: number,
  codes: Uint16Array,
  codeAt: number,
  out: Float64Array,
): void {
  const { clusterCount, numberCount, centroidNumbers, levelCosts } = table
  if (table.cost === 'squared') {
    for (let k = 0, c = 0; k < clusterCount; k++) {
      let sum = 0
      for (let axis = 0; axis < numberCount; axis++, c++) {
        const off = numbers[at + axis]! - centroidNumbers[c]!
        sum += off * off
      }
      out[k] = sum
    }
  } else {
    for (let k = 0, c = 0; k < clusterCount; k++) {
      let sum = 0
      for (let axis = 0; axis < numberCount;) {
        const chunkEnd = Math.min(numberCount, axis + FACTORS)
        let product = 1
        for (; axis < chunkEnd; axis++, c++) {
          const off = numbers[at + axis]! - centroidNumbers[c]!
          product *= 1 + off * off
        }
        sum += Math.log(product)
      }
      out[k] = sum
    }
  }
  for (let category = 0; category < levelCosts.length; category++) {
    const costs = levelCosts[category]!
    const first = codes[codeAt + category]! * clusterCount
    for (let k = 0; k < clusterCount; k++) out[k]! += costs[first + k]!
  }
}

/** Index of the least value; the lower one on a tie. */
export function indexOfLeast(values: Float64Array): number {
  let least = 0
  for (let k = 1; k < values.length; k++) if (values[k]! < values[least]!) least = k
  return least
}
