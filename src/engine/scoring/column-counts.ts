/**
 * Column counts: the range of a column's numbers, and missing cells of a column that isn't coded.
 */

import type { NumberCells } from '../table/table'
import type { ScoringNumbers } from './columns'
import { WEIGHT_STEPS } from './damping'
import type { NumberRange, TallySums } from './rows'

/**
 * @param cells  null for a column that the table lacks
 * @param counts per code of a coded column; null for each once
 */
export function rangeOf(cells: ScoringNumbers | null, counts: Float64Array | null): NumberRange {
  let [smallest, largest, finiteCount] = [Infinity, -Infinity, 0]
  const numbers = cells === null ? [] : cells.kind === 'numbers' ? cells.values : cells.numbers
  for (let i = 0; i < numbers.length; i++) {
    const count = counts === null ? 1 : counts[i]!
    const value = numbers[i]!
    if (count === 0 || !Number.isFinite(value)) continue
    finiteCount += count
    if (value < smallest) smallest = value
    if (value > largest) largest = value
  }
  return { smallest, largest, finiteCount }
}

/** Present and missing cells. @param weightSteps per row; null counts every row as 1 */
export function wideMissing(cells: Pick<NumberCells, 'values'> | null, weightSteps: Uint32Array | null): TallySums {
  const [counts, steps] = [new Float64Array(2), new Float64Array(2)]
  const rowCount = cells === null ? 0 : cells.values.length
  for (let row = 0; row < rowCount; row++) {
    const entry = Number.isFinite(cells!.values[row]!) ? 0 : 1
    counts[entry]!++
    steps[entry]! += weightSteps === null ? WEIGHT_STEPS : weightSteps[row]!
  }
  return { counts, weights: steps.map((own) => own / WEIGHT_STEPS) }
}
