/**
 * Byte feed: a source from some place on, of which more and more is looked at and used up.
 */

import { readSlice, type ByteSource } from '../source'

/** Unpacked, some megabytes: cancelling waits for no more than a few pieces of them. */
const PIECE_BYTES = 65_536

export class ByteFeed {
  private held: Uint8Array = new Uint8Array(0)
  private readAt: number

  /** @param end where the source is taken to end */
  constructor(
    private readonly source: ByteSource,
    start = 0,
    private readonly end = source.sizeBytes,
  ) {
    this.readAt = start
  }

  /** Where the next byte stands in the source. */
  get offset(): number {
    return this.readAt - this.held.length
  }

  get isAtEnd(): boolean {
    return this.offset >= this.end
  }

  /** Of what follows at least so many bytes, fewer only if there are no more. Nothing is used up. @throws SourceLost */
  async ahead(byteCount: number): Promise<Uint8Array> {
    if (this.held.length < byteCount && this.readAt < this.end) {
      const end = Math.min(this.end, this.readAt + Math.max(PIECE_BYTES, byteCount - this.held.length))
      const piece = await readSlice(this.source, this.readAt, end)
      const whole = new Uint8Array(this.held.length + piece.length)
      whole.set(this.held)
      whole.set(piece, this.held.length)
      this.held = whole
      this.readAt = end
    }
    return this.held
  }

  use(byteCount: number): void {
    this.held = this.held.subarray(byteCount)
  }

  /** The next piece, whatever its length; empty at the end. @throws SourceLost */
  async piece(): Promise<Uint8Array> {
    const piece = await this.ahead(1)
    this.held = new Uint8Array(0)
    return piece
  }

  /** Gives back the last bytes that `piece` handed out. */
  putBack(bytes: Uint8Array): void {
    this.held = bytes
  }
}
