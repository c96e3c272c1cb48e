/**
 * Column values: how the values of one column read in a narrow cell.
 */

import type { ColumnProfile, ColumnType } from '../../worker/protocol'
import { compact, quantity, share } from '../../wording/numbers'
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

/** A number says its unit: "seconds", "bytes", "share 0–1". */
export function typeOptions(column: ColumnProfile): readonly { readonly value: ColumnType; readonly label: string }[] {
  const unit = column.unit === 'share' ? 'share 0–1' : column.unit
  return TYPES.map((value) => ({ value, label: value === 'number' && unit !== null ? unit : TYPE_WORDS[value] }))
}

/** "44, 381.7 M" for numbers, "http 32 %" for levels. */
export function middleAndLargest({ distribution, unit }: ColumnProfile): string {
  if (distribution.kind === 'empty') return ''
  if (distribution.kind === 'levels') {
    const [first] = distribution.levels
    const all = distribution.levels.reduce((sum, level) => sum + level.count, distribution.otherCount)
    return first === undefined || all === 0 ? '' : `${shortened(first.text, 14)} ${share(first.count / all)}`
  }
  const word = (value: number): string =>
    unit === 'bytes' || unit === 'seconds' ? quantity(value, unit) : compact(value)
  return `${word(distribution.median)}, ${word(distribution.largest)}`
}
