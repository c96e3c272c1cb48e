/**
 * Number tally: the different numbers of some rows, how often each occurs and what those rows weigh. From it come medians, bands,
 * ranks, means and deviations, and no row needs to be sorted.
 */

import { WEIGHT_STEPS } from './damping'
import { codedValues } from './coded-values'
import type { ScoringNumbers } from './columns'
import type { TallySums } from './rows'

export interface NumberTally {
  /** Different finite numbers, ascending. */
  readonly values: Float64Array
  /** Per value, of the rows that have it. Weights are whole multiples of 2⁻²⁶: exact in any order. */
  readonly counts: Float64Array
  readonly weights: Float64Array
  /** Of the rows without a finite number. */
  readonly missingCount: number
  readonly missingWeight: number
}

/**
 * Of a column with a number per row, or of one that the table lacks; nothing of a coded one.
 * @param rows  indices into the cells
 * @param steps per one of the rows its weight; null for a weight of 1
 */
export function tallyOfValues(cells: ScoringNumbers | null, rows: Uint32Array, steps: Uint32Array | null): NumberTally {
  const values = new Float64Array(cells?.kind === 'coded numbers' ? 0 : rows.length).fill(NaN)
  if (cells?.kind === 'numbers') for (let i = 0; i < rows.length; i++) values[i] = cells.values[rows[i]!]!
  const { codes, numbers } = codedValues(values, values.length)!
  const [counts, weights] = [new Float64Array(numbers.length), new Float64Array(numbers.length)]
  for (let i = 0; i < values.length; i++) {
    counts[codes[i]!]!++
    weights[codes[i]!]! += steps === null ? 1 : steps[i]! / WEIGHT_STEPS
  }
  return tallyOfCodes(numbers, counts, weights)
}

/** @param counts per number, of which some may be equal, as those of "1" and "1.0" are */
export function tallyOfCodes(numbers: Float64Array, counts: Float64Array, weights: Float64Array): NumberTally {
  const isFinite = (code: number): boolean => Number.isFinite(numbers[code]!)
  const used = Uint32Array.from(counts.keys()).filter((code) => counts[code]! > 0)
  const order = used.filter(isFinite).sort((a, b) => numbers[a]! - numbers[b]!)
  const tally = {
    values: new Float64Array(order.length),
    counts: new Float64Array(order.length),
    weights: new Float64Array(order.length),
  }
  let length = 0
  for (const code of order) {
    if (length === 0 || tally.values[length - 1] !== numbers[code]) tally.values[length++] = numbers[code]!
    tally.counts[length - 1]! += counts[code]!
    tally.weights[length - 1]! += weights[code]!
  }
  const missing = used.filter((code) => !isFinite(code))
  return {
    values: tally.values.slice(0, length),
    counts: tally.counts.slice(0, length),
    weights: tally.weights.slice(0, length),
    missingCount: missing.reduce((sum, code) => sum + counts[code]!, 0),
    missingWeight: missing.reduce((sum, code) => sum + weights[code]!, 0),
  }
}

/** Present and missing cells. @param counts per number */
export function tallyOfMissing(numbers: Float64Array, counts: Float64Array, weights: Float64Array): TallySums {
  const tally = { counts: new Float64Array(2), weights: new Float64Array(2) }
  for (let code = 0; code < numbers.length; code++) {
    const entry = Number.isFinite(numbers[code]!) ? 0 : 1
    tally.counts[entry]! += counts[code]!
    tally.weights[entry]! += weights[code]!
  }
  return tally
}

/** All shards' tallies as one. */
export const mergeTallies = (shards: readonly NumberTally[]): NumberTally => shards.reduce(mergedPair)

/** Both ascend: one walk along both. */
function mergedPair(a: NumberTally, b: NumberTally): NumberTally {
  const most = a.values.length + b.values.length
  const merged = { values: new Float64Array(most), counts: new Float64Array(most), weights: new Float64Array(most) }
  let length = 0
  for (let i = 0, j = 0; i < a.values.length || j < b.values.length; length++) {
    const left = i < a.values.length ? a.values[i]! : Infinity
    const right = j < b.values.length ? b.values[j]! : Infinity
    merged.values[length] = Math.min(left, right)
    if (left <= right) {
      merged.counts[length]! += a.counts[i]!
      merged.weights[length]! += a.weights[i++]!
    }
    if (right <= left) {
      merged.counts[length]! += b.counts[j]!
      merged.weights[length]! += b.weights[j++]!
    }
  }
  return {
    values: merged.values.slice(0, length),
    counts: merged.counts.slice(0, length),
    weights: merged.weights.slice(0, length),
    missingCount: a.missingCount + b.missingCount,
    missingWeight: a.missingWeight + b.missingWeight,
  }
}

/** The same with its missing cells filled. */
export function filled(tally: NumberTally, fill: number): NumberTally {
  if (tally.missingCount === 0) return tally
  const own = { counts: Float64Array.of(tally.missingCount), weights: Float64Array.of(tally.missingWeight) }
  const none = { missingCount: 0, missingWeight: 0 }
  return mergedPair({ ...tally, ...none }, { values: Float64Array.of(fill), ...own, ...none })
}

/**
 * A quantile of all the rows' numbers, as `quantileOfSorted` of them (numeric/quantiles.ts).
 * @returns NaN if there are none
 */
export function quantileOfTally({ values, counts }: NumberTally, share: number): number {
  const rowCount = counts.reduce((sum, count) => sum + count, 0)
  if (rowCount === 0) return NaN
  const position = (rowCount - 1) * share
  const below = Math.floor(position)
  const above = Math.min(rowCount - 1, below + 1)
  let place = 0
  let pastPlace = counts[0]!
  while (pastPlace <= below) pastPlace += counts[++place]!
  const lower = values[place]!
  const upper = above < pastPlace ? lower : values[place + 1]!
  return lower + (upper - lower) * (position - below)
}
