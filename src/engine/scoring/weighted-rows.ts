/**
 * Weighted rows: a sample of rows in one view, each with its weight, and their axes.
 */

import type { EncodedRows } from './encode'
import type { ScoreInputs, ViewKind } from './score-model'

export interface WeightedRows {
  readonly rowCount: number
  readonly numberCount: number
  /** rowCount × numberCount, row by row. */
  readonly numbers: Float64Array
  /** Per category the heights of its one-hot axes. */
  readonly heights: readonly (readonly number[])[]
  /** rowCount × categories, row by row: an axis of each. */
  readonly codes: Uint16Array
  /** rowCount long, > 0. */
  readonly weights: Float64Array
}

export const sampleOfView = (
  kind: ViewKind,
  inputs: ScoreInputs,
  { rowCount, numbers, codes }: EncodedRows,
  weights: Float64Array,
): WeightedRows => ({
  rowCount,
  numberCount: inputs.numbers.length,
  numbers: numbers[kind],
  heights: inputs.categories.map(({ heights }) => heights[kind]),
  codes,
  weights,
})

/** First axis of each category, and the number of all axes. */
export function axesOfSample({ numberCount, heights }: WeightedRows): {
  readonly offsets: readonly number[]
  readonly count: number
} {
  let count = numberCount
  const offsets = heights.map(({ length }) => {
    count += length
    return count - length
  })
  return { offsets, count }
}

/** One row on all axes. */
export function denseRow(sample: WeightedRows, row: number): Float64Array {
  const { numberCount, numbers, heights, codes } = sample
  const { offsets, count } = axesOfSample(sample)
  const dense = new Float64Array(count)
  dense.set(numbers.subarray(row * numberCount, (row + 1) * numberCount))
  heights.forEach((ofCategory, category) => {
    const code = codes[row * heights.length + category]!
    dense[offsets[category]! + code] = ofCategory[code]!
  })
  return dense
}
