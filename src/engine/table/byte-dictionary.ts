/**
 * Byte dictionary: different texts, given as bytes, each with a code in order of first appearance.
 *
 * Open addressing, at most two thirds full, over codes; a text's hash is kept, so that bytes are compared only where hashes agree.
 */

import type { Entries } from '../intake/scan/scanned-range'

const FREE = -1

export class ByteDictionary {
  length = 0
  private bytes: Uint8Array
  private offsets: Uint32Array
  private hashes: Uint32Array
  private slots: Int32Array

  /** @param entryRoom how many different texts there may be, about, and the bytes of all of them */
  constructor(entryRoom: number, byteRoom: number) {
    this.bytes = new Uint8Array(Math.max(256, byteRoom))
    this.offsets = new Uint32Array(Math.max(16, entryRoom) + 1)
    this.hashes = new Uint32Array(this.offsets.length)
    this.slots = slotsFor(this.offsets.length)
  }

  /**
   * Takes texts that all differ from each other and from those here; but one may be empty, if the empty one is here, with code 0.
   * @returns their codes
   */
  addDifferent({ bytes, offsets, hashes }: Required<Entries>): Uint32Array {
    const codes = new Uint32Array(hashes.length)
    const base = this.offsets[this.length]!
    if (base + bytes.length > this.bytes.length) this.growBytes(base + bytes.length)
    this.bytes.set(bytes, base)
    while (this.length + hashes.length >= this.offsets.length) this.growEntries()
    const mask = this.slots.length - 1
    for (let entry = 0; entry < codes.length; entry++) {
      if (offsets[entry] === offsets[entry + 1]) continue
      const code = this.length++
      this.offsets[code + 1] = base + offsets[entry + 1]!
      this.hashes[code] = hashes[entry]!
      let slot = hashes[entry]! & mask
      while (this.slots[slot] !== FREE) slot = (slot + 1) & mask
      this.slots[slot] = code
      codes[entry] = code
    }
    return codes
  }

  /** @param hash as entry-hash.ts has it. @returns its code, new or not */
  add(source: Uint8Array, start: number, end: number, hash: number): number {
    const { slots, hashes } = this
    const mask = slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = slots[slot]!
      if (code === FREE) return this.insert(slot, hash, source, start, end)
      if (hashes[code] === hash && this.holds(code, source, start, end)) return code
    }
  }

  private holds(code: number, source: Uint8Array, start: number, end: number): boolean {
    const { bytes } = this
    let at = this.offsets[code]!
    if (this.offsets[code + 1]! - at !== end - start) return false
    for (let from = start; from < end; from++) if (bytes[at++] !== source[from]) return false
    return true
  }

  private insert(slot: number, hash: number, source: Uint8Array, start: number, end: number): number {
    if (this.length + 1 === this.offsets.length) {
      this.growEntries()
      return this.add(source, start, end, hash)
    }
    const code = this.length++
    let at = this.offsets[code]!
    if (at + end - start > this.bytes.length) this.growBytes(at + end - start)
    const { bytes } = this
    for (let from = start; from < end; from++) bytes[at++] = source[from]!
    this.offsets[code + 1] = at
    this.hashes[code] = hash
    this.slots[slot] = code
    return code
  }

  private growEntries(): void {
    this.offsets = grown(this.offsets, new Uint32Array(this.offsets.length * 2 - 1))
    this.hashes = grown(this.hashes, new Uint32Array(this.offsets.length))
    this.slots = slotsFor(this.offsets.length)
    const mask = this.slots.length - 1
    for (let code = 0; code < this.length; code++) {
      let slot = this.hashes[code]! & mask
      while (this.slots[slot] !== FREE) slot = (slot + 1) & mask
      this.slots[slot] = code
    }
  }

  private growBytes(needed: number): void {
    this.bytes = grown(this.bytes, new Uint8Array(Math.max(needed, this.bytes.length * 2)))
  }

  /** All texts by code, as copies of their own. */
  entries(): Entries {
    return {
      bytes: this.bytes.slice(0, this.offsets[this.length]),
      offsets: this.offsets.slice(0, this.length + 1),
    }
  }
}

/** At most two thirds are filled. */
const slotsFor = (entryRoom: number): Int32Array =>
  new Int32Array(2 ** Math.ceil(Math.log2(entryRoom * 1.5))).fill(FREE)

function grown<T extends Uint8Array | Uint32Array | Int32Array>(values: T, larger: T): T {
  larger.set(values)
  return larger
}
