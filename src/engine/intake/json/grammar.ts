/**
 * Grammar: where a string, a number or a word of JSON ends, and what is wrong if it doesn't.
 *
 * Byte by byte, without making a text of anything. The byte behind the last one must be a NUL: no token holds one, so that no loop
 * has to ask where the bytes end.
 * Besides RFC 8259 it takes NaN, Infinity and -Infinity, which Python's json module writes.
 */

import {
  BACKSLASH,
  isDigit,
  LOWER_E,
  LOWER_U,
  MINUS,
  ONE,
  NINE,
  PLUS,
  POINT,
  QUOTE,
  SPACE,
  UPPER_E,
  ZERO,
} from './bytes'

/** What is wrong, and where; one per reader, written anew each time. */
export interface Fault {
  what: string
  at: number
}

export const FAULTY = -1

/**
 * @param from the byte behind the opening quote
 * @returns where the closing quote stands, or FAULTY
 */
export function stringEnd(bytes: Uint8Array, from: number, to: number, fault: Fault): number {
  let at = from
  for (;;) {
    const byte = bytes[at]!
    if (byte === QUOTE) return at
    if (byte < SPACE)
      return found(fault, at === to ? UNCLOSED : 'a control character in a string', at === to ? from - 1 : at)
    if (byte === BACKSLASH) {
      const length = escapeLength(bytes, at)
      if (length === 0) {
        const isCut = at + 1 >= to || (bytes[at + 1] === LOWER_U && at + ESCAPED_UNIT > to)
        return found(fault, isCut ? UNCLOSED : 'an escape that JSON doesn’t know', isCut ? from - 1 : at)
      }
      at += length
    } else at++
  }
}

const UNCLOSED = 'a string that doesn’t close'
/** Bytes of "\u00e9". */
const ESCAPED_UNIT = 6
const ESCAPED = new Set(Array.from('"\\/bfnrt', (letter) => letter.charCodeAt(0)))

/** Bytes that an escape takes, 0 if it is none. */
function escapeLength(bytes: Uint8Array, at: number): number {
  const kind = bytes[at + 1]!
  if (kind !== LOWER_U) return ESCAPED.has(kind) ? 2 : 0
  for (let digit = at + 2; digit < at + ESCAPED_UNIT; digit++) if (hexDigit(bytes[digit]) < 0) return 0
  return ESCAPED_UNIT
}

/** 0 … 15, or −1. */
export function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (isDigit(byte)) return byte - ZERO
  const letter = byte | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}

/** @returns the byte behind the number, or FAULTY */
export function numberEnd(bytes: Uint8Array, from: number, fault: Fault): number {
  let at = bytes[from] === MINUS ? from + 1 : from
  const first = bytes[at]!
  if (first >= ONE && first <= NINE) at = digitsEnd(bytes, at)
  else if (first === ZERO) at++
  else return first === INFINITY[0] ? wordEnd(bytes, at, INFINITY, fault) : found(fault, 'no value', from)
  if (bytes[at] === POINT) {
    if (!isDigit(bytes[at + 1])) return found(fault, 'a number without digits behind its point', from)
    at = digitsEnd(bytes, at + 1)
  }
  if (bytes[at] === LOWER_E || bytes[at] === UPPER_E) {
    const sign = bytes[at + 1]
    at += sign === PLUS || sign === MINUS ? 2 : 1
    if (!isDigit(bytes[at])) return found(fault, 'a number without digits in its exponent', from)
    at = digitsEnd(bytes, at)
  }
  return isDigit(bytes[at]) ? found(fault, 'a number with a zero before it', from) : at
}

function digitsEnd(bytes: Uint8Array, from: number): number {
  let at = from
  while (bytes[at]! >= ZERO && bytes[at]! <= NINE) at++
  return at
}

const word = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

export const NULL = word('null')
const INFINITY = word('Infinity')

/** By the word's first byte. */
export const WORD_OF: readonly (Uint8Array | undefined)[] = Array.from({ length: 128 }, (_, byte) =>
  [NULL, INFINITY, word('true'), word('false'), word('NaN')].find(([first]) => first === byte),
)

/** @returns the byte behind the word, or FAULTY */
export function wordEnd(bytes: Uint8Array, from: number, expected: Uint8Array, fault: Fault): number {
  for (let index = 0; index < expected.length; index++) {
    if (bytes[from + index] !== expected[index]) return found(fault, 'no value', from)
  }
  return from + expected.length
}

/** Writes down what is wrong. @returns FAULTY */
export function found(fault: Fault, what: string, at: number): typeof FAULTY {
  fault.what = what
  fault.at = at
  return FAULTY
}
