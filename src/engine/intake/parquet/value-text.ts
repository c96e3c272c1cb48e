/**
 * Value text: a value of a Parquet column as the text of a cell.
 *
 * Whole numbers stand digit by digit, whatever their size; moments as ISO 8601 in UTC, so that they are the same everywhere.
 * Source: apache/parquet-format, LogicalTypes.md.
 */

import type { SchemaElement } from 'hyparquet'
import { decoderOf } from '../encoding'
import { decimalText, doubleText, singleText } from '../exact-text'
import { clock, isoDate, isoMoment } from '../iso-time'

/** As it stands in the file: its physical type alone; null or nothing where the row has none. */
export type Physical = number | bigint | boolean | Uint8Array | null | undefined
export type ValueText = (value: Physical) => string

const PER_SECOND = { MILLIS: 1000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n } as const
const DAY_NANOSECONDS = 86_400_000_000_000n
const JULIAN_DAY_OF_1970 = 2_440_588n
const LOW_64_BITS = (1n << 64n) - 1n

/** How a column's values read. */
export function valueTextOf(element: SchemaElement): ValueText {
  const logical = logicalText(element)
  return (value) => (value === null || value === undefined ? '' : logical(value))
}

type Text = (value: NonNullable<Physical>) => string

function logicalText(element: SchemaElement): Text {
  const { type, converted_type: converted, logical_type: logical, scale = 0 } = element
  if (logical?.type === 'TIMESTAMP') return moment(PER_SECOND[logical.unit])
  if (converted === 'TIMESTAMP_MILLIS') return moment(PER_SECOND.MILLIS)
  if (converted === 'TIMESTAMP_MICROS') return moment(PER_SECOND.MICROS)
  if (type === 'INT96') return int96
  if (logical?.type === 'DATE' || converted === 'DATE') return (value) => isoDate(Number(value))
  if (logical?.type === 'TIME') return timeOfDay(PER_SECOND[logical.unit])
  if (converted === 'TIME_MILLIS') return timeOfDay(PER_SECOND.MILLIS)
  if (converted === 'TIME_MICROS') return timeOfDay(PER_SECOND.MICROS)
  if (logical?.type === 'DECIMAL' || converted === 'DECIMAL') {
    return (value) => decimalText(value instanceof Uint8Array ? signed(value) : BigInt(value), scale)
  }
  if (isUnsigned(element)) return (value) => String(BigInt.asUintN(type === 'INT64' ? 64 : 32, BigInt(value as number)))
  if (type === 'FLOAT') return (value) => singleText(value as number)
  if (type === 'DOUBLE') return (value) => doubleText(value as number)
  if (type === 'BYTE_ARRAY') return textOnce()
  if (type === 'FIXED_LEN_BYTE_ARRAY') return logical?.type === 'UUID' ? uuid : hexadecimal
  return String
}

const isUnsigned = ({ converted_type: converted, logical_type: logical }: SchemaElement): boolean =>
  converted?.startsWith('UINT_') === true || (logical?.type === 'INTEGER' && !logical.isSigned)

const moment =
  (perSecond: bigint): Text =>
  (value) =>
    isoMoment(BigInt(value as bigint), perSecond)

const timeOfDay =
  (perSecond: bigint): Text =>
  (value) => {
    const units = BigInt(value as number)
    const seconds = units / perSecond
    return clock(seconds, units - seconds * perSecond, perSecond)
  }

/** Impala's old times: a Julian day above nanoseconds of the day. */
const int96: Text = (value) => {
  const both = value as bigint
  const nanoseconds = ((both >> 64n) - JULIAN_DAY_OF_1970) * DAY_NANOSECONDS + (both & LOW_64_BITS)
  return isoMoment(nanoseconds, PER_SECOND.NANOS)
}

/** Two's complement, the high byte first. */
function signed(bytes: Uint8Array): bigint {
  const unsigned = bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)
  return BigInt.asIntN(bytes.length * 8, unsigned)
}

/** A dictionary's texts are the same bytes in every row: each is decoded once. */
function textOnce(): Text {
  const decoder = decoderOf('utf-8')
  const known = new Map<Uint8Array, string>()
  return (value) => {
    const bytes = value as Uint8Array
    const before = known.get(bytes)
    if (before !== undefined) return before
    const text = decoder.decode(bytes)
    if (known.size === MOST_KNOWN) known.clear()
    known.set(bytes, text)
    return text
  }
}

const MOST_KNOWN = 65_536

const hexadecimal: Text = (value) =>
  Array.from(value as Uint8Array, (byte) => byte.toString(16).padStart(2, '0')).join('')

const uuid: Text = (value) => hexadecimal(value).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
