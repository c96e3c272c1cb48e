/**
 * Zstandard frames: where a frame ends and what memory it asks for, without unpacking it.
 *
 * Source: RFC 8878, sections 3.1.1 (frames, their header, blocks) and 3.1.2 (frames to be skipped).
 */

import { uint16, uint32, uint64 } from './little-endian'

export const FRAME_MAGIC = 0xfd2fb528
/** Sixteen of them, the last four bits are anyone's. */
const SKIPPED_MAGIC = 0x184d2a5

export type FrameHeader =
  | {
      readonly kind: 'frame'
      readonly headerBytes: number
      readonly windowBytes: number
      readonly hasCheckSum: boolean
    }
  | { readonly kind: 'skipped'; readonly headerBytes: number; readonly sizeBytes: number }

/** Holds any header. */
export const LARGEST_FRAME_HEADER = 18
export const BLOCK_HEADER_BYTES = 3

/** @returns null if no frame begins here, or one that needs a dictionary */
export function frameHeader(bytes: Uint8Array): FrameHeader | null {
  if (bytes.length < 8) return null
  const magic = uint32(bytes, 0)
  if (magic >>> 4 === SKIPPED_MAGIC) return { kind: 'skipped', headerBytes: 8, sizeBytes: uint32(bytes, 4) }
  if (magic !== FRAME_MAGIC) return null
  const flags = bytes[4]!
  const isSingleSegment = (flags & 0x20) !== 0
  const dictionaryBytes = [0, 1, 2, 4][flags & 3]!
  const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][flags >> 6]!
  const sizeAt = 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes
  const headerBytes = sizeAt + sizeBytes
  if (bytes.length < headerBytes || (flags & 8) !== 0) return null
  const hasDictionary = bytes.subarray(sizeAt - dictionaryBytes, sizeAt).some((byte) => byte !== 0)
  if (hasDictionary) return null
  const windowBytes = isSingleSegment ? contentSize(bytes, sizeAt, sizeBytes) : windowSize(bytes[5]!)
  return { kind: 'frame', headerBytes, windowBytes, hasCheckSum: (flags & 4) !== 0 }
}

function contentSize(bytes: Uint8Array, at: number, width: number): number {
  if (width === 1) return bytes[at]!
  if (width === 2) return uint16(bytes, at) + 256
  return width === 4 ? uint32(bytes, at) : uint64(bytes, at)
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3))
  return base + (base / 8) * (descriptor & 7)
}

export interface BlockHeader {
  readonly isLast: boolean
  /** What stands in the file: a repeated byte is one, however often it is repeated. */
  readonly packedBytes: number
}

/** @returns null if no block begins so */
export function blockHeader(bytes: Uint8Array): BlockHeader | null {
  const header = bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16)
  const kind = (header >> 1) & 3
  const size = header >> 3
  if (kind === 3 || size > 131_072) return null
  return { isLast: (header & 1) === 1, packedBytes: kind === 1 ? 1 : size }
}
