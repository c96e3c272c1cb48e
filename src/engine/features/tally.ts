/**
 * Tally: how often each different number of a column occurs, from which its median, mean and variance follow.
 *
 * Columns repeat themselves: a million rows have a few hundred different values, so a logarithm is taken a few hundred times.
 * The different numbers are taken in ascending order and counts are whole, so the same file gives the same bits however its
 * rows are cut and coded. Columns of more than `MOST_CODED` different cells are not tallied.
 */

import { numberOf } from '../intake/number-text'
import { squareOf } from '../numeric/portable-math'
import type { DistinctCells, TableDigest } from '../table/digest'
import { MOST_CODED, type StoredCells } from '../table/stored'
import { numbersByCode, readNumber } from './read-cells'
import type { NumberReading } from './rows'

/** Of some rows; plain values, as they cross from a shard. */
export interface TallyPart {
  /** Different numbers in any order, ±Infinity among them. */
  readonly numbers: Float64Array
  /** As many, above 0. */
  readonly counts: Float64Array
  /** Cells without a number: missing and stray. */
  readonly gapCount: number
  readonly strayTexts: readonly string[]
}

/** Of all rows. */
export interface NumberTally {
  /** Ascending. */
  readonly numbers: Float64Array
  readonly counts: Float64Array
  readonly gapCount: number
}

/** @returns null for a column that is kept number by number */
export function tallyOf(cells: StoredCells): TallyPart | null {
  if (cells.kind === 'numbers') return null
  const { codes, dictionary } = cells
  const perCode = new Float64Array(dictionary.length)
  for (let row = 0; row < codes.length; row++) perCode[codes[row]!]!++
  return tallyOfCounts(dictionary, numbersByCode(cells), perCode)
}

function tallyOfCounts(texts: readonly string[], numbers: Float64Array, counts: ArrayLike<number>): TallyPart {
  const countOf = new Map<number, number>()
  const strayTexts: string[] = []
  numbers.forEach((number, code) => {
    if (counts[code] === 0) return
    countOf.set(number, (countOf.get(number) ?? 0) + counts[code]!)
    if (Number.isNaN(number) && texts[code] !== '') strayTexts.push(texts[code]!)
  })
  const gapCount = countOf.get(NaN) ?? 0
  countOf.delete(NaN)
  return {
    numbers: Float64Array.from(countOf.keys()),
    counts: Float64Array.from(countOf.values()),
    gapCount,
    strayTexts,
  }
}

/** Different cells and counts by column name, of the columns that a digest has them of. */
export const knownCells = ({ columnNames, columns }: TableDigest): ReadonlyMap<string, DistinctCells> =>
  new Map(columnNames.flatMap((name, index) => (columns[index]!.distinct ? [[name, columns[index]!.distinct]] : [])))

/** Of a column whose different cells and counts are known for the whole file. */
export function tallyOfDistinct({ texts, counts, numbers }: DistinctCells): TallyPart {
  return tallyOfCounts(texts, numbers ?? Float64Array.from(texts, numberOf), counts)
}

/**
 * @param parts of all shards
 * @returns null where a shard has none or there are too many different cells, so that no cut of the rows makes a difference
 */
export function mergeTallies(parts: readonly (TallyPart | null)[]): NumberTally | null {
  const countOf = new Map<number, number>()
  const strayTexts = new Set<string>()
  let gapCount = 0
  for (const part of parts) {
    if (part === null) return null
    gapCount += part.gapCount
    for (const text of part.strayTexts) strayTexts.add(text)
    part.numbers.forEach((number, index) => countOf.set(number, (countOf.get(number) ?? 0) + part.counts[index]!))
  }
  if (countOf.size + strayTexts.size > MOST_CODED) return null
  const numbers = Float64Array.from(countOf.keys()).sort()
  return { numbers, counts: numbers.map((number) => countOf.get(number)!), gapCount }
}

/** The median of the finite numbers, the mean of the middle two if their count is even; 0 if there are none. */
export function tallyMedian({ numbers, counts }: NumberTally): number {
  const finite = (index: number): number => (Number.isFinite(numbers[index]) ? counts[index]! : 0)
  let finiteCount = 0
  for (let index = 0; index < numbers.length; index++) finiteCount += finite(index)
  if (finiteCount === 0) return 0
  const at = (place: number): number => {
    let passed = 0
    for (let index = 0; index < numbers.length; index++) {
      passed += finite(index)
      if (passed > place) return numbers[index]!
    }
    return 0
  }
  return (at(Math.floor((finiteCount - 1) / 2)) + at(Math.floor(finiteCount / 2))) / 2
}

/** Mean and variance of a reading over all rows, filled and transformed; two passes, as over rows. */
export function tallyMoments(
  { numbers, counts, gapCount }: NumberTally,
  reading: NumberReading,
): { readonly mean: number; readonly variance: number } {
  const values = numbers.map((number) => readNumber(number, reading))
  const gap = readNumber(NaN, reading)
  const rowCount = counts.reduce((sum, count) => sum + count, gapCount)
  let sum = gapCount * gap
  for (let index = 0; index < values.length; index++) sum += counts[index]! * values[index]!
  const mean = sum / rowCount
  let squares = gapCount * squareOf(gap - mean)
  for (let index = 0; index < values.length; index++) squares += counts[index]! * squareOf(values[index]! - mean)
  return { mean, variance: squares / rowCount }
}
