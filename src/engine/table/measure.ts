/**
 * Measure: what can be counted about one column, before anything is decided about it.
 *
 * Counting goes piece by piece and stops between pieces, so that whoever runs it can let others run.
 */

import { signedLog } from '../numeric/portable-math'
import type { Pulse } from '../numeric/pulse'
import { quantileOfSorted } from '../numeric/quantiles'
import { sampleRows } from '../numeric/random'
import type { Cells, NumberCells, Table, TextCells } from './table'

/** Bins of a small picture. */
export const BIN_COUNT = 24

export interface NumberMeasure {
  readonly kind: 'numbers'
  readonly missingCount: number
  readonly infiniteCount: number
  readonly strayCount: number
  readonly finiteCount: number
  /** Different values among filled cells, stray texts among them. Exact. */
  readonly distinctCount: number
  readonly zeroCount: number
  /** Whether every finite value is whole. */
  readonly wholeOnly: boolean
  /** Of the finite values; NaN if there are none. */
  readonly smallest: number
  readonly largest: number
  readonly median: number
  /** The 5th and the 95th percentile. */
  readonly lowTypical: number
  readonly highTypical: number
  /** BIN_COUNT counts in equal steps of the value, and of sign(x)·ln(1+|x|). */
  readonly linearBins: readonly number[]
  readonly logBins: readonly number[]
}

export interface TextMeasure {
  readonly kind: 'texts'
  readonly missingCount: number
  readonly distinctCount: number
  /** Per code of the dictionary. */
  readonly counts: Uint32Array
}

export type Measure = NumberMeasure | TextMeasure

/** Values counted without a pause: some milliseconds. */
const PIECE_ROWS = 65_536

/** Quantiles are exact up to so many rows, else those of a seeded sample of so many: off by 0.2 percentile points. */
const QUANTILE_ROWS = 65_536
const QUANTILE_SEED = 0x9a17

/** @throws Cancelled */
export async function measureColumns(table: Table, pulse: Pulse): Promise<readonly Measure[]> {
  const measures: Measure[] = []
  const sampled = quantileRows(table.rowCount)
  for (const cells of table.cells) {
    const steps = measureSteps(cells, sampled)
    let step = steps.next()
    for (; !step.done; step = steps.next()) await pulse.breathe()
    measures.push(step.value)
  }
  return measures
}

/** The same in one go, for one column. */
export function measureColumn(cells: Cells): Measure {
  const rowCount = cells.kind === 'texts' ? cells.codes.length : cells.values.length
  const steps = measureSteps(cells, quantileRows(rowCount))
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/** The rows that quantiles are taken from; null for all of them. */
const quantileRows = (rowCount: number): Uint32Array | null =>
  rowCount <= QUANTILE_ROWS ? null : sampleRows(rowCount, QUANTILE_ROWS, QUANTILE_SEED)

function* measureSteps(cells: Cells, sampled: Uint32Array | null): Generator<void, Measure> {
  return cells.kind === 'texts' ? yield* measureTexts(cells) : yield* measureNumbers(cells, sampled)
}

function* measureTexts({ codes, dictionary }: TextCells): Generator<void, TextMeasure> {
  const counts = new Uint32Array(dictionary.length)
  for (let start = 0; start < codes.length; start += PIECE_ROWS) {
    const pastLast = Math.min(codes.length, start + PIECE_ROWS)
    for (let row = start; row < pastLast; row++) counts[codes[row]!]!++
    yield
  }
  return { kind: 'texts', missingCount: counts[0]!, distinctCount: distinctIn(counts), counts }
}

function distinctIn(counts: Uint32Array): number {
  let distinctCount = 0
  for (let code = 1; code < counts.length; code++) if (counts[code]! > 0) distinctCount++
  return distinctCount
}

function* measureNumbers({ values, strays }: NumberCells, sampled: Uint32Array | null): Generator<void, NumberMeasure> {
  const distinct = new Set<number>()
  const tally = { nan: 0, infinite: 0, zero: 0, wholeOnly: true, smallest: Infinity, largest: -Infinity }
  for (let start = 0; start < values.length; start += PIECE_ROWS) {
    tallyPiece(values, start, Math.min(values.length, start + PIECE_ROWS), distinct, tally)
    yield
  }
  const finiteCount = values.length - tally.nan - tally.infinite
  const none = finiteCount === 0
  const [smallest, largest] = none ? [NaN, NaN] : [tally.smallest, tally.largest]
  const bins = yield* countBins(values, smallest, largest)
  const [lowTypical, median, highTypical] = none ? [NaN, NaN, NaN] : quantilesOf(values, sampled, [0.05, 0.5, 0.95])
  return {
    kind: 'numbers',
    missingCount: tally.nan - strays.size,
    infiniteCount: tally.infinite,
    strayCount: strays.size,
    finiteCount,
    distinctCount: distinct.size + new Set(strays.values()).size,
    zeroCount: tally.zero,
    wholeOnly: tally.wholeOnly,
    smallest,
    largest,
    median: median!,
    lowTypical: lowTypical!,
    highTypical: highTypical!,
    ...bins,
  }
}

interface Tally {
  nan: number
  infinite: number
  zero: number
  wholeOnly: boolean
  smallest: number
  largest: number
}

/** One straight loop: it sees every cell of the table. */
function tallyPiece(values: Float64Array, start: number, pastLast: number, distinct: Set<number>, tally: Tally): void {
  let before = NaN
  for (let row = start; row < pastLast; row++) {
    const value = values[row]!
    if (value !== value) {
      tally.nan++
      continue
    }
    // Most columns of traffic repeat themselves; a look-up in a Set costs ten times a comparison.
    if (value !== before) distinct.add(value)
    before = value
    if (value === 0) tally.zero++
    if (value === Infinity || value === -Infinity) {
      tally.infinite++
      continue
    }
    if (value < tally.smallest) tally.smallest = value
    if (value > tally.largest) tally.largest = value
    if (tally.wholeOnly && value !== Math.floor(value)) tally.wholeOnly = false
  }
}

function* countBins(
  values: Float64Array,
  smallest: number,
  largest: number,
): Generator<void, { readonly linearBins: number[]; readonly logBins: number[] }> {
  const linearBins = new Array<number>(BIN_COUNT).fill(0)
  const logBins = new Array<number>(BIN_COUNT).fill(0)
  const [logSmallest, logLargest] = [signedLog(smallest), signedLog(largest)]
  for (let start = 0; start < values.length; start += PIECE_ROWS) {
    const pastLast = Math.min(values.length, start + PIECE_ROWS)
    for (let row = start; row < pastLast; row++) {
      const value = values[row]!
      if (!Number.isFinite(value)) continue
      linearBins[binOf(value, smallest, largest)]!++
      logBins[binOf(signedLog(value), logSmallest, logLargest)]!++
    }
    yield
  }
  return { linearBins, logBins }
}

export function binOf(value: number, smallest: number, largest: number): number {
  if (largest === smallest) return 0
  return Math.min(BIN_COUNT - 1, Math.floor(((value - smallest) / (largest - smallest)) * BIN_COUNT))
}

function quantilesOf(values: Float64Array, sampled: Uint32Array | null, shares: readonly number[]): number[] {
  const seen = sampled === null ? values : Float64Array.from(sampled, (row) => values[row]!)
  const sorted = seen.filter(Number.isFinite).sort()
  // A sample of a column that is nearly empty may hold none of its values.
  const known = sorted.length > 0 ? sorted : values.filter(Number.isFinite).sort()
  return shares.map((share) => quantileOfSorted(known, share))
}
