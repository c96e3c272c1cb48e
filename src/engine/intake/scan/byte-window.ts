/**
 * Byte window: the stretch of the file that the loops look at. It moves on through a range and some way beyond, to the end of the last row.
 *
 * Every byte is read once, and each piece's fingerprint is taken as it comes in. The next read is under way while the loops work.
 */

import { readSlice, type ByteSource } from '../source'
import { PieceHash } from './piece-hash'
import type { ScanLoops } from './scan-loops'

/** Read at once; one pass of the loops over it takes a millisecond or two. */
export const CHUNK_BYTES = 262_144
/** Read at once beyond the range, for its last row's sake. */
const OVERHANG_BYTES = 16_384
/** The loops look this far behind the last byte, which is followed by a line end where the file has none. */
const ROOM_BEHIND = 128

export class ByteWindow {
  /** Where in the file the window begins, and how many bytes it holds. */
  base: number
  length = 0
  private coming: Promise<Uint8Array> | null
  private readonly hash: PieceHash

  constructor(
    private readonly source: ByteSource,
    private readonly loops: ScanLoops,
    start: number,
    private readonly rangeEnd: number,
    private readonly chunkBytes: number,
    pieceBytes: number,
  ) {
    this.base = start
    this.hash = new PieceHash(pieceBytes)
    this.coming = this.next()
  }

  get end(): number {
    return this.base + this.length
  }

  get isAtEndOfFile(): boolean {
    return this.end === this.source.sizeBytes
  }

  private next(): Promise<Uint8Array> | null {
    const end = this.end
    const step =
      end < this.rangeEnd ? Math.min(this.chunkBytes, this.rangeEnd - end) : Math.min(OVERHANG_BYTES, this.chunkBytes)
    const pastLast = Math.min(this.source.sizeBytes, end + step)
    if (pastLast === end) return null
    const coming = readSlice(this.source, end, pastLast)
    // Whoever awaits it hears of a failure; nobody may, if the work is cancelled first.
    coming.catch(() => undefined)
    return coming
  }

  /**
   * Drops the bytes before `from`, counted from the window's start, and adds the next ones.
   * @throws SourceLost
   */
  async extend(from: number): Promise<void> {
    const added = await this.coming
    if (added === null) return
    const kept = this.length - from
    const bytes = this.loops.window(Math.max(this.length, kept + added.length) + ROOM_BEHIND)
    bytes.copyWithin(0, from, this.length)
    bytes.set(added, kept)
    this.base += from
    this.length = kept + added.length
    const inRange = Math.min(added.length, this.rangeEnd - (this.end - added.length))
    this.coming = this.next()
    if (inRange <= 0) return
    this.hash.add(bytes.subarray(kept, kept + inRange), (lanes, start, blockCount) =>
      this.loops.mixBlocks(lanes, kept + start, blockCount),
    )
  }

  /** @param start counted from the window's start; so is `end` */
  bytes(start: number, end: number): Uint8Array {
    return this.loops.window(this.length + ROOM_BEHIND).subarray(start, end)
  }

  /** Puts a byte behind the last one, or in place of it. @returns the byte that was there */
  put(at: number, byte: number): number {
    const bytes = this.loops.window(this.length + ROOM_BEHIND)
    const before = bytes[at]!
    bytes[at] = byte
    return before
  }

  /** Reads what is left of the range for its fingerprint's sake. @returns 8 bytes per piece */
  async pieceHashes(): Promise<Uint8Array> {
    while (this.end < this.rangeEnd) await this.extend(this.length)
    return this.hash.finish()
  }
}
