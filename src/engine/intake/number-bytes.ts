/**
 * Number bytes: the bytes of a trimmed cell → its number, as `numberOf` (number-text.ts) reads its text, mostly without making one.
 */

import { numberOf } from './number-text'
import { asciiText } from './scan/cell-text'

const POWERS_OF_TEN = Array.from({ length: 16 }, (_, exponent) => Number(`1e${exponent}`))
/** As many digits are exact in a double, and so is what a power of ten makes of them (Clinger 1990). */
const MOST_DIGITS = 15

const [PLUS, MINUS, POINT, ZERO] = [43, 45, 46, 48]

/** @returns NaN for what is none */
export function numberOfBytes(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  const first = bytes[start]
  if (at < end && (first === MINUS || first === PLUS)) at++
  if (at === end) return NaN
  if (bytes[at]! > 57) return startsInfinity(bytes[at]!) ? read(bytes, start, end) : NaN
  const digits = at
  let whole = 0
  let point = -1
  for (; at < end; at++) {
    const digit = bytes[at]! - ZERO
    if (digit >= 0 && digit <= 9) whole = whole * 10 + digit
    else if (bytes[at] !== POINT) return isExponent(bytes[at]!) ? read(bytes, start, end) : NaN
    // An IPv4 address, a version: no number has two.
    else if (point >= 0) return NaN
    else point = at
  }
  const wholeDigits = (point < 0 ? end : point) - digits
  const decimals = point < 0 ? 0 : end - point - 1
  if (wholeDigits + decimals === 0) return NaN
  if (wholeDigits + decimals > MOST_DIGITS) return read(bytes, start, end)
  if (wholeDigits > 1 && bytes[digits] === ZERO) return NaN
  const value = whole / POWERS_OF_TEN[decimals]!
  return first === MINUS ? -value : value
}

const isExponent = (byte: number): boolean => (byte | 32) === 101
const startsInfinity = (byte: number): boolean => (byte | 32) === 105

const read = (bytes: Uint8Array, start: number, end: number): number => numberOf(asciiText(bytes.subarray(start, end)))
