/**
 * Cluster moments: counts, sums and squares of every feature per cluster, from which spread, effect sizes and
 * importance all follow.
 */

import { encoderFor } from '../features/encode'
import type { FeatureBlock, Recipe } from '../features/recipe'
import { BLOCK_ROWS } from '../numeric/blocks'
import { squareOf } from '../numeric/portable-math'
import { silentPulse, type Pulse } from '../numeric/pulse'
import type { Table } from '../table/table'

export interface Moments {
  readonly clusterCount: number
  /** Rows per cluster in the sample. */
  readonly sizes: Float64Array
  /** clusterCount × numbers.length, cluster by cluster: sum and sum of squares of the scaled values. */
  readonly sums: Float64Array
  readonly squares: Float64Array
  /** Per category, clusterCount × (levels.length + 1): rows per axis. */
  readonly levelCounts: readonly Float64Array[]
}

/**
 * @param table the sample, at most 65,536 rows: the sums are plain float64 sums in row order
 * @param features of the sample, if they are at hand
 * Time O(rows · features).
 */
export async function clusterMoments(
  table: Table,
  recipe: Recipe,
  assignments: Uint8Array,
  clusterCount: number,
  pulse: Pulse = silentPulse,
  features: FeatureBlock | null = null,
): Promise<Moments> {
  const encode = features === null ? encoderFor(table, recipe) : sliceOf(features)
  const width = recipe.numbers.length
  const sizes = new Float64Array(clusterCount)
  const sums = new Float64Array(clusterCount * width)
  const squares = new Float64Array(clusterCount * width)
  const levelCounts = recipe.categories.map(({ levels }) => new Float64Array(clusterCount * (levels.length + 1)))
  for (let first = 0; first < table.rowCount; first += BLOCK_ROWS) {
    const block = encode(first, Math.min(BLOCK_ROWS, table.rowCount - first))
    for (let row = 0; row < block.rowCount; row++) {
      const cluster = assignments[first + row]!
      sizes[cluster]!++
      for (let axis = 0; axis < width; axis++) {
        const value = block.numbers[row * width + axis]!
        sums[cluster * width + axis]! += value
        squares[cluster * width + axis]! += value * value
      }
      for (let place = 0; place < levelCounts.length; place++) {
        const axisCount = recipe.categories[place]!.levels.length + 1
        levelCounts[place]![cluster * axisCount + block.codes[row * levelCounts.length + place]!]!++
      }
    }
    await pulse.breathe()
  }
  return { clusterCount, sizes, sums, squares, levelCounts }
}

/** Some consecutive rows of a block, as `encoderFor` gives them. */
function sliceOf({ rowCount, numbers, codes }: FeatureBlock): (first: number, count: number) => FeatureBlock {
  const [width, codeWidth] = [numbers.length / rowCount, codes.length / rowCount]
  return (first, count) => ({
    rowCount: count,
    numbers: numbers.subarray(first * width, (first + count) * width),
    codes: codes.subarray(first * codeWidth, (first + count) * codeWidth),
  })
}

/** Sum over clusters of one column of a clusterCount × width array. */
export const columnTotal = (values: Float64Array, width: number, column: number): number => {
  let total = 0
  for (let index = column; index < values.length; index += width) total += values[index]!
  return total
}

/**
 * Root mean squared distance of a cluster's rows to their mean, in scaled units.
 * In a category, (1 − Σ p²) · height² is the mean squared distance of one-hot rows to their mean.
 */
export function clusterSpread(moments: Moments, recipe: Recipe, cluster: number): number {
  const size = moments.sizes[cluster]!
  if (size === 0) return 0
  const width = recipe.numbers.length
  let squared = 0
  for (let axis = 0; axis < width; axis++) {
    const mean = moments.sums[cluster * width + axis]! / size
    squared += Math.max(0, moments.squares[cluster * width + axis]! / size - mean * mean)
  }
  recipe.categories.forEach(({ levels, height }, place) => {
    let alike = 0
    for (let axis = 0; axis <= levels.length; axis++)
      alike += squareOf(moments.levelCounts[place]![cluster * (levels.length + 1) + axis]! / size)
    squared += (1 - alike) * height * height
  })
  return Math.sqrt(squared)
}
