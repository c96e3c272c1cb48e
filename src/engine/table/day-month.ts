/**
 * Day and month: which of the first two numbers of 03/04/2017 is the day, decided from all dates of a column.
 */

import type { DayMonthOrder, TimeReading } from './column'

const NUMERIC_DATE = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b/

export interface DayMonth {
  readonly order: DayMonthOrder
  readonly orderKnownBy: Exclude<TimeReading['orderKnownBy'], 'the analyst'>
  /** A date that would be another the other way round, as written; null if there is none. */
  readonly example: string | null
}

/**
 * A first part above 12 is a day, a second part above 12 shows that the first is a month. If neither occurs, AM or PM
 * speaks for the American order, anything else for the day first, as CICFlowMeter writes.
 * @returns null if no date is written so
 */
export function dayMonthOf(texts: Iterable<string>): DayMonth | null {
  let [americanClock, anyDate] = [false, false]
  let example: string | null = null
  for (const text of texts) {
    const parts = NUMERIC_DATE.exec(text)
    if (parts === null) continue
    anyDate = true
    const [first, second] = [Number(parts[1]), Number(parts[2])]
    if (first > 12) return { order: 'day first', orderKnownBy: 'a part above 12', example: null }
    if (second > 12) return { order: 'month first', orderKnownBy: 'a part above 12', example: null }
    if (first !== second) example ??= parts[0]
    americanClock ||= /[ap]m$/i.test(text)
  }
  if (!anyDate) return null
  if (example === null) return { order: 'day first', orderKnownBy: 'no need', example }
  return americanClock
    ? { order: 'month first', orderKnownBy: 'AM and PM', example }
    : { order: 'day first', orderKnownBy: 'nothing', example }
}

export const dayMonthOrder = (texts: readonly string[]): DayMonthOrder => dayMonthOf(texts)?.order ?? 'day first'
