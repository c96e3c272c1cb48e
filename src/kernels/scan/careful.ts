/**
 * Careful: one row, byte by byte, where quotes stand in an unusual place.
 */

import { isPart, isWhite, newline, quote } from './format'
import { endBefore, lastEnds, line, next, noteBeyondAscii, noteQuotes, takeRow } from './taken-rows'

/** Why no more rows can be taken: the next one isn't whole, or begins beyond the limit. */
export const DONE: u32 = 0
/** The next row must be read by the caller. */
export const ODD: u32 = 1
/** No reason, but a batch may be full. */
export const BATCH: u32 = 2

/** The row from `next` on. @returns BATCH if it was taken */
export function takeCarefully(to: usize): u32 {
  let at = next
  let last = endBefore
  let lineAfter = line
  noteQuotes()
  while (at < to) {
    if (<u32>load<u8>(at) == quote) {
      at++
      for (;;) {
        while (at < to && <u32>load<u8>(at) != quote) {
          const byte = <u32>load<u8>(at++)
          if (byte == 0) return ODD
          if (byte == newline) lineAfter++
          if (byte > 127) noteBeyondAscii()
        }
        at++
        if (at >= to) return DONE
        if (<u32>load<u8>(at) != quote) break
        at++
      }
      while (at < to && !isPart(<u32>load<u8>(at))) if (!isWhite(<u32>load<u8>(at++))) return ODD
    } else {
      while (at < to && !isPart(<u32>load<u8>(at))) {
        const byte = <u32>load<u8>(at++)
        if (byte == 0) return ODD
        if (byte > 127) noteBeyondAscii()
      }
    }
    if (at >= to) return DONE
    if (last > lastEnds) return ODD
    last += 4
    store<u32>(last, <u32>at)
    if (<u32>load<u8>(at) == newline) return takeRow(last, lineAfter + 1) ? BATCH : ODD
    at++
  }
  return DONE
}
