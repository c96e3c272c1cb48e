/**
 * Byte window: a source slice by slice, as one stretch of bytes that holds at least the record being read.
 *
 * Slices are long, for browsers read them slowly one by one, and are shown in shorter stretches, so that whoever reads can
 * breathe between. The next slice is asked for while this one is read. A window is as long as two slices or the longest
 * record needs.
 */

import { readSlice, type ByteSource } from '../source'

/**
 * 1 GB read in Chromium 156, packets and all, two busy cores: 103 to 374 MB/s with slices of 1 MiB, 149 to 594 with 4,
 * 319 to 420 with 8 and more (2026-11-26).
 */
export const SLICE_BYTES = 4_194_304

/** At 100 MB/s, the least that making flows of the packets is to do, 5 ms. */
const STRETCH_BYTES = 524_288

export class ByteWindow {
  bytes: Uint8Array
  view: DataView
  /** What is unread and shown lies from `at` up to, not including, `end`. */
  at = 0
  end = 0
  /** Where what has been read from the source ends. */
  private filled = 0
  /** In the file, of the first byte not yet in the window. */
  private nextOffset = 0
  private coming: Promise<Uint8Array> | null = null

  constructor(
    private readonly source: ByteSource,
    private readonly sliceBytes: number,
  ) {
    this.bytes = new Uint8Array(Math.min(2 * sliceBytes, source.sizeBytes))
    this.view = new DataView(this.bytes.buffer)
    this.ask()
  }

  /** In the file, of the byte `at` is on. */
  get offset(): number {
    return this.nextOffset - (this.filled - this.at)
  }

  /** Shows the next stretch. @returns false at the file's end @throws SourceLost */
  async more(): Promise<boolean> {
    if (this.end === this.filled && !(await this.fill())) return false
    this.end = Math.min(this.filled, this.end + STRETCH_BYTES)
    return true
  }

  /** Puts the next slice behind what is unread. @returns false at the file's end */
  private async fill(): Promise<boolean> {
    if (this.coming === null) return false
    const slice = await this.coming
    this.makeRoom(slice.length)
    this.bytes.set(slice, this.filled)
    this.filled += slice.length
    this.nextOffset += slice.length
    this.ask()
    return true
  }

  private ask(): void {
    const { sizeBytes } = this.source
    const start = this.nextOffset
    this.coming = null
    if (start >= sizeBytes) return
    this.coming = readSlice(this.source, start, Math.min(sizeBytes, start + this.sliceBytes))
    // Whoever awaits it hears of a failure; nobody does if reading stops before.
    this.coming.catch(() => undefined)
  }

  /** Moves what is unread to the front if there is too little room behind it, and into a longer window if still so. */
  private makeRoom(length: number): void {
    if (this.filled + length <= this.bytes.length) return
    const unread = this.bytes.subarray(this.at, this.end)
    if (unread.length + length > this.bytes.length) {
      const longer = new Uint8Array(2 * (unread.length + length))
      longer.set(unread)
      this.bytes = longer
      this.view = new DataView(longer.buffer)
    } else {
      this.bytes.copyWithin(0, this.at, this.end)
    }
    this.at = 0
    this.end = unread.length
    this.filled = unread.length
  }
}
