/**
 * LZ4: blocks, as Parquet's pages hold them, and frames of them, as Arrow's buffers are.
 *
 * Source: LZ4 Block Format Description and LZ4 Frame Format Description 1.6 (lz4.org). Checksums are not verified: what is read must
 * come to the length that stands outside.
 */

import { uint32 } from './little-endian'

/**
 * Unpacks a block into a page.
 * @param at where in the page its bytes go; copies may reach back before that
 * @returns where they end
 * @throws RangeError for what is no block, or has more bytes than the page
 */
export function unpackLz4Block(packed: Uint8Array, page: Uint8Array, at = 0): number {
  const sizeBytes = page.length
  let from = 0
  let to = at
  const length = (short: number): number => {
    let sum = short
    if (short === 15) for (let byte = 255; byte === 255 && from < packed.length; sum += byte) byte = packed[from++]!
    return sum
  }
  while (from < packed.length) {
    const token = packed[from++]!
    const literals = length(token >> 4)
    if (to + literals > sizeBytes) throw new RangeError('a page is larger than its header says')
    page.set(packed.subarray(from, from + literals), to)
    from += literals
    to += literals
    if (from >= packed.length) break
    const distance = packed[from]! | (packed[from + 1]! << 8)
    from += 2
    const copied = length(token & 15) + 4
    if (distance === 0 || distance > to || to + copied > sizeBytes) throw new RangeError('a copy from nowhere')
    for (const end = to + copied; to < end; to++) page[to] = page[to - distance]!
  }
  return to
}

const MAGIC = 0x184d2204
const [HAS_BLOCK_CHECKSUM, HAS_CONTENT_SIZE, HAS_DICTIONARY] = [0x10, 0x08, 0x01]
const IS_PLAIN = 0x80000000

/**
 * A whole frame.
 * @param sizeBytes what it comes to
 * @throws RangeError for what is no frame, or comes to another length
 */
export function unpackLz4Frame(packed: Uint8Array, sizeBytes: number): Uint8Array {
  if (packed.length < 7 || uint32(packed, 0) !== MAGIC) throw new RangeError('no LZ4 frame')
  const flags = packed[4]!
  if ((flags & HAS_DICTIONARY) !== 0) throw new RangeError('an LZ4 frame that needs a dictionary')
  const page = new Uint8Array(sizeBytes)
  let to = 0
  for (let from = (flags & HAS_CONTENT_SIZE) !== 0 ? 15 : 7; ;) {
    if (from + 4 > packed.length) throw new RangeError('an LZ4 frame that was cut off')
    const word = uint32(packed, from)
    if (word === 0) break
    const block = packed.subarray(from + 4, from + 4 + (word & ~IS_PLAIN))
    if (word >= IS_PLAIN) {
      if (to + block.length > sizeBytes) throw new RangeError('an LZ4 frame larger than it should be')
      page.set(block, to)
      to += block.length
    } else to = unpackLz4Block(block, page, to)
    from += 4 + (word & ~IS_PLAIN) + ((flags & HAS_BLOCK_CHECKSUM) !== 0 ? 4 : 0)
  }
  if (to !== sizeBytes) throw new RangeError('an LZ4 frame smaller than it should be')
  return page
}
