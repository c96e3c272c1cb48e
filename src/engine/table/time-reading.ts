/**
 * Time reading: what a column's own texts say of their zone and their order of day and month, and what is assumed where they say nothing.
 */

import type { DayMonthOrder, TimeReading } from './column'
import type { ColumnFacts } from './column-facts'
import { dayMonthOf } from './day-month'
import type { DistinctCells } from './digest'
import { LONG_NUMBER } from './times'

/** What the analyst has said about times. */
export interface TimeChoice {
  /** Of times without a zone. */
  readonly utcOffsetMinutes: number
  readonly order: DayMonthOrder | undefined
}

/** Below this a number counts from the start of the capture, not from 1970 (10⁸ seconds are 1973). */
const FIRST_EPOCH = 1e8

export function timeReadingOf({ cells, measure }: ColumnFacts, choice: TimeChoice): TimeReading {
  if (measure.kind === 'numbers') return counted(measure.largest)
  const said = cells.distinct === null ? NOTHING_SAID : whatTextsSay(cells.distinct)
  if (said.longest !== null) return counted(said.longest)
  const chosen = said.order !== null && choice.order !== undefined
  return {
    zone: said.zone,
    utcOffsetMinutes: said.zone === 'written' || said.zone === 'elapsed' ? 0 : choice.utcOffsetMinutes,
    countedIn: null,
    order: chosen ? choice.order! : said.order,
    orderKnownBy: chosen ? 'the analyst' : said.orderKnownBy,
  }
}

/** Divisors by size: 10¹¹ seconds are the year 5138, so what is larger counts smaller steps. */
function counted(largest: number): TimeReading {
  const isEpoch = largest >= FIRST_EPOCH
  const countedIn =
    largest >= 1e17 ? 'nanoseconds' : largest >= 1e14 ? 'microseconds' : largest >= 1e11 ? 'milliseconds' : 'seconds'
  return { zone: isEpoch ? 'epoch' : 'elapsed', utcOffsetMinutes: 0, countedIn, order: null, orderKnownBy: null }
}

interface Said extends Pick<TimeReading, 'zone' | 'order' | 'orderKnownBy'> {
  /** The largest, if the texts are long numbers. */
  readonly longest: number | null
}

const NOTHING_SAID: Said = { zone: 'assumed', order: null, orderKnownBy: null, longest: null }

/** Distinct cells are never changed, so what was found in them is kept as long as they are. */
const known = new WeakMap<DistinctCells, Said>()

function whatTextsSay(distinct: DistinctCells): Said {
  const before = known.get(distinct)
  if (before !== undefined) return before
  const said = saidBy(distinct.texts.filter((_, code) => distinct.counts[code]! > 0 && code > 0))
  known.set(distinct, said)
  return said
}

function saidBy(texts: readonly string[]): Said {
  const longNumbers = texts.filter((text) => LONG_NUMBER.test(text))
  if (longNumbers.length * 2 > texts.length) {
    const longest = longNumbers.reduce((most, text) => Math.max(most, Number(text)), 0)
    return { zone: 'epoch', order: null, orderKnownBy: null, longest }
  }
  const zonedCount = texts.reduce((sum, text) => sum + Number(ZONED.test(text)), 0)
  const zone = zonedCount === 0 ? 'assumed' : zonedCount === texts.length ? 'written' : 'partly written'
  const dayMonth = dayMonthOf(texts)
  const isClockAlone = texts.length > 0 && texts.every((text) => CLOCK_FIRST.test(text))
  return {
    zone: isClockAlone ? 'elapsed' : zone,
    order: dayMonth?.order ?? null,
    orderKnownBy: dayMonth?.orderKnownBy ?? null,
    longest: null,
  }
}

/** A zone behind a clock; "07-07-2017" ends in digits as a zone does. */
const ZONED = /:\d{2}(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})$/i
const CLOCK_FIRST = /^\d{1,2}:\d{2}/
