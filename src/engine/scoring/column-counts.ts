/**
 * Column counts: what is counted about one column of a shard before the model is fitted. Null stands for a column that
 * the table lacks.
 */

import type { TextCells } from '../table/table'
import type { ScoringNumbers } from './columns'
import { WEIGHT_STEPS } from './damping'
import type { NumberRange, TallySums } from './rows'

/** @param counts per code of a coded column */
export function rangeOf(cells: ScoringNumbers | null, counts: Uint32Array | null): NumberRange {
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

/** @param weightSteps per row; null counts every row as 1 */
export function tallyOfTexts(cells: TextCells | null, weightSteps: Uint32Array | null): TallySums {
  const tally = emptyTally(cells === null ? 0 : cells.dictionary.length)
  const rowCount = cells === null ? 0 : cells.codes.length
  for (let row = 0; row < rowCount; row++) {
    add(tally, cells!.codes[row]!, weightSteps === null ? WEIGHT_STEPS : weightSteps[row]!)
  }
  return inOnes(tally)
}

/** Two entries: present and missing. */
export function tallyOfMissing(cells: ScoringNumbers | null, weightSteps: Uint32Array | null): TallySums {
  const tally = emptyTally(2)
  if (cells === null) return tally
  if (cells.kind === 'numbers') {
    for (let row = 0; row < cells.values.length; row++) {
      add(tally, Number.isFinite(cells.values[row]!) ? 0 : 1, weightSteps === null ? WEIGHT_STEPS : weightSteps[row]!)
    }
    return inOnes(tally)
  }
  const entries = Uint8Array.from(cells.numbers, (value) => (Number.isFinite(value) ? 0 : 1))
  for (let row = 0; row < cells.codes.length; row++) {
    add(tally, entries[cells.codes[row]!]!, weightSteps === null ? WEIGHT_STEPS : weightSteps[row]!)
  }
  return inOnes(tally)
}

function add({ counts, weights }: TallySums, entry: number, steps: number): void {
  counts[entry]!++
  weights[entry]! += steps
}

const emptyTally = (length: number): TallySums => ({
  counts: new Float64Array(length),
  weights: new Float64Array(length),
})

const inOnes = ({ counts, weights }: TallySums): TallySums => ({
  counts,
  weights: weights.map((steps) => steps / WEIGHT_STEPS),
})
