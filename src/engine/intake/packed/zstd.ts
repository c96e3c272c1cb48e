/**
 * Zstandard: one file, packed in one frame or many.
 *
 * fzstd unpacks the blocks. Where frames begin and end, and how much memory they ask for, is read here, so that a frame that asks for
 * gigabytes is refused, one that breaks off gives what came before, and one that is to be skipped is.
 * Source: RFC 8878.
 */

import { Decompress } from 'fzstd'
import { bytes as bytesInWords, count } from '../../../wording/numbers'
import { refusal, success, type Outcome } from '../../failure'
import type { Converter } from '../conversion'
import type { ByteSource } from '../source'
import { ByteFeed } from './byte-feed'
import { uint32 } from './little-endian'
import { nameInside } from './name-inside'
import { unpackInto } from './unpack-into'
import { Unpacked } from './unpacked'
import {
  BLOCK_HEADER_BYTES,
  blockHeader,
  FRAME_MAGIC,
  frameHeader,
  LARGEST_FRAME_HEADER,
  type FrameHeader,
} from './zstd-frames'

/** What `zstd --long` asks for, and the most that zstd itself unpacks unasked. */
const LARGEST_WINDOW = 134_217_728
const CHECK_SUM_BYTES = 4
/** The check sum stands behind the last block, where fzstd, told that nothing follows, would miss it. */
const [FLAGS_AT, HAS_CHECK_SUM] = [4, 4]

export const zstd: Converter = {
  name: 'zstd',
  recognise: ({ bytes }) => bytes.length >= 8 && (uint32(bytes, 0) === FRAME_MAGIC || isSkippedFrame(bytes)),
  convert: (source, _, __, store, pulse) =>
    unpackInto(store, nameInside(source.name, /\.(zst|zstd)$/i, /\.tzst$/i), async (sink) => {
      const unpacked = new Unpacked(source, sink, pulse)
      const trouble = await readFrames(source, unpacked)
      if (trouble !== null && 'windowBytes' in trouble) return windowTooLarge(source, trouble.windowBytes)
      if (unpacked.sizeBytes === 0 && trouble !== null) return nothingInside(source, trouble.warning)
      const warnings = trouble === null ? [] : [trouble.warning]
      return success({ container: 'zstd', warnings, partlyRead: trouble !== null })
    }),
}

const isSkippedFrame = (bytes: Uint8Array): boolean => frameHeader(bytes)?.kind === 'skipped'

type Trouble = { readonly warning: string } | { readonly windowBytes: number }

async function readFrames(source: ByteSource, unpacked: Unpacked): Promise<Trouble | null> {
  const feed = new ByteFeed(source)
  while (!feed.isAtEnd) {
    const at = feed.offset
    const header = frameHeader(await feed.ahead(LARGEST_FRAME_HEADER))
    if (header === null) return { warning: damaged(source, at) }
    if (header.kind === 'skipped') {
      if (at + header.headerBytes + header.sizeBytes > source.sizeBytes) return { warning: cutOff(source, unpacked) }
      await skip(feed, header.headerBytes + header.sizeBytes)
    } else {
      if (header.windowBytes > LARGEST_WINDOW) return { windowBytes: header.windowBytes }
      const stop = await readFrame(feed, header, unpacked)
      if (stop === 'cut off') return { warning: cutOff(source, unpacked) }
      if (stop === 'broken') return { warning: damaged(source, feed.offset) }
    }
  }
  return null
}

async function skip(feed: ByteFeed, byteCount: number): Promise<void> {
  for (let left = byteCount; left > 0;) {
    const held = await feed.ahead(1)
    const used = Math.min(left, held.length)
    feed.use(used)
    left -= used
  }
}

/** Block by block: fzstd is given a block at a time, and answers at once. */
async function readFrame(
  feed: ByteFeed,
  { headerBytes, hasCheckSum }: Extract<FrameHeader, { kind: 'frame' }>,
  unpacked: Unpacked,
): Promise<'end' | 'cut off' | 'broken'> {
  let pieces: Uint8Array[] = []
  const decompress = new Decompress((piece) => void pieces.push(piece))
  const header = (await feed.ahead(headerBytes)).slice(0, headerBytes)
  header[FLAGS_AT]! &= ~HAS_CHECK_SUM
  feed.use(headerBytes)
  for (let isFirst = true; ; isFirst = false) {
    const held = await feed.ahead(BLOCK_HEADER_BYTES)
    if (held.length < BLOCK_HEADER_BYTES) return 'cut off'
    const block = blockHeader(held)
    if (block === null) return 'broken'
    const length = BLOCK_HEADER_BYTES + block.packedBytes
    const bytes = (await feed.ahead(length)).subarray(0, length)
    if (bytes.length < length) return 'cut off'
    if (!pushed(decompress, isFirst ? joined(header, bytes) : bytes, block.isLast)) return 'broken'
    feed.use(length)
    for (const piece of pieces) await unpacked.take(piece, feed.offset)
    pieces = []
    if (block.isLast) break
  }
  if (!hasCheckSum) return 'end'
  if ((await feed.ahead(CHECK_SUM_BYTES)).length < CHECK_SUM_BYTES) return 'cut off'
  feed.use(CHECK_SUM_BYTES)
  return 'end'
}

/** @returns false if the bytes are no block */
function pushed(decompress: Decompress, bytes: Uint8Array, isLast: boolean): boolean {
  try {
    decompress.push(bytes, isLast)
    return true
  } catch {
    return false
  }
}

function joined(header: Uint8Array, block: Uint8Array): Uint8Array {
  const whole = new Uint8Array(header.length + block.length)
  whole.set(header)
  whole.set(block, header.length)
  return whole
}

const cutOff = ({ name, sizeBytes }: ByteSource, { sizeBytes: unpackedBytes }: Unpacked): string =>
  `${name} is cut off at byte ${count(sizeBytes)}: the ${count(unpackedBytes)} bytes that could be unpacked were read, the last line may be incomplete.`

const damaged = ({ name }: ByteSource, offset: number): string =>
  `${name} is damaged at byte ${count(offset)}: what could be unpacked before was read, the rest is missing.`

const nothingInside = ({ name, sizeBytes }: ByteSource, warning: string): Outcome<never> =>
  refusal('unreadable-file', `Nothing of ${name} can be unpacked.`, {
    found: warning,
    needed: 'a zstd file that is whole at least at its beginning, and needs no dictionary',
    where: `${count(sizeBytes)} bytes`,
    advice: 'Copy or download it again, then drop it here.',
  })

const windowTooLarge = ({ name }: ByteSource, windowBytes: number): Outcome<never> =>
  refusal('too-large', `${name} asks for ${bytesInWords(windowBytes)} of memory to be unpacked.`, {
    found: `a window of ${bytesInWords(windowBytes)}`,
    needed: `at most ${bytesInWords(LARGEST_WINDOW)}, as zstd itself unpacks unasked`,
    where: name,
    advice: 'Unpack it with zstd --long=31 -d and drop what is inside.',
  })
