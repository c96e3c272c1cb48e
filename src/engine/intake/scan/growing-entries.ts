/**
 * Growing entries: cells as bytes, one behind the other.
 */

import { growing32 } from './growing'
import type { Entries } from './scanned-range'

const FIRST_BYTES = 256

export class GrowingEntries {
  private bytes = new Uint8Array(FIRST_BYTES)
  private byteCount = 0
  private readonly offsets = growing32()

  add(cell: Uint8Array): void {
    this.offsets.push(this.byteCount)
    const needed = this.byteCount + cell.length
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2))
      larger.set(this.bytes)
      this.bytes = larger
    }
    this.bytes.set(cell, this.byteCount)
    this.byteCount = needed
  }

  finish(): Entries {
    this.offsets.push(this.byteCount)
    return { bytes: this.bytes.slice(0, this.byteCount), offsets: this.offsets.finish() }
  }
}

export const entryAt = ({ bytes, offsets }: Entries, index: number): Uint8Array =>
  bytes.subarray(offsets[index]!, offsets[index + 1]!)
