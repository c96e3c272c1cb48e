/**
 * Measure counted: what `measure.ts` counts cell by cell, from the different values of a column and how often each occurs.
 *
 * A column of a million cells has seldom more than a few thousand different ones, so this takes no time, and quantiles are of
 * all rows, not of a sample.
 */

import { signedLog } from '../numeric/portable-math'
import { sortNumbers } from '../numeric/sort-numbers'
import { BIN_COUNT, binOf, type NumberMeasure, type TextMeasure } from './measure'

/** Different values of a column in any order. */
export interface CountedNumbers {
  /** NaN for what is no number: missing cells at 0, strays behind. */
  readonly numbers: Float64Array
  /** As many: rows with that value. */
  readonly counts: ArrayLike<number>
}

/** @param counts per code; code 0 is the missing cell */
export function measureCountedTexts(counts: Uint32Array): TextMeasure {
  let distinctCount = 0
  for (let code = 1; code < counts.length; code++) if (counts[code]! > 0) distinctCount++
  return { kind: 'texts', missingCount: counts[0] ?? 0, distinctCount, counts }
}

export function measureCountedNumbers({ numbers, counts }: CountedNumbers): NumberMeasure {
  return measureSorted(sortedFinite({ numbers, counts }), tallyOf({ numbers, counts }))
}

/** What is counted beside the finite numbers. */
export interface OtherCells {
  readonly missingCount: number
  readonly strayCount: number
  readonly infiniteCount: number
  /** Different infinite and stray cells. */
  readonly distinctCount: number
}

function tallyOf({ numbers, counts }: CountedNumbers): OtherCells {
  let [strayCount, infiniteCount, distinctCount] = [0, 0, 0]
  for (let code = 1; code < numbers.length; code++) {
    const value = numbers[code]!
    const rowCount = counts[code]!
    if (rowCount === 0 || Number.isFinite(value)) continue
    distinctCount++
    if (Number.isNaN(value)) strayCount += rowCount
    else infiniteCount += rowCount
  }
  return { missingCount: counts[0] ?? 0, strayCount, infiniteCount, distinctCount }
}

export function measureSorted(sorted: SortedNumbers, other: OtherCells): NumberMeasure {
  const { values, upTo } = sorted
  const last = sorted.values.length - 1
  const [smallest, largest] = last < 0 ? [NaN, NaN] : [sorted.values[0]!, sorted.values[last]!]
  const [lowTypical, median, highTypical] = [0.05, 0.5, 0.95].map((share) => countedQuantile(sorted, share))
  return {
    kind: 'numbers',
    missingCount: other.missingCount,
    infiniteCount: other.infiniteCount,
    strayCount: other.strayCount,
    finiteCount: last < 0 ? 0 : upTo[last]!,
    distinctCount: values.length + other.distinctCount,
    zeroCount: zerosIn(sorted),
    wholeOnly: areWhole(values),
    smallest,
    largest,
    median: median!,
    lowTypical: lowTypical!,
    highTypical: highTypical!,
    ...countedBins(sorted, smallest, largest),
  }
}

export interface SortedNumbers {
  /** Ascending, finite, different. */
  readonly values: Float64Array
  /** Rows up to and including each value. */
  readonly upTo: Float64Array
}

function areWhole(values: Float64Array): boolean {
  for (let place = 0; place < values.length; place++) if (values[place]! !== Math.floor(values[place]!)) return false
  return true
}

function zerosIn({ values, upTo }: SortedNumbers): number {
  const place = values.indexOf(0)
  return place < 0 ? 0 : upTo[place]! - (place === 0 ? 0 : upTo[place - 1]!)
}

function sortedFinite({ numbers, counts }: CountedNumbers): SortedNumbers {
  const values = differentOf(numbers, counts)
  const upTo = new Float64Array(values.length)
  for (let code = 1; code < numbers.length; code++) {
    if (counts[code]! > 0 && Number.isFinite(numbers[code]!)) upTo[placeOf(values, numbers[code]!)]! += counts[code]!
  }
  for (let place = 1; place < upTo.length; place++) upTo[place]! += upTo[place - 1]!
  return { values, upTo }
}

/** The finite numbers that occur, ascending, each once. */
function differentOf(numbers: Float64Array, counts: ArrayLike<number>): Float64Array {
  const finite = new Float64Array(numbers.length)
  let count = 0
  for (let code = 1; code < numbers.length; code++) {
    if (counts[code]! > 0 && Number.isFinite(numbers[code]!)) finite[count++] = numbers[code]! + 0
  }
  const sorted = sortNumbers(finite.subarray(0, count))
  let length = 0
  for (let place = 0; place < count; place++) {
    if (place === 0 || sorted[place] !== sorted[length - 1]) sorted[length++] = sorted[place]!
  }
  return sorted.slice(0, length)
}

/** @param value one of them */
function placeOf(values: Float64Array, value: number): number {
  let low = 0
  for (let high = values.length - 1; low < high;) {
    const middle = (low + high) >> 1
    if (values[middle]! >= value) high = middle
    else low = middle + 1
  }
  return low
}

/** As `quantileOfSorted` gives it for the rows one by one; NaN if there are none. */
function countedQuantile({ values, upTo }: SortedNumbers, share: number): number {
  if (values.length === 0) return NaN
  const rowCount = upTo[upTo.length - 1]!
  const position = (rowCount - 1) * share
  const below = Math.floor(position)
  const low = valueAtPlace(values, upTo, below)
  const high = valueAtPlace(values, upTo, Math.min(rowCount - 1, below + 1))
  return low + (high - low) * (position - below)
}

/** The value of the row that would stand at a place, counted from 0, if the rows were sorted. */
function valueAtPlace(values: Float64Array, upTo: Float64Array, place: number): number {
  let low = 0
  for (let high = values.length - 1; low < high;) {
    const middle = (low + high) >> 1
    if (upTo[middle]! > place) high = middle
    else low = middle + 1
  }
  return values[low]!
}

function countedBins(
  sorted: SortedNumbers,
  smallest: number,
  largest: number,
): Pick<NumberMeasure, 'linearBins' | 'logBins'> {
  const [logSmallest, logLargest] = [signedLog(smallest), signedLog(largest)]
  return {
    linearBins: binsBy(sorted, (value) => binOf(value, smallest, largest)),
    logBins: binsBy(sorted, (value) => binOf(signedLog(value), logSmallest, logLargest)),
  }
}

/** Values ascend and so do their bins: a bin ends where a search by halves finds the next one. */
function binsBy({ values, upTo }: SortedNumbers, binOfValue: (value: number) => number): number[] {
  let before = 0
  return Array.from({ length: BIN_COUNT }, (_, bin) => {
    let low = 0
    for (let high = values.length; low < high;) {
      const middle = (low + high) >> 1
      if (binOfValue(values[middle]!) > bin) high = middle
      else low = middle + 1
    }
    const reached = low === 0 ? 0 : upTo[low - 1]!
    const count = reached - before
    before = reached
    return count
  })
}
