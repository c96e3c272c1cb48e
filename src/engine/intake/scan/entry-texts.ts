/**
 * Entry texts: the bytes of a column's entries → texts, once the encoding of the whole file is known.
 */

import { decoderOf } from '../encoding'
import type { Encoding } from '../facts'
import { trimmedCell } from '../trimmed'
import type { Entries } from './scanned-range'

/** No entry holds one: where the file does, it was dropped. */
const PARTING = '\0'

/**
 * The texts of entries as the table holds them: white space around them dropped. Two entries may become one text.
 * Decoded together, since a decoder's call takes longer than a cell.
 * @param first index of the first entry wanted, and of the one behind the last: so that a long list can be read with breaths
 */
export function decodeEntries(
  { bytes, offsets }: Entries,
  encoding: Encoding,
  first = 0,
  pastLast = offsets.length - 1,
): string[] {
  if (pastLast <= first) return []
  const joined = new Uint8Array(offsets[pastLast]! - offsets[first]! + pastLast - first - 1)
  for (let entry = first, at = 0; entry < pastLast; entry++, at++) {
    for (let from = offsets[entry]!; from < offsets[entry + 1]!; from++) joined[at++] = bytes[from]!
  }
  return decoderOf(encoding, true).decode(joined).split(PARTING).map(trimmedCell)
}
