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
  const { log, mean, scale } = input.standard
  // Traffic columns repeat themselves: in a row of equal values the second costs nothing.
  let lastValue = NaN
  let lastRank = 0
  let lastStandard = 0
  return (value, rank, standard, at) => {
    if (value !== lastValue) {
      lastValue = value
      lastRank = readRank(value)
      const standardised = ((log ? signedLog(value) : value) - mean) / scale
      lastStandard = Math.max(-LARGEST_STANDARD, Math.min(LARGEST_STANDARD, standardised))
    }
    rank[at] = lastRank
    standard[at] = lastStandard
  }
}
