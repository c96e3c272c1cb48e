/**
 * Times: the cells of a column as seconds, whatever way the file writes them, by arithmetic and without a clock.
 *
 * Numbers are epoch times in seconds, or in milli-, micro- or nanoseconds if they are that large. Texts are ISO 8601
 * and its relatives with a space or slashes, day/month/year or month/day/year, names of months, or a time of day alone.
 * A time without a zone is taken as UTC, or at the offset that the analyst names (time-reading.ts).
 */

import { inPieces } from '../numeric/pieces'
import type { Pulse } from '../numeric/pulse'
import type { DayMonthOrder, TimeReading } from './column'
import { forcedNumbers } from './column-builder'
import { dayMonthOrder } from './day-month'
import type { DistinctCells } from './digest'
import { allNumbers, isNumbers, type StoredCells } from './stored'
import type { Codes } from './table'

/** What must be known to read a text: null leaves it to the texts themselves. */
type Read = Pick<TimeReading, 'order' | 'utcOffsetMinutes'> | null

/** At least this share of the filled cells must be times. */
const LEAST_SHARE = 0.9

/**
 * Per row the seconds since 1970-01-01T00:00Z (or since whatever the file counts from); NaN where there is no time.
 * @returns null if the column isn't one of times
 */
export function secondsOf(cells: StoredCells, read: Read = null): Float64Array | null {
  if (isNumbers(cells)) return epochSeconds(allNumbers(cells))
  const byCode = secondsByCode(cells.dictionary, read)
  const seconds = new Float64Array(cells.codes.length)
  for (let row = 0; row < seconds.length; row++) seconds[row] = byCode[cells.codes[row]!]!
  if (mostlyRowsAreTimes(seconds, cells.codes)) return seconds
  const { values } = forcedNumbers(cells, wholeNumber)
  return mostlyRowsAreTimes(values, cells.codes) ? epochSeconds(values) : null
}

/** The same per different text of a column. */
export function secondsOfDistinct(
  { texts, counts }: Pick<DistinctCells, 'texts' | 'counts'>,
  read: Read = null,
): Float64Array | null {
  const seconds = secondsByCode(texts, read)
  if (mostlyTimes(seconds, counts)) return seconds
  const values = Float64Array.from(texts, wholeNumber)
  return mostlyTimes(values, counts) ? epochSeconds(values, counts) : null
}

interface KnownTimes {
  readonly order: DayMonthOrder
  readonly offsetSeconds: number
  readonly seconds: Float64Array
}

/** A dictionary is read once as it is read now: it is shared by every slice and sample of its column, and never changed. */
const known = new WeakMap<readonly string[], KnownTimes>()

/** How a dictionary's texts are to be read, and the seconds if they have been. */
function wayOf(
  dictionary: readonly string[],
  read: Read,
): { way: Omit<KnownTimes, 'seconds'>; had: KnownTimes | null } {
  const order = read?.order ?? dayMonthOrder(dictionary)
  const offsetSeconds = 60 * (read?.utcOffsetMinutes ?? 0)
  const before = known.get(dictionary)
  const had = before?.order === order && before.offsetSeconds === offsetSeconds ? before : null
  return { way: { order, offsetSeconds }, had }
}

function secondsByCode(dictionary: readonly string[], read: Read): Float64Array {
  const { way, had } = wayOf(dictionary, read)
  if (had !== null) return had.seconds
  const seconds = Float64Array.from(dictionary, (text) => secondsOfText(text, way.order, way.offsetSeconds))
  known.set(dictionary, { ...way, seconds })
  return seconds
}

/** A million different texts take two seconds; read with breaths once, `secondsOf` has them at hand. */
export async function readTimes(cells: StoredCells, breathe: Pulse['breathe'], read: Read = null): Promise<void> {
  if (isNumbers(cells)) return
  const { dictionary } = cells
  const { way, had } = wayOf(dictionary, read)
  if (had !== null) return
  const seconds = new Float64Array(dictionary.length)
  const readPiece = (first: number, pastLast: number): void => {
    for (let code = first; code < pastLast; code++)
      seconds[code] = secondsOfText(dictionary[code]!, way.order, way.offsetSeconds)
  }
  await inPieces(dictionary.length, readPiece, breathe)
  known.set(dictionary, { ...way, seconds })
}

/** Distinct texts looked at to tell whether a column holds times. */
export const TIMES_LOOKED_AT = 500

/**
 * Whether texts are written as times; the first distinct ones speak for all.
 * @param seen  the first `TIMES_LOOKED_AT`
 * @param named whether the column's name says that it holds times: then long numbers are times too
 */
export function textsAreTimes(seen: readonly string[], named: boolean): boolean {
  const order = dayMonthOrder(seen)
  const isTime = (text: string): boolean =>
    !Number.isNaN(secondsOfText(text, order)) || (named && LONG_NUMBER.test(text))
  return seen.length > 0 && seen.filter(isTime).length >= LEAST_SHARE * seen.length
}

/** An epoch time, in steps down to nanoseconds. */
export const LONG_NUMBER = /^\d{10,19}(\.\d+)?$/

/** A column of texts may hold times too long for a number of a table, such as nanoseconds since 1970. */
const wholeNumber = (text: string): number => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN)

/**
 * How a column writes its times, told from some of its cells, for cells still to come.
 * @param texts filled ones @returns null if they are no times; else NaN for a text that is none
 */
export function secondsReader(texts: readonly string[]): ((text: string) => number) | null {
  const enough = (seconds: readonly number[]): boolean =>
    seconds.length > 0 && seconds.filter((value) => !Number.isNaN(value)).length >= LEAST_SHARE * seconds.length
  const numbers = texts.map(wholeNumber)
  if (enough(numbers)) {
    const divisor = stepsPerSecond(Math.abs(middleFinite(Float64Array.from(numbers))))
    return (text) => wholeNumber(text) / divisor
  }
  const order = dayMonthOrder(texts)
  const read = (text: string): number => secondsOfText(text, order)
  return enough(texts.map(read)) ? read : null
}

/** @param counts rows per text, the missing one first */
function mostlyTimes(seconds: Float64Array, counts: Uint32Array): boolean {
  let [filledCount, timeCount] = [0, 0]
  for (let code = 1; code < counts.length; code++) {
    filledCount += counts[code]!
    if (!Number.isNaN(seconds[code]!)) timeCount += counts[code]!
  }
  return filledCount > 0 && timeCount >= LEAST_SHARE * filledCount
}

function mostlyRowsAreTimes(seconds: Float64Array, codes: Codes): boolean {
  let [filledCount, timeCount] = [0, 0]
  for (let row = 0; row < codes.length; row++) {
    if (codes[row] === 0) continue
    filledCount++
    if (!Number.isNaN(seconds[row]!)) timeCount++
  }
  return filledCount > 0 && timeCount >= LEAST_SHARE * filledCount
}

/** By size: 10¹¹ seconds are the year 5138, so what is larger counts smaller steps. */
const stepsPerSecond = (typical: number): number =>
  typical >= 1e17 ? 1e9 : typical >= 1e14 ? 1e6 : typical >= 1e11 ? 1e3 : 1

function epochSeconds(values: Float64Array, counts: Uint32Array | null = null): Float64Array | null {
  const typical = Math.abs(middleFinite(counts === null ? values : values.filter((_, code) => counts[code]! > 0)))
  if (Number.isNaN(typical)) return null
  const divisor = stepsPerSecond(typical)
  const seconds = new Float64Array(values.length)
  for (let row = 0; row < values.length; row++)
    seconds[row] = Number.isFinite(values[row]!) ? values[row]! / divisor : NaN
  return seconds
}

/** The finite value half way down the column; NaN if there is none. */
function middleFinite(values: Float64Array): number {
  let finiteCount = 0
  for (let row = 0; row < values.length; row++) if (Number.isFinite(values[row]!)) finiteCount++
  let left = finiteCount >> 1
  for (const value of values) if (Number.isFinite(value) && left-- === 0) return value
  return NaN
}

const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?`
const ZONE = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?`
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,]\s*${CLOCK}${ZONE})?$`, 'i')
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T ,]\s*${CLOCK}${ZONE})?$`, 'i')
const DAY_NAMED_MONTH = new RegExp(
  String.raw`^(\d{1,2})[-/ ]([a-z]{3})[a-z]*[-/ ,]+(\d{4})(?:[: T]\s*${CLOCK}${ZONE})?$`,
  'i',
)
const NAMED_MONTH = new RegExp(
  String.raw`^(?:[a-z]{3},? )?([a-z]{3})[a-z]*\s+(\d{1,2})(?:,?\s+(\d{4}))?\s+${CLOCK}${ZONE}(?:\s+[a-z]{2,5})?$`,
  'i',
)
/** Where the clock's groups stand in a date's. */
const CLOCK_AT = 4
const CLOCK_ALONE = new RegExp(`^${CLOCK}$`, 'i')
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * @param offsetSeconds what the clock of a time without a zone is ahead of UTC; a time of day alone stays one
 * @returns NaN for a text that is no time
 */
export function secondsOfText(text: string, order: DayMonthOrder, offsetSeconds = 0): number {
  const first = text.charCodeAt(0)
  const digitFirst = first >= 48 && first <= 57
  if (digitFirst && text.charCodeAt(4) === 45 && text.charCodeAt(13) === 58) {
    const seconds = isoSeconds(text, offsetSeconds)
    if (seconds !== null) return seconds
  }
  if (!digitFirst) return named(NAMED_MONTH.exec(text), 1, 2, 3, offsetSeconds)
  let parts = YEAR_FIRST.exec(text)
  if (parts !== null) return moment(parts[1], Number(parts[2]), parts[3], parts, offsetSeconds)
  parts = YEAR_LAST.exec(text)
  if (parts !== null) {
    const [day, month] = order === 'day first' ? [parts[1], parts[2]] : [parts[2], parts[1]]
    return moment(fullYear(parts[3]!), Number(month), day, parts, offsetSeconds)
  }
  parts = CLOCK_ALONE.exec(text)
  return parts === null ? named(DAY_NAMED_MONTH.exec(text), 2, 1, 3, offsetSeconds) : clockSeconds(parts, 1)
}

/**
 * The commonest form, 2026-11-25T08:30:00.123456Z with T or a space and perhaps no fraction and no zone, by its places: 0.1 µs a text
 * where the expressions below take 2 µs.
 * @returns null for every other form
 */
function isoSeconds(text: string, offsetSeconds: number): number | null {
  const separator = text.charCodeAt(10)
  if ((separator !== 84 && separator !== 32) || text.charCodeAt(7) !== 45 || text.charCodeAt(16) !== 58) return null
  const [hour, minute, second] = [digitsAt(text, 11, 13), digitsAt(text, 14, 16), digitsAt(text, 17, 19)]
  const days = daysFromCivil(digitsAt(text, 0, 4), digitsAt(text, 5, 7), digitsAt(text, 8, 10))
  let end = 19
  let fraction = 0
  if (text.charCodeAt(19) === 46) {
    end = text.charCodeAt(text.length - 1) === 90 ? text.length - 1 : text.length
    if (end < 21 || end > 29) return null
    fraction = digitsAt(text, 20, end) / Number(`1e${end - 20}`)
  }
  const isWhole = text.length === end || (text.length === end + 1 && text.charCodeAt(end) === 90)
  if (!isWhole || !(hour <= 24 && minute <= 59 && second <= 60 && fraction >= 0)) return null
  const ahead = text.length === end ? offsetSeconds : 0
  return days * 86_400 + (hour * 3600 + minute * 60 + second + fraction - ahead)
}

/** NaN unless all of them are digits. */
function digitsAt(text: string, first: number, pastLast: number): number {
  let value = 0
  for (let at = first; at < pastLast; at++) {
    const digit = text.charCodeAt(at) - 48
    if (!(digit >= 0 && digit <= 9)) return NaN
    value = value * 10 + digit
  }
  return value
}

function named(parts: RegExpExecArray | null, month: number, day: number, year: number, offsetSeconds: number): number {
  if (parts === null) return NaN
  const monthNumber = MONTHS.indexOf(parts[month]!.toLowerCase()) + 1
  // A syslog time has no year: one that leaps lets 29 February be.
  return moment(parts[year] ?? '2000', monthNumber, parts[day], parts, offsetSeconds)
}

const fullYear = (text: string): string =>
  text.length === 2 ? String((Number(text) < 70 ? 2000 : 1900) + Number(text)) : text

function moment(
  year: string | undefined,
  month: number,
  day: string | undefined,
  parts: RegExpExecArray,
  offsetSeconds: number,
): number {
  const days = daysFromCivil(Number(year), month, Number(day))
  const hasClock = parts[CLOCK_AT] !== undefined
  const ahead = zoneSeconds(parts[CLOCK_AT + 5]) ?? offsetSeconds
  return days * 86_400 + (hasClock ? clockSeconds(parts, CLOCK_AT) : 0) - ahead
}

/** Seconds since midnight of the five groups of `CLOCK` from `at` on. */
function clockSeconds(parts: RegExpExecArray, at: number): number {
  const [hourText, minuteText, secondText, fraction, half] = parts.slice(at, at + 5)
  const [hour, minute, second] = [Number(hourText), Number(minuteText), Number(secondText ?? 0)]
  if (minute > 59 || second > 60 || hour > (half === undefined ? 24 : 12)) return NaN
  const hour24 = half === undefined ? hour : (hour % 12) + (/^p/i.test(half) ? 12 : 0)
  return hour24 * 3600 + minute * 60 + second + (fraction === undefined ? 0 : Number(`0.${fraction}`))
}

/** Null where no zone is written. */
function zoneSeconds(zone: string | undefined): number | null {
  if (zone === undefined) return null
  const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  if (parts === null) return 0
  return (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 3600 + Number(parts[3]) * 60)
}

/**
 * Days since 1970-01-01 of a date in the Gregorian calendar; NaN if there is no such month or day.
 * Source: H. Hinnant, "chrono-compatible low-level date algorithms" (2013, public domain), days_from_civil.
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return NaN
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}
