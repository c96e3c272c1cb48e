/**
 * Column counts: what is counted about one column of a shard before the model is fitted. Null stands for a column that
 * the table lacks.
 */

import type { TextCells } from '../table/table'
import type { LevelTally, NumberRange } from './rows'

export function rangeOf(values: Float64Array | null): NumberRange {
  let smallest = Infinity
  let largest = -Infinity
  let finiteCount = 0
  const rowCount = values?.length ?? 0
  for (let row = 0; row < rowCount; row++) {
    const value = values![row]!
    if (!Number.isFinite(value)) continue
    finiteCount++
    if (value < smallest) smallest = value
    if (value > largest) largest = value
  }
  return { smallest, largest, finiteCount }
}

export function valuesOf(values: Float64Array | null, rows: Uint32Array): Float64Array {
  const picked = new Float64Array(rows.length).fill(NaN)
  if (values !== null) for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!
  return picked
}

/** @param weights per row; null counts every row as 1 */
export function tallyOfTexts(cells: TextCells | null, weights: Float64Array | null): LevelTally {
  if (cells === null) return { texts: [], counts: new Float64Array(0), weights: new Float64Array(0) }
  const { codes, dictionary } = cells
  const tally = { texts: dictionary, ...emptyTally(dictionary.length) }
  for (let row = 0; row < codes.length; row++) {
    tally.counts[codes[row]!]!++
    tally.weights[codes[row]!]! += weights === null ? 1 : weights[row]!
  }
  return tally
}

export function tallyOfMissing(values: Float64Array | null, weights: Float64Array | null): LevelTally {
  const tally = { texts: ['present', 'missing'], ...emptyTally(2) }
  const rowCount = values?.length ?? 0
  for (let row = 0; row < rowCount; row++) {
    const code = Number.isFinite(values![row]!) ? 0 : 1
    tally.counts[code]!++
    tally.weights[code]! += weights === null ? 1 : weights[row]!
  }
  return tally
}

const emptyTally = (length: number): Pick<LevelTally, 'counts' | 'weights'> => ({
  counts: new Float64Array(length),
  weights: new Float64Array(length),
})
