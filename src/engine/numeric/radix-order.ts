/**
 * Radix order: rows in the order of a number each, ties in the order they came in.
 *
 * Numbers are turned into whole numbers that order alike (IEEE 754: the sign bit flipped, all bits of a negative flipped), which
 * are then sorted 16 bits at a time. A pass in which all agree is left out.
 * Source: LSD radix sort, Knuth, TAOCP 3, algorithm 5.2.5 R.
 */

import type { Pulse } from './pulse'

const RADIX = 65_536
/** Rows moved between two breaths: some milliseconds. */
const PIECE = 524_288

/**
 * @param rows  indices into keys, in the order that ties keep; left as they are
 * @param keys  per row; NaN comes before every number
 * @returns the rows by ascending key, or by descending
 */
export async function orderByKey(
  rows: Uint32Array,
  keys: Float32Array | Float64Array,
  descending: boolean,
  breathe: Pulse['breathe'],
): Promise<Uint32Array> {
  let ordered: Uint32Array = rows.slice()
  let spare: Uint32Array = new Uint32Array(rows.length)
  for (const digits of digitsOf(keys, descending)) {
    await breathe()
    if (await move(ordered, spare, digits, breathe)) [ordered, spare] = [spare, ordered]
  }
  return ordered
}

/** Per row 16 bits of its key, the lowest first. */
function* digitsOf(keys: Float32Array | Float64Array, descending: boolean): Generator<Uint16Array> {
  const wordCount = keys.BYTES_PER_ELEMENT / 2
  const bits = new Uint16Array(keys.buffer, keys.byteOffset, keys.length * wordCount)
  for (let word = 0; word < wordCount; word++) {
    const digits = new Uint16Array(keys.length)
    for (let row = 0; row < keys.length; row++)
      digits[row] = digitOf(bits, row * wordCount, word, wordCount, descending)
    yield digits
  }
}

function digitOf(bits: Uint16Array, at: number, word: number, wordCount: number, descending: boolean): number {
  const top = bits[at + wordCount - 1]!
  const isZero = (top & 0x7fff) === 0 && restIsZero(bits, at, wordCount - 1)
  const isNaN = !isZero && isNotANumber(bits, at, wordCount)
  // −0 and 0 are one number, and so are all kinds of NaN, which come first.
  const digit = isZero
    ? word === wordCount - 1
      ? 0x8000
      : 0
    : isNaN
      ? 0
      : ordering(bits[at + word]!, top, word === wordCount - 1)
  return descending ? 0xffff - digit : digit
}

const ordering = (digit: number, top: number, isTop: boolean): number =>
  top & 0x8000 ? 0xffff - digit : isTop ? digit | 0x8000 : digit

function restIsZero(bits: Uint16Array, at: number, length: number): boolean {
  for (let word = 0; word < length; word++) if (bits[at + word] !== 0) return false
  return true
}

function isNotANumber(bits: Uint16Array, at: number, wordCount: number): boolean {
  const top = bits[at + wordCount - 1]! & 0x7fff
  const infinite = wordCount === 2 ? 0x7f80 : 0x7ff0
  return top > infinite || (top === infinite && !restIsZero(bits, at, wordCount - 1))
}

/** One pass. @returns false if all digits are the same, and nothing was moved */
async function move(
  from: Uint32Array,
  to: Uint32Array,
  digits: Uint16Array,
  breathe: Pulse['breathe'],
): Promise<boolean> {
  const next = new Uint32Array(RADIX + 1)
  for (let place = 0; place < from.length; place++) next[digits[from[place]!]! + 1]!++
  if (from.length === 0 || next[digits[from[0]!]! + 1] === from.length) return false
  for (let digit = 0; digit < RADIX; digit++) next[digit + 1]! += next[digit]!
  for (let first = 0; first < from.length; first += PIECE) {
    const pastLast = Math.min(from.length, first + PIECE)
    for (let place = first; place < pastLast; place++) to[next[digits[from[place]!]!]!++] = from[place]!
    await breathe()
  }
  return true
}
