/**
 * Rank grid: a number as its weighted mid-rank among the fit rows, so that no unit and no tail matters.
 *
 * Uniform with mean 0 and variance 1: (mid-rank − ½)·√12. Beyond what the fit saw it goes on growing, slowly: by
 * ln(1 + min(3, overshoot / range)), for a value no fit row had is stranger than the largest of them.
 */

import { log1p } from '../numeric/portable-math'
import type { NumberInput, RankGrid } from './score-model'

/** With steps of 1/255, kept for their own weight: ≤ 255; for the weight since the last: ≤ 255; and the ends: 512. */
const STEP = 1 / 255
const UNIT_DEVIATION = Math.sqrt(12)
const LARGEST_OVERSHOOT = 3

/** Shares are kept to a billionth: shorter in the file, and the fit itself uses the rounded ones. */
const rounded = (share: number): number => Math.round(share * 1e9) / 1e9

/**
 * Ranks of all distinct values if they fit, else of those that carry weight, with straight lines between.
 * @param values finite, not empty, distinct, ascending
 * @param weights as many, > 0
 */
export function rankGridOf(values: Float64Array, weights: Float64Array): RankGrid {
  const all = distinctRanks(values, weights)
  const keep: number[] = []
  let lastKept = 0
  for (let i = 0; i < all.values.length; i++) {
    const isEnd = i === 0 || i === all.values.length - 1
    const isHeavy = all.upTo[i]! - all.below[i]! >= STEP
    if (!isEnd && !isHeavy && all.upTo[i]! - lastKept < STEP && all.values.length > 512) continue
    keep.push(i)
    lastKept = all.upTo[i]!
  }
  const pick = (list: ArrayLike<number>): readonly number[] => keep.map((i) => list[i]!)
  return { values: pick(all.values), below: pick(all.below).map(rounded), upTo: pick(all.upTo).map(rounded) }
}

function distinctRanks(values: Float64Array, weights: Float64Array): Record<keyof RankGrid, ArrayLike<number>> {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let soFar = 0
  const upTo = weights.map((weight) => (soFar += weight) / total)
  return { values, below: upTo.map((_, place) => (place === 0 ? 0 : upTo[place - 1]!)), upTo }
}

/** A value in real units → its place on the rank view's axis, within ±(√3 + ln 4). */
export type RankReader = (value: number) => number

/** Time O(log grid) per value. */
export function rankReader({
  rank,
  smallest,
  largest,
}: Pick<NumberInput, 'rank' | 'smallest' | 'largest'>): RankReader {
  const values = Float64Array.from(rank.values)
  const below = Float64Array.from(rank.below)
  const upTo = Float64Array.from(rank.upTo)
  const last = values.length - 1
  const range = largest - smallest || Math.max(Math.abs(largest), 1)
  const beyond = (overshoot: number): number => log1p(Math.min(LARGEST_OVERSHOOT, overshoot / range))
  return (value) => {
    if (!(value >= values[0]!)) return -UNIT_DEVIATION / 2 - (value < smallest ? beyond(smallest - value) : 0)
    if (value > values[last]!) return UNIT_DEVIATION / 2 + (value > largest ? beyond(value - largest) : 0)
    let low = 0
    for (let high = last; low < high;) {
      const middle = (low + high + 1) >> 1
      if (values[middle]! <= value) low = middle
      else high = middle - 1
    }
    const at = values[low]!
    if (at === value) return UNIT_DEVIATION * ((below[low]! + upTo[low]!) / 2 - 0.5)
    const way = (value - at) / (values[low + 1]! - at)
    return UNIT_DEVIATION * (upTo[low]! + way * (below[low + 1]! - upTo[low]!) - 0.5)
  }
}
