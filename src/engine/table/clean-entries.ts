/**
 * Clean entries: the different cells of a part of a file as the table holds them: UTF-8, white space around them dropped, nothing where
 * a cell means that there is no value.
 */

import { firstBeyondAscii } from '../intake/beyond-ascii'
import { decoderOf } from '../intake/encoding'
import type { Encoding } from '../intake/facts'
import { MISSING_TEXTS } from '../intake/missing-texts'
import { asciiText } from '../intake/scan/cell-text'
import { entryAt, GrowingEntries } from '../intake/scan/growing-entries'
import type { Entries } from '../intake/scan/scanned-range'
import { trimmedCell } from '../intake/trimmed'
import { utf8Bytes } from '../intake/utf8'

const LONGEST_MISSING = Math.max(...Array.from(MISSING_TEXTS, (text) => text.length))
const MISSING_STARTS = Uint8Array.from({ length: 256 }, (_, byte) =>
  [...MISSING_TEXTS].some((text) => text.charCodeAt(0) === byte) ? 1 : 0,
)
const NOTHING = new Uint8Array(0)

/** @returns as many entries, some maybe alike now; the same object where nothing had to be changed */
export function cleanEntries(entries: Entries, encoding: Encoding): Entries {
  const { bytes, offsets } = entries
  const allAscii = firstBeyondAscii(bytes, 0) === bytes.length
  const decoder = decoderOf(encoding, true)
  let cleaned: GrowingEntries | null = null
  for (let entry = 0; entry + 1 < offsets.length; entry++) {
    const [start, end] = [offsets[entry]!, offsets[entry + 1]!]
    const isAscii = allAscii || isAsciiBetween(bytes, start, end)
    const isClean =
      end === start || (isAscii && bytes[start]! > 32 && bytes[end - 1]! > 32 && !isMissing(bytes, start, end))
    if (isClean && cleaned === null) continue
    cleaned ??= firstOf(entries, entry)
    const cell = bytes.subarray(start, end)
    cleaned.add(isClean ? cell : cleanCell(isAscii ? asciiText(cell) : decoder.decode(cell)))
  }
  return cleaned === null ? entries : cleaned.finish()
}

function firstOf(entries: Entries, count: number): GrowingEntries {
  const growing = new GrowingEntries()
  for (let entry = 0; entry < count; entry++) growing.add(entryAt(entries, entry))
  return growing
}

function isAsciiBetween(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! > 127) return false
  return true
}

function isMissing(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > LONGEST_MISSING || MISSING_STARTS[bytes[start]!] === 0) return false
  return MISSING_TEXTS.has(asciiText(bytes.subarray(start, end)))
}

function cleanCell(text: string): Uint8Array {
  const trimmed = trimmedCell(text)
  return MISSING_TEXTS.has(trimmed) ? NOTHING : utf8Bytes(trimmed)
}
