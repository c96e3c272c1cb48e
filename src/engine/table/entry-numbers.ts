/**
 * Entry numbers: the numbers of a column's different cells, and whether JavaScript writes them as the file does.
 */

import { numberOfBytes } from '../intake/number-bytes'
import type { Entries } from '../intake/scan/scanned-range'

/** So many digits are enough to tell any two doubles of as many apart. */
const MOST_DIGITS = 15
/** Below this JavaScript writes an exponent. */
const LEAST_PLAIN = 1e-6
const [PLUS, MINUS, POINT, ZERO] = [43, 45, 46, 48]

/** @param entries trimmed. @returns per entry its number; NaN for what is none */
export function numbersOfEntries({ bytes, offsets }: Entries): Float64Array {
  const numbers = new Float64Array(offsets.length - 1)
  for (let entry = 0; entry < numbers.length; entry++) {
    numbers[entry] = numberOfBytes(bytes, offsets[entry]!, offsets[entry + 1]!)
  }
  return numbers
}

/**
 * Whether JavaScript writes a number as the file does. May say no where it does: then it is written and compared.
 * Up to 15 digits that are no more than needed are the shortest text of their double.
 */
export function isAsWritten(bytes: Uint8Array, start: number, end: number, value: number): boolean {
  const isNegative = bytes[start] === MINUS
  const from = isNegative ? start + 1 : start
  if (end - from > MOST_DIGITS || bytes[start] === PLUS || bytes[from] === POINT) return false
  if (value === 0) return !isNegative && end - start === 1
  let hasPoint = false
  for (let at = from; at < end; at++) {
    if (bytes[at] === POINT) hasPoint = true
    else if (bytes[at]! < ZERO || bytes[at]! > 57) return false
  }
  if (!hasPoint) return true
  const last = bytes[end - 1]!
  return last !== POINT && last !== ZERO && Math.abs(value) >= LEAST_PLAIN
}
