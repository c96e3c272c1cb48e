/**
 * Pooling: the mean base of all rows of one source, mixed with five rows of the table's mean.
 *
 * A scan is a thousand slightly odd flows of one address; this lets them vouch against each other. It smears gateways
 * that many hosts stand behind, which is why it is a part of its own in every explanation.
 * Sums are made of whole multiples of 2⁻²⁰, exact in any order while they stay below 2³³.
 */

import type { Codes } from '../table/table'
import { PRIOR_ROWS } from './score-model'

const STEPS = 2 ** 20

/** A base, rounded to the step sums are made of. */
export const rounded = (base: number): number => Math.round(base * STEPS) / STEPS

/** Per code of a shard's sources. */
export interface SourceSums {
  readonly counts: Float64Array
  readonly sums: Float64Array
}

/** @param bases per row, like the codes */
export function sumPerSource(bases: Float64Array, codes: Codes, codeCount: number): SourceSums {
  const counts = new Float64Array(codeCount)
  const sums = new Float64Array(codeCount)
  for (let row = 0; row < bases.length; row++) {
    const code = codes[row]!
    counts[code]!++
    sums[code]! += rounded(bases[row]!)
  }
  return { counts, sums }
}

/** A per code, where all shards code alike. */
export function meansPerCode(shards: readonly SourceSums[], meanBase: number): Float64Array {
  return shards[0]!.counts.map((_, code) => {
    let [count, sum] = [0, 0]
    for (const { counts, sums } of shards) {
      count += counts[code]!
      sum += sums[code]!
    }
    return sourceMean(sum, count, meanBase)
  })
}

/** A per code of each shard, where each has a dictionary of its own. */
export function meansPerText(
  shards: readonly SourceSums[],
  texts: readonly (readonly string[])[],
  meanBase: number,
): readonly Float64Array[] {
  const totals = new Map<string, { count: number; sum: number }>()
  shards.forEach(({ counts, sums }, shard) => {
    texts[shard]!.forEach((text, code) => {
      const total = totals.get(text) ?? { count: 0, sum: 0 }
      totals.set(text, { count: total.count + counts[code]!, sum: total.sum + sums[code]! })
    })
  })
  return texts.map((own) =>
    Float64Array.from(own, (text) => {
      const { count, sum } = totals.get(text)!
      return sourceMean(sum, count, meanBase)
    }),
  )
}

/** A, from the sum of a source's bases and the number of its rows. */
export const sourceMean = (sum: number, count: number, meanBase: number): number =>
  (sum + PRIOR_ROWS * meanBase) / (count + PRIOR_ROWS)
