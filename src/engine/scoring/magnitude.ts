/**
 * Magnitude: how far a number lies beyond all usual ones of its column, which neither view tells.
 *
 * A rank ends at 1, and ln(1 + u²) hardly grows any more: without this one upload of 900 MB among three thousand of at most 5 kB, all
 * else about it ordinary, came 2,188th. So a column of the file whose largest number is above 100 has a largest usual number: below the
 * lowest gap of a factor of ten that leaves at most a hundredth of the column's positive numbers above it, or else its largest. A
 * number beyond ten times that adds twice the logarithm of how many times, in units of B; of several in a row, as bytes and packets go
 * together, only the furthest. Where numbers thin out without such a gap, nothing is added to any flow of the file: on the shared splits
 * one flow gets anything, 437 MB where the next has 2.5 (docs/score-experiments.md).
 */

import { log } from '../numeric/portable-math'
import { columnsOf } from './part-costs'
import { numberOfRow, type ScoringColumns, type ScoringNumbers } from './columns'
import type { NumberTally } from './number-tally'
import type { NumberInput, ScoreInputs } from './score-model'

/** As many times the largest usual number are let pass, and a gap must be as wide. */
const FACTOR = 10
/** Of the positive numbers, at most so many lie above the gap. */
const MOST_BEYOND = 0.01
/** With fewer positive numbers nobody knows what is usual. */
const LEAST_NUMBERS = 20
const ADDS_PER_LOG = 2

/**
 * @param tally of the fit rows, or of a sample of them, each counted once
 * @param rowsPerSampled of the file: the largest of so many more is so many times as large where numbers thin out by the square
 * @returns real units; null if there are too few positive numbers to tell
 */
export function usualLargestOf(
  { values, counts }: Pick<NumberTally, 'values' | 'counts'>,
  rowsPerSampled = 1,
): number | null {
  let first = 0
  while (first < values.length && values[first]! <= 0) first++
  let positiveCount = 0
  for (let place = first; place < values.length; place++) positiveCount += counts[place]!
  if (positiveCount < LEAST_NUMBERS) return null
  const mostBeyond = Math.max(1, Math.floor(positiveCount * MOST_BEYOND))
  let usual = values[values.length - 1]!
  let beyond = 0
  for (let place = values.length - 1; place > first; place--) {
    beyond += counts[place]!
    if (beyond > mostBeyond) break
    if (values[place]! >= FACTOR * values[place - 1]!) usual = values[place - 1]!
  }
  return usual * rowsPerSampled
}

/** What a number would add, in units of B: 0 for nearly all. Missing and infinite ones add nothing. */
export function magnitudeOf({ usualLargest }: Pick<NumberInput, 'usualLargest'>, value: number): number {
  if (usualLargest === null || !(value > FACTOR * usualLargest) || value === Infinity) return 0
  return ADDS_PER_LOG * log(value / (FACTOR * usualLargest))
}

/** Adds to each row what its number furthest beyond adds. @param bases per row */
export function addMagnitudes({ numbers }: ScoreInputs, columns: ScoringColumns, bases: Float64Array): void {
  let most: Float64Array | null = null
  for (const [index, input] of numbers.entries()) {
    const cells = columns.numbers[index]
    if (cells == null || input.usualLargest === null || !anyBeyond(input, cells)) continue
    most ??= new Float64Array(bases.length)
    for (let row = 0; row < bases.length; row++) {
      const adds = magnitudeOf(input, numberOfRow(cells, row))
      if (adds > most[row]!) most[row] = adds
    }
  }
  if (most !== null) for (let row = 0; row < bases.length; row++) bases[row]! += most[row]!
}

function anyBeyond(input: NumberInput, cells: ScoringNumbers): boolean {
  const numbers = cells.kind === 'numbers' ? cells.values : cells.numbers
  for (let at = 0; at < numbers.length; at++) if (magnitudeOf(input, numbers[at]!) > 0) return true
  return false
}

/**
 * The same for a single row.
 * @param values as the model's number inputs
 * @param parts per column, in the order of `columnsOf`: that of the number furthest beyond gets what it adds
 */
export type MagnitudeAdder = (values: readonly (number | null)[], parts: Float64Array) => void

export function magnitudeAdder(model: ScoreInputs): MagnitudeAdder {
  const columns = columnsOf(model)
  const places = model.numbers.map(({ column }) => columns.indexOf(column))
  return (values, parts) => {
    let [furthest, most] = [0, 0]
    model.numbers.forEach((input, index) => {
      const adds = magnitudeOf(input, values[index] ?? NaN)
      if (adds > most) [furthest, most] = [index, adds]
    })
    if (most > 0) parts[places[furthest]!]! += most
  }
}
