/**
 * Plain dictionary: the twin of src/kernels/scan/dictionaries.ts, for one column.
 *
 * The same codes in the same order; its hash is another, since plain JavaScript multiplies no 64 bits.
 */

import type { Entries } from './scanned-range'

const FIRST_SLOTS = 64
const FIRST_BYTES = 1024
const PRIME = 0x01000193
const START = 0x811c9dc5

export class PlainDictionary {
  entryCount = 0
  /** Per slot a code + 1; 0 is a free one. */
  private slots = new Uint32Array(FIRST_SLOTS)
  private hashes = new Uint32Array(FIRST_SLOTS / 2)
  private offsets = new Uint32Array(FIRST_SLOTS / 2 + 1)
  private timesSeen = new Uint32Array(FIRST_SLOTS / 2)
  private bytes = new Uint8Array(FIRST_BYTES)

  /** The code of the cell that lies from `start` up to `end`, new or not; counts it. */
  codeOf(source: Uint8Array, start: number, end: number): number {
    let hash = START
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ source[at]!, PRIME)
    hash = (hash ^ (hash >>> 15)) >>> 0
    const { slots } = this
    const mask = slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = slots[slot]! - 1
      if (code < 0) return this.insert(slot, hash, source, start, end)
      if (this.hashes[code] !== hash || !this.isEntry(code, source, start, end)) continue
      this.timesSeen[code]!++
      return code
    }
  }

  private isEntry(code: number, source: Uint8Array, start: number, end: number): boolean {
    const { bytes } = this
    let at = this.offsets[code]!
    if (this.offsets[code + 1]! - at !== end - start) return false
    for (let from = start; from < end; from++) if (bytes[at++] !== source[from]) return false
    return true
  }

  private insert(slot: number, hash: number, source: Uint8Array, start: number, end: number): number {
    if (this.entryCount === this.hashes.length) {
      this.enlarge()
      return this.codeOf(source, start, end)
    }
    const code = this.entryCount++
    const at = this.offsets[code]!
    const pastLast = at + end - start
    if (pastLast > this.bytes.length) this.bytes = enlarged(this.bytes, Math.max(pastLast, this.bytes.length * 2))
    for (let from = start; from < end; from++) this.bytes[at + from - start] = source[from]!
    this.offsets[code + 1] = pastLast
    this.hashes[code] = hash
    this.timesSeen[code] = 1
    this.slots[slot] = code + 1
    return code
  }

  private enlarge(): void {
    const slotCount = this.slots.length * 2
    this.slots = new Uint32Array(slotCount)
    for (let code = 0; code < this.entryCount; code++) {
      let slot = this.hashes[code]! & (slotCount - 1)
      while (this.slots[slot] !== 0) slot = (slot + 1) & (slotCount - 1)
      this.slots[slot] = code + 1
    }
    this.hashes = enlarged(this.hashes, slotCount / 2)
    this.offsets = enlarged(this.offsets, slotCount / 2 + 1)
    this.timesSeen = enlarged(this.timesSeen, slotCount / 2)
  }

  entries(first: number, pastLast: number): Entries {
    const start = this.offsets[first]!
    const offsets = this.offsets.slice(first, pastLast + 1).map((offset) => offset - start)
    return { bytes: this.bytes.slice(start, this.offsets[pastLast]), offsets }
  }

  counts(): Uint32Array {
    return this.timesSeen.slice(0, this.entryCount)
  }
}

function enlarged<T extends Uint8Array | Uint32Array>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(length)
  larger.set(array)
  return larger
}
