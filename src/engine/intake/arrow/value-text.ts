/**
 * Value text: a value of an Arrow column as the text of a cell.
 *
 * Whole numbers stand digit by digit, whatever their size; moments as ISO 8601, in UTC where the column names a zone (Arrow keeps them
 * so), without one where it names none.
 * Source: Apache Arrow, format/Schema.fbs.
 */

import { Precision, Type, type DataType } from '@uwdata/flechette'
import { decimalText, doubleText, singleText } from '../exact-text'
import { clock, isoDate, isoMoment } from '../iso-time'

/** @param value as flechette gives it with 64 bits, moments and decimals as whole numbers */
export type ValueText = (value: unknown) => string

const DAY_MILLISECONDS = 86_400_000
/** By TimeUnit. */
const PER_SECOND = [1n, 1000n, 1_000_000n, 1_000_000_000n] as const
const FRACTION_DIGITS = [0, 3, 6, 9] as const

/** @returns null for a type that has no one value per row, such as a list */
export function valueTextOf(type: DataType): ValueText | null {
  const text = filledText(type)
  return text && ((value) => (value === null || value === undefined ? '' : text(value)))
}

function filledText(type: DataType): ValueText | null {
  switch (type.typeId) {
    case Type.Null:
      return () => ''
    case Type.Int:
    case Type.Bool:
    case Type.Utf8:
    case Type.LargeUtf8:
    case Type.Utf8View:
      return String
    case Type.Float:
      return (value) => (type.precision === Precision.DOUBLE ? doubleText : singleText)(value as number)
    case Type.Decimal:
      return (value) => decimalText(BigInt(value as bigint), type.scale)
    case Type.Date:
      return (value) => isoDate(Math.floor(Number(value) / DAY_MILLISECONDS))
    case Type.Timestamp:
      return (value) => moment(value as bigint, PER_SECOND[type.unit], type.timezone !== null && type.timezone !== '')
    case Type.Time:
      return (value) => timeOfDay(BigInt(value as bigint), PER_SECOND[type.unit])
    case Type.Duration:
      return (value) => decimalText(BigInt(value as bigint), FRACTION_DIGITS[type.unit])
    case Type.Binary:
    case Type.LargeBinary:
    case Type.BinaryView:
    case Type.FixedSizeBinary:
      return (value) => Array.from(value as Uint8Array, (byte) => byte.toString(16).padStart(2, '0')).join('')
    case Type.Dictionary:
      return filledText(type.dictionary)
    case Type.RunEndEncoded:
      return filledText(type.children[1].type)
    default:
      return null
  }
}

const moment = (value: bigint, perSecond: bigint, hasZone: boolean): string =>
  hasZone ? isoMoment(value, perSecond) : isoMoment(value, perSecond).slice(0, -1)

function timeOfDay(units: bigint, perSecond: bigint): string {
  const seconds = units / perSecond
  return clock(seconds, units - seconds * perSecond, perSecond)
}
