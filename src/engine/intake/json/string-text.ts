/**
 * String text: what a JSON string says, as a cell of a delimited text and as a text of the host.
 *
 * A cell stays on its line and between its tabs: a line feed, a carriage return, a tab and a NUL stay the two or six characters that
 * they are escaped with. Half a surrogate pair becomes U+FFFD, as encoders have it.
 * Source: RFC 8259, section 7; RFC 3629.
 */

import { BACKSLASH, CARRIAGE_RETURN, LINE_FEED, LOWER_U, TAB } from './bytes'
import { decoderOf } from '../encoding'
import { hexDigit } from './grammar'

const LETTERS: ReadonlyMap<number, number> = new Map(
  (
    [
      ['b', 8],
      ['f', 12],
    ] as const
  ).map(([letter, byte]) => [letter.charCodeAt(0), byte]),
)
const STAYING = new Set(Array.from('nrt', (letter) => letter.charCodeAt(0)))
/** The letter that a control character is escaped with, where it stays escaped. */
const LETTER_OF: ReadonlyMap<number, number> = new Map([
  [LINE_FEED, 'n'.charCodeAt(0)],
  [CARRIAGE_RETURN, 'r'.charCodeAt(0)],
  [TAB, 't'.charCodeAt(0)],
])
const ESCAPED_UNIT = 6
const REPLACEMENT = 0xfffd

/**
 * Writes the string's cell, which takes no more bytes than the string.
 * @returns the place in `out` behind it
 */
export function writeString(bytes: Uint8Array, start: number, end: number, out: Uint8Array, place: number): number {
  let to = place
  for (let at = start; at < end;) {
    const byte = bytes[at]!
    if (byte !== BACKSLASH) {
      out[to++] = byte
      at++
    } else if (bytes[at + 1] === LOWER_U) {
      const unit = unitAt(bytes, at)
      const low = isHigh(unit) && at + ESCAPED_UNIT < end ? lowAt(bytes, at + ESCAPED_UNIT) : -1
      to = writeCharacter(low < 0 ? unit : 0x10000 + (unit - 0xd800) * 1024 + low - 0xdc00, out, to)
      at += low < 0 ? ESCAPED_UNIT : 2 * ESCAPED_UNIT
    } else {
      const letter = bytes[at + 1]!
      if (STAYING.has(letter)) out[to++] = BACKSLASH
      out[to++] = LETTERS.get(letter) ?? letter
      at += 2
    }
  }
  return to
}

function unitAt(bytes: Uint8Array, at: number): number {
  let unit = 0
  for (let digit = at + 2; digit < at + ESCAPED_UNIT; digit++) unit = unit * 16 + hexDigit(bytes[digit])
  return unit
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff

/** The second half of a pair, if that is what stands there; −1 if not. */
function lowAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== BACKSLASH || bytes[at + 1] !== LOWER_U) return -1
  const unit = unitAt(bytes, at)
  return unit >= 0xdc00 && unit <= 0xdfff ? unit : -1
}

/** @param code of a character, of half a pair, or of a control that stays escaped */
function writeCharacter(code: number, out: Uint8Array, place: number): number {
  const letter = LETTER_OF.get(code)
  if (letter !== undefined) {
    out[place] = BACKSLASH
    out[place + 1] = letter
    return place + 2
  }
  if (code === 0) {
    out.set(NUL_ESCAPED, place)
    return place + NUL_ESCAPED.length
  }
  return writeUtf8(code >= 0xd800 && code <= 0xdfff ? REPLACEMENT : code, out, place)
}

const NUL_ESCAPED = Uint8Array.from('\\u0000', (letter) => letter.charCodeAt(0))

function writeUtf8(code: number, out: Uint8Array, place: number): number {
  let to = place
  if (code < 0x80) out[to++] = code
  else if (code < 0x800) out[to++] = 0xc0 | (code >> 6)
  else if (code < 0x10000) {
    out[to++] = 0xe0 | (code >> 12)
    out[to++] = 0x80 | ((code >> 6) & 0x3f)
  } else {
    out[to++] = 0xf0 | (code >> 18)
    out[to++] = 0x80 | ((code >> 12) & 0x3f)
    out[to++] = 0x80 | ((code >> 6) & 0x3f)
  }
  if (code >= 0x80) out[to++] = 0x80 | (code & 0x3f)
  return to
}

/** Longer ones are decoded faster by the host. */
const SHORT = 24

/** The same as a text of the host, for names and the few values that are looked at. */
export function decodedText(bytes: Uint8Array, start: number, end: number): string {
  return shortText(bytes, start, end) ?? longText(bytes, start, end)
}

/** Null where it takes more than a character a byte. */
function shortText(bytes: Uint8Array, start: number, end: number): string | null {
  if (end - start > SHORT) return null
  let text = ''
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    if (byte === BACKSLASH || byte > 127) return null
    text += String.fromCharCode(byte)
  }
  return text
}

function longText(bytes: Uint8Array, start: number, end: number): string {
  const room = new Uint8Array(end - start)
  return decoderOf('utf-8', true).decode(room.subarray(0, writeString(bytes, start, end, room, 0)))
}
