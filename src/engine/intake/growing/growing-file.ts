/**
 * Growing file: how far a file that is still being written has been read, and whether it is still the same file.
 *
 * Whoever looks sees a file by its name: that it was cut short (copied away and emptied) or that another stands in its place (moved
 * away and begun anew) shows in its size and in bytes that were there before. What is compared are its first bytes and the last
 * ones read; a header of many columns can be the same in both files, the rows behind it are not.
 */

import { readSlice, type ByteSource } from '../source'

/** How a file came to be another: fewer bytes than were read, or other ones. */
export type BegunAnew = 'cut short' | 'another file'

const COMPARED_BYTES = 1024

export class GrowingFile {
  /** Bytes read. */
  position = 0
  private head: Uint8Array = new Uint8Array(0)
  /** The bytes just before `position`. */
  private last: Uint8Array = new Uint8Array(0)

  /** @returns null if what was read before is still there @throws SourceLost */
  async change(source: ByteSource): Promise<BegunAnew | null> {
    if (source.sizeBytes < this.position) return 'cut short'
    const head = await readSlice(source, 0, this.head.length)
    const last = await readSlice(source, this.position - this.last.length, this.position)
    return sameBytes(head, this.head) && sameBytes(last, this.last) ? null : 'another file'
  }

  beginAnew(): void {
    this.position = 0
    this.head = this.last = new Uint8Array(0)
  }

  /** Reads on from somewhere inside. @throws SourceLost */
  async goTo(source: ByteSource, position: number): Promise<void> {
    this.position = position
    this.head = await readSlice(source, 0, Math.min(position, COMPARED_BYTES))
    this.last = await readSlice(source, Math.max(0, position - COMPARED_BYTES), position)
  }

  /** @param bytes those behind `position` */
  advance(bytes: Uint8Array): void {
    this.position += bytes.length
    if (this.head.length < COMPARED_BYTES)
      this.head = joined(this.head, bytes.subarray(0, COMPARED_BYTES - this.head.length))
    const both = bytes.length >= COMPARED_BYTES ? bytes : joined(this.last, bytes)
    this.last = both.slice(Math.max(0, both.length - COMPARED_BYTES))
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])
