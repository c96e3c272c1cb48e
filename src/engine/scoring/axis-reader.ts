/**
 * Axis reader: a number's place on both views' axes.
 */

import { signedLog } from '../numeric/portable-math'
import { rankReader } from './rank-grid'
import type { NumberInput } from './score-model'

/** z-values are held within this: only a value absurdly far beyond the fit gets there, and a cost stays finite. */
export const LARGEST_STANDARD = 1e6

/** Writes a filled value's place on both views' axes. */
export function axisReader(
  input: NumberInput,
): (value: number, rank: Float64Array, standard: Float64Array, at: number) => void {
  const readRank = rankReader(input)
  const readStandard = standardReader(input)
  // Traffic columns repeat themselves: in a row of equal values the second costs nothing.
  let lastValue = NaN
  let lastRank = 0
  let lastStandard = 0
  return (value, rank, standard, at) => {
    if (value !== lastValue) {
      lastValue = value
      lastRank = readRank(value)
      lastStandard = readStandard(value)
    }
    rank[at] = lastRank
    standard[at] = lastStandard
  }
}

/** The place of a filled value on the axis of the standardised view alone. */
export function standardReader({ standard: { log, mean, scale } }: NumberInput): (value: number) => number {
  return (value) => {
    const standardised = ((log ? signedLog(value) : value) - mean) / scale
    return Math.max(-LARGEST_STANDARD, Math.min(LARGEST_STANDARD, standardised))
  }
}
