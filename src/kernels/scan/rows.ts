/**
 * Rows: where the cells of whole rows end, found 64 bytes at a time.
 *
 * Bytes are compared with the delimiter, the line end and the quote, sixteen at once, and become masks of 64 bits. What lies inside
 * quotes is the running parity of the quotes before it. A quote where the simple grammar has none (inside an unquoted cell, or with
 * something between the closing one and the delimiter) sends its row through careful.ts, byte by byte; what that can't judge either
 * (text behind a closing quote, a NUL, a row without ink that isn't plain white space) is left to the caller.
 * Source: G. Langdale and D. Lemire, "Parsing gigabytes of JSON per second", VLDB Journal 28, 2019, doi:10.1007/s00778-019-00578-5.
 */

import { BATCH, DONE, ODD, takeCarefully } from './careful'
import { CARRIAGE_RETURN, delimiter, newline, NO_BYTE, quote } from './format'
import {
  beginBatch,
  endBefore,
  ends,
  lastEnds,
  line,
  next,
  noteBeyondAscii,
  noteQuotes,
  takenCount,
  takeRow,
} from './taken-rows'

/**
 * Takes rows from `next` on.
 * @param to   behind the last byte there is; 64 more may be read
 * @param limit rows that begin here or later are not taken
 * @param batchRows the most rows of a batch
 */
export function indexRows(to: usize, limit: usize, batchRows: u32): u32 {
  beginBatch()
  const delimiters = i8x16.splat(<i8>delimiter)
  const newlines = i8x16.splat(<i8>newline)
  const quotes = i8x16.splat(<i8>quote)
  const hasQuote = quote < NO_BYTE
  let at = next
  let last = ends
  let lineAt = line
  // All ones while a quoted cell is open; and whether the byte before this block parts cells, or closes a quote.
  let inside: u64 = 0
  let parted: u64 = 1
  let closed: u64 = 0
  while (at < to) {
    if (last > lastEnds) return next == <usize>load<u32>(ends) + 1 ? ODD : BATCH
    const a = v128.load(at)
    const b = v128.load(at, 16)
    const c = v128.load(at, 32)
    const d = v128.load(at, 48)
    const left = to - at
    const valid: u64 = left < 64 ? ((<u64>1) << (<u64>left)) - 1 : ~(<u64>0)
    const lineEnds = valid & bitsOf(a, b, c, d, newlines)
    let parts = lineEnds | (valid & bitsOf(a, b, c, d, delimiters))
    const marks: u64 = hasQuote ? valid & bitsOf(a, b, c, d, quotes) : 0
    const nuls = !v128.all_true<u8>(v128.min<u8>(v128.min<u8>(a, b), v128.min<u8>(c, d)))
    if (v128.bitmask<i8>(v128.or(v128.or(a, b), v128.or(c, d))) != 0) noteBeyondAscii()
    if ((<u32>nuls) | (<u32>(marks != 0)) | (<u32>(inside | closed))) {
      noteQuotes()
      const quoted = parity(marks) ^ inside
      const opening = marks & quoted
      const closing = marks & ~quoted
      parts &= ~quoted
      // A closing quote may stand before the CR of a CRLF.
      const returns =
        valid & bitsOf(a, b, c, d, i8x16.splat(<i8>CARRIAGE_RETURN)) & ((lineEnds >> 1) | newlineBit63(at, to))
      const misplaced = opening & ~(((parts | closing) << 1) | parted | closed)
      const followed = ((closing << 1) | closed) & valid & ~(parts | marks | returns)
      if ((misplaced | followed) != 0 || (nuls && hasNul(at, min(left, 64)))) {
        const stop = takeCarefully(to)
        if (stop != BATCH) return stop
        if (next >= limit) return DONE
        if (takenCount == batchRows) return BATCH
        at = next
        last = endBefore
        lineAt = line
        inside = 0
        parted = 1
        closed = 0
        continue
      }
      inside = <u64>((<i64>quoted) >> 63)
      closed = closing >> 63
    }
    parted = parts >> 63
    const endsBefore = last
    for (let rest = parts; rest != 0; rest &= rest - 1) {
      last += 4
      store<u32>(last, <u32>at + <u32>ctz(rest))
    }
    for (let rest = lineEnds & parts; rest != 0; rest &= rest - 1) {
      const below = (rest & (0 - rest)) - 1
      const end = endsBefore + ((<usize>(popcnt(parts & below) + 1)) << 2)
      if (!takeRow(end, lineAt + <u32>popcnt(lineEnds & below) + 1)) return ODD
      if (next >= limit) return DONE
      if (takenCount == batchRows) return BATCH
    }
    lineAt += <u32>popcnt(lineEnds)
    at += 64
  }
  return DONE
}

/** Which of 64 bytes are the byte that fills `wanted`. */
function bitsOf(a: v128, b: v128, c: v128, d: v128, wanted: v128): u64 {
  return (
    (<u64>v128.bitmask<i8>(i8x16.eq(a, wanted))) |
    ((<u64>v128.bitmask<i8>(i8x16.eq(b, wanted))) << 16) |
    ((<u64>v128.bitmask<i8>(i8x16.eq(c, wanted))) << 32) |
    ((<u64>v128.bitmask<i8>(i8x16.eq(d, wanted))) << 48)
  )
}

/** Each bit the sum, modulo 2, of the bits up to and with it. */
function parity(bits: u64): u64 {
  bits ^= bits << 1
  bits ^= bits << 2
  bits ^= bits << 4
  bits ^= bits << 8
  bits ^= bits << 16
  return bits ^ (bits << 32)
}

/** Bit 63 if a line ends right behind the block. */
function newlineBit63(at: usize, to: usize): u64 {
  return at + 64 < to && load<u8>(at, 64) == newline ? (<u64>1) << 63 : 0
}

function hasNul(at: usize, length: usize): bool {
  for (const end = at + length; at < end; at++) if (load<u8>(at) == 0) return true
  return false
}
