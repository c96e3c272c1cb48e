/**
 * Column values: how the values of one column read in a narrow cell.
 */

import type { ColumnProfile, ColumnType } from '../../worker/protocol'
import { compact, number, quantity, share } from '../../wording/numbers'
import { shortened } from '../../wording/sentences'

const TYPES: readonly ColumnType[] = ['number', 'category', 'yes-no', 'time', 'address', 'port', 'identifier', 'text']

const TYPE_WORDS: Readonly<Record<ColumnType, string>> = {
  number: 'number',
  category: 'category',
  'yes-no': 'yes / no',
  time: 'time',
  address: 'address',
  port: 'port',
  identifier: 'identifier',
  text: 'text',
}

const UNIT_WORDS: Readonly<Record<string, string>> = {
  share: 'share 0–1',
  milliseconds: 'ms',
  microseconds: 'µs',
  nanoseconds: 'ns',
}

/** A number says its unit: "seconds", "bytes", "share 0–1". */
export function typeOptions(column: ColumnProfile): readonly { readonly value: ColumnType; readonly label: string }[] {
  const unit = column.unit === null ? TYPE_WORDS.number : (UNIT_WORDS[column.unit] ?? column.unit)
  return TYPES.map((value) => ({ value, label: value === 'number' ? unit : TYPE_WORDS[value] }))
}

export interface ShortValues {
  /** May be cut where there is no room. */
  readonly text: string
  /** Never cut: the share of the commonest level. */
  readonly share: string
}

/** "44, 381.7 M" for numbers, "http" and "32 %" for levels, "06:58 to 18:59" for times. */
export function shortValues(column: ColumnProfile, rowCount: number): ShortValues {
  const { distribution, distinctCount } = column
  if (distribution.kind !== 'levels') return { text: numbersOrTimes(column), share: '' }
  if (distinctCount > 1 && distinctCount === rowCount) return { text: 'all different', share: '' }
  const [first] = distribution.levels
  const all = distribution.levels.reduce((sum, level) => sum + level.count, distribution.otherCount)
  return first === undefined || all === 0
    ? { text: '', share: '' }
    : { text: shortened(first.text, 60), share: share(first.count / all) }
}

function numbersOrTimes({ distribution, unit, type, time }: ColumnProfile): string {
  if (distribution.kind !== 'numbers') return ''
  if (type === 'time') {
    const aheadSeconds = 60 * (time?.utcOffsetMinutes ?? 0)
    return timeSpan(distribution.smallest + aheadSeconds, distribution.largest + aheadSeconds)
  }
  const word = (value: number): string =>
    unit === 'bytes' ? quantity(value, unit) : unit === 'seconds' ? shortSpan(value) : compact(value)
  return `${word(distribution.median)}, ${word(distribution.largest)}`
}

/** Epoch times are in seconds, or in smaller steps if they are that large (10¹¹ seconds are the year 5138). */
function epochDate(value: number): Date {
  let secondCount = value
  while (Math.abs(secondCount) >= 1e11) secondCount /= 1000
  return new Date(secondCount * 1000)
}

/** Below 10⁸ a number counts from the start of the capture, not from 1970. By the file's own clock; in UTC where it names zones. */
function timeSpan(first: number, last: number): string {
  if (last < 1e8) return `${quantity(first, 'seconds')} to ${quantity(last, 'seconds')}`
  const [from, to] = [epochDate(first).toISOString(), epochDate(last).toISOString()]
  const sameDay = from.slice(0, 10) === to.slice(0, 10)
  if (from.slice(0, 16) === to.slice(0, 16)) return from.slice(5, 16).replace('T', ' ')
  return sameDay ? `${from.slice(11, 16)} to ${to.slice(11, 16)}` : `${from.slice(5, 10)} to ${to.slice(5, 10)}`
}

const LONG_SPANS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
] as const

/** One unit where a sentence would take two: "11.9 h" and not "11 h 54 min". */
function shortSpan(secondCount: number): string {
  const [step, word] = LONG_SPANS.find(([least]) => secondCount >= least) ?? [1, '']
  return word === '' ? quantity(secondCount, 'seconds') : `${number(secondCount / step)} ${word}`
}
