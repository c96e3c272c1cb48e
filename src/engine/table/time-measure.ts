/**
 * Time measure: what is counted about a column of times once they are seconds, for the picture of the column.
 */

import type { TimeReading } from './column'
import type { DistinctCells } from './digest'
import type { NumberMeasure } from './measure'
import { measureCountedNumbers } from './measure-counted'
import { secondsOfDistinct } from './times'

/** Distinct cells are never changed, so what was counted about them is kept as long as they are. */
const known = new WeakMap<DistinctCells, { readonly way: string; readonly measure: NumberMeasure | null }>()

/** @returns null if the column isn't one of times */
export function timeMeasure(distinct: DistinctCells, time: TimeReading | null): NumberMeasure | null {
  const way = `${time?.order} ${time?.utcOffsetMinutes}`
  const before = known.get(distinct)
  if (before?.way === way) return before.measure
  const numbers = secondsOfDistinct(distinct, time)
  const measure = numbers && measureCountedNumbers({ numbers, counts: distinct.counts })
  known.set(distinct, { way, measure })
  return measure
}
