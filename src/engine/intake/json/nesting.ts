/**
 * Nesting: where an array ends, with all that is in it, and what is wrong if it doesn't.
 */

import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isBlank,
  MINUS,
  NINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  ZERO,
} from './bytes'
import { FAULTY, found, numberEnd, stringEnd, WORD_OF, wordEnd, type Fault } from './grammar'

/** Known logs go 4 deep; a deeper one than this is no table. */
export const DEEPEST = 32

/**
 * @param start of the opening bracket
 * @param to where the bytes end
 * @param depth of the array, 1 at the top
 * @returns the byte behind the closing bracket, or FAULTY
 */
export function arrayEnd(bytes: Uint8Array, start: number, to: number, depth: number, fault: Fault): number {
  return depth > DEEPEST ? found(fault, TOO_DEEP, start) : membersEnd(bytes, start, to, depth, fault)
}

const TOO_DEEP = `arrays more than ${DEEPEST} deep`

/** Of an array, or of an object inside one. */
function membersEnd(bytes: Uint8Array, start: number, to: number, depth: number, fault: Fault): number {
  const isObject = bytes[start] === OPEN_BRACE
  const close = isObject ? CLOSE_BRACE : CLOSE_BRACKET
  let at = behindBlanks(bytes, start + 1)
  if (bytes[at] === close) return at + 1
  for (;;) {
    if (isObject) at = behindKey(bytes, at, start, to, fault)
    if (at !== FAULTY) at = memberEnd(bytes, at, start, to, depth, fault)
    if (at === FAULTY) return FAULTY
    at = behindBlanks(bytes, at)
    if (bytes[at] === close) return at + 1
    if (bytes[at] !== COMMA) return unlessCut(bytes, to, 'neither comma nor bracket behind a value', at, start, fault)
    at = behindBlanks(bytes, at + 1)
  }
}

/** Where the value behind a key begins. */
function behindKey(bytes: Uint8Array, at: number, start: number, to: number, fault: Fault): number {
  if (bytes[at] !== QUOTE) return unlessCut(bytes, to, 'no key', at, start, fault)
  const keyEnd = stringEnd(bytes, at + 1, to, fault)
  if (keyEnd === FAULTY) return FAULTY
  const colon = behindBlanks(bytes, keyEnd + 1)
  if (bytes[colon] !== COLON) return unlessCut(bytes, to, 'no colon behind a key', colon, start, fault)
  return behindBlanks(bytes, colon + 1)
}

function memberEnd(bytes: Uint8Array, at: number, start: number, to: number, depth: number, fault: Fault): number {
  const byte = bytes[at]!
  if (byte === QUOTE) {
    const end = stringEnd(bytes, at + 1, to, fault)
    return end === FAULTY ? FAULTY : end + 1
  }
  if ((byte >= ZERO && byte <= NINE) || byte === MINUS) return numberEnd(bytes, at, fault)
  if (byte === OPEN_BRACE || byte === OPEN_BRACKET) return arrayEnd(bytes, at, to, depth + 1, fault)
  const word = WORD_OF[byte]
  return word === undefined ? unlessCut(bytes, to, 'no value', at, start, fault) : wordEnd(bytes, at, word, fault)
}

/** Where the bytes end too early, what was begun says more than what is missing. @param start of what was begun */
export function unlessCut(
  bytes: Uint8Array,
  to: number,
  what: string,
  at: number,
  start: number,
  fault: Fault,
): typeof FAULTY {
  if (at < to) return found(fault, what, at)
  return found(fault, `${bytes[start] === OPEN_BRACE ? 'an object' : 'an array'} that doesn’t close`, start)
}

export function behindBlanks(bytes: Uint8Array, from: number): number {
  let at = from
  while (isBlank(bytes[at])) at++
  return at
}
