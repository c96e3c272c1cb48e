/**
 * Pooling: the mean base of all rows of one source, mixed with five rows of the table's mean.
 *
 * A scan is a thousand slightly odd flows of one address; this lets them vouch against each other. It smears gateways
 * that many hosts stand behind, which is why it is a part of its own in every explanation.
 * Sums are made of whole multiples of 2⁻²⁰, exact in any order while they stay below 2³³.
 */

import type { TextCells } from '../table/table'
import { PRIOR_ROWS } from './score-model'

const STEPS = 2 ** 20

/** A base, rounded to the step sums are made of. */
export const rounded = (base: number): number => Math.round(base * STEPS) / STEPS

export interface SourceSums {
  readonly texts: readonly string[]
  readonly counts: Float64Array
  readonly sums: Float64Array
}

/** @param bases per row of `sources` */
export function sumPerSource(bases: Float64Array, sources: TextCells): SourceSums {
  const counts = new Float64Array(sources.dictionary.length)
  const sums = new Float64Array(sources.dictionary.length)
  for (let row = 0; row < bases.length; row++) {
    const code = sources.codes[row]!
    counts[code]!++
    sums[code]! += rounded(bases[row]!)
  }
  return { texts: sources.dictionary, counts, sums }
}

/** All shards' sums, then A per source text. */
export function meansPerSource(shards: readonly SourceSums[], meanBase: number): ReadonlyMap<string, number> {
  const totals = new Map<string, { count: number; sum: number }>()
  for (const { texts, counts, sums } of shards) {
    texts.forEach((text, code) => {
      const total = totals.get(text) ?? { count: 0, sum: 0 }
      totals.set(text, { count: total.count + counts[code]!, sum: total.sum + sums[code]! })
    })
  }
  return new Map(Array.from(totals, ([text, { count, sum }]) => [text, sourceMean(sum, count, meanBase)]))
}

/** A, from the sum of a source's bases and the number of its rows. */
export const sourceMean = (sum: number, count: number, meanBase: number): number =>
  (sum + PRIOR_ROWS * meanBase) / (count + PRIOR_ROWS)
