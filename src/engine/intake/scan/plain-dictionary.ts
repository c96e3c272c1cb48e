/**
 * Plain dictionary: the twin of src/kernels/scan/dictionaries.ts, for one column.
 *
 * The same codes in the same order, and slots of the same four words; the hash is another, since plain JavaScript multiplies no 64 bits.
 * The key of a cell of up to 7 bytes is those bytes and its length; a longer one has its hash for a key, and its bytes are compared.
 */

import type { Entries } from './scanned-range'

const FIRST_SLOTS = 64
const FIRST_BYTES = 1024
const PRIME = 0x9e3779b1
/** On top of a longer cell's key, where a shorter one has 1 … 8. */
const LONG = 0xff << 24

export class PlainDictionary {
  entryCount = 0
  /** Two words of key, the code, and how often it came; a free slot has zeros. */
  private slots = new Int32Array(FIRST_SLOTS * 4)
  private slotCount = FIRST_SLOTS
  private offsets = new Uint32Array(FIRST_SLOTS / 2 + 1)
  private bytes = new Uint8Array(FIRST_BYTES)

  /** The code of the cell that lies from `start` up to `end`, new or not; counts it. */
  codeOf(source: Uint8Array, start: number, end: number): number {
    const length = end - start
    let low = 0
    let high = LONG | length
    if (length < 8) {
      high = (length + 1) << 24
      const middle = length < 4 ? end : start + 4
      for (let at = start, shift = 0; at < middle; at++, shift += 8) low |= source[at]! << shift
      for (let at = middle, shift = 0; at < end; at++, shift += 8) high |= source[at]! << shift
    } else for (let at = start; at < end; at++) low = Math.imul(low ^ source[at]!, PRIME) ^ (low >>> 15)
    const { slots, slotCount } = this
    for (let slot = slotOf(low, high, slotCount); ; slot = (slot + 1) & (slotCount - 1)) {
      const at = slot * 4
      if (slots[at + 1] === 0) return this.insert(at, low, high, source, start, end)
      if (slots[at] !== low || slots[at + 1] !== high) continue
      const code = slots[at + 2]!
      if (length > 7 && !this.isEntry(code, source, start, end)) continue
      slots[at + 3]!++
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

  private insert(at: number, low: number, high: number, source: Uint8Array, start: number, end: number): number {
    if (this.entryCount * 2 === this.slotCount) {
      this.enlarge()
      return this.codeOf(source, start, end)
    }
    const code = this.entryCount++
    const kept = this.offsets[code]!
    const pastLast = kept + end - start
    if (pastLast > this.bytes.length) this.bytes = enlarged(this.bytes, Math.max(pastLast, this.bytes.length * 2))
    for (let from = start; from < end; from++) this.bytes[kept + from - start] = source[from]!
    this.offsets[code + 1] = pastLast
    const { slots } = this
    slots[at] = low
    slots[at + 1] = high
    slots[at + 2] = code
    slots[at + 3] = 1
    return code
  }

  private enlarge(): void {
    const before = this.slots
    const slotCount = this.slotCount * 2
    const slots = new Int32Array(slotCount * 4)
    for (let from = 0; from < before.length; from += 4) {
      if (before[from + 1] === 0) continue
      let slot = slotOf(before[from]!, before[from + 1]!, slotCount)
      while (slots[slot * 4 + 1] !== 0) slot = (slot + 1) & (slotCount - 1)
      for (let word = 0; word < 4; word++) slots[slot * 4 + word] = before[from + word]!
    }
    this.slots = slots
    this.slotCount = slotCount
    this.offsets = enlarged(this.offsets, slotCount / 2 + 1)
  }

  entries(first: number, pastLast: number): Entries {
    const start = this.offsets[first]!
    const offsets = this.offsets.slice(first, pastLast + 1).map((offset) => offset - start)
    return { bytes: this.bytes.slice(start, this.offsets[pastLast]), offsets }
  }

  counts(): Uint32Array {
    const counts = new Uint32Array(this.entryCount)
    for (let at = 0; at < this.slots.length; at += 4) {
      if (this.slots[at + 1] !== 0) counts[this.slots[at + 2]!] = this.slots[at + 3]!
    }
    return counts
  }
}

function slotOf(low: number, high: number, slotCount: number): number {
  const hash = Math.imul(low ^ Math.imul(high, PRIME), PRIME)
  return (hash ^ (hash >>> 15)) & (slotCount - 1)
}

function enlarged<T extends Uint8Array | Uint32Array>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(length)
  larger.set(array)
  return larger
}
