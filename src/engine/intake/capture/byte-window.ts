/**
 * Byte window: a source slice by slice, as one stretch of bytes that holds at least the record being read.
 *
 * The next slice is asked for while this one is read. A window is as long as two slices or the longest record needs.
 */

import { readSlice, type ByteSource } from '../source'

export class ByteWindow {
  bytes: Uint8Array
  view: DataView
  /** What is unread lies from `at` up to, not including, `end`. */
  at = 0
  end = 0
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
    return this.nextOffset - (this.end - this.at)
  }

  /** Share of the file that has been in the window, 0 … 1. */
  get readShare(): number {
    return this.source.sizeBytes === 0 ? 1 : this.nextOffset / this.source.sizeBytes
  }

  /** Puts the next slice behind what is unread. @returns false at the file's end @throws SourceLost */
  async more(): Promise<boolean> {
    if (this.coming === null) return false
    const slice = await this.coming
    this.makeRoom(slice.length)
    this.bytes.set(slice, this.end)
    this.end += slice.length
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
    if (this.end + length <= this.bytes.length) return
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
  }
}
