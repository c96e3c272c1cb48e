/**
 * Dictionaries: per column, the different cells seen so far, each with a code in order of first appearance.
 *
 * Open addressing over slots of 16 bytes: a key, the cell's code and how often it came. The key of a cell of up to 7 bytes is those
 * bytes with the length on top, so that equal keys are equal cells; that of a longer one is a hash, and the bytes are compared.
 * 0 is a free slot. Multiplying by 2⁶⁴ / φ and keeping the top bits spreads keys that differ in few bits.
 * Source: D. E. Knuth, The Art of Computer Programming 3, section 6.4 (multiplicative hashing).
 */

const GOLDEN: u64 = 0x9e3779b97f4a7c15
/** On top of a longer cell's key, where a shorter one has 1 … 8. */
const LONG: u64 = 0xff << 56
/** Bytes of one column's record: slots, shift, entries, entryCount, mode. */
const RECORD: usize = 32
const SLOT: usize = 16
const FIRST_SLOT_BITS: u32 = 6
/** Fewer slots are filled to a quarter only, so that a cell's first slot is nearly always its own; more to a half. */
const LARGE_SLOT_BITS: u32 = 13
/** The bytes of longer cells lie in pieces of this many. */
const ARENA_BYTES: usize = 1 << 20

let records: usize = 0
let arena: usize = 0
let arenaEnd: usize = 0

export function prepareDictionaries(columnCount: u32): void {
  records = heap.alloc(<usize>columnCount * RECORD)
  for (let column: u32 = 0; column < columnCount; column++) layOut(recordOf(column), FIRST_SLOT_BITS)
}

export function recordOf(column: u32): usize {
  return records + <usize>column * RECORD
}
export function slotsOf(record: usize): usize {
  return load<u32>(record)
}
export function shiftOf(record: usize): u32 {
  return load<u32>(record, 4)
}
export function entriesOf(record: usize): usize {
  return load<u32>(record, 8)
}
export function entryCountOf(record: usize): u32 {
  return load<u32>(record, 12)
}
export function modeOf(record: usize): u32 {
  return load<u32>(record, 16)
}
export function setMode(record: usize, mode: u32): void {
  store<u32>(record, mode, 16)
}

/** An address for so many bytes that may become those of a longer cell; they are kept only if the next insertion takes them. */
export function scratch(byteCount: usize): usize {
  const needed = byteCount + 8
  if (arena + needed > arenaEnd) {
    const room = max(ARENA_BYTES, needed)
    arena = heap.alloc(room)
    arenaEnd = arena + room
  }
  return arena
}

/** The same at an address that 16 divides. */
export function alignedScratch(byteCount: usize): usize {
  arena = (arena + 15) & ~(<usize>15)
  return scratch(byteCount)
}

export function keepScratch(byteCount: usize): void {
  arena += byteCount
}

/** Up to 7 bytes; reads 8. */
export function shortKey(start: usize, length: usize): u64 {
  return (load<u64>(start) & (((<u64>1) << ((<u64>length) << 3)) - 1)) | ((<u64>(length + 1)) << 56)
}

function longKey(start: usize, length: usize): u64 {
  let hash = <u64>length
  const last = start + length - 8
  for (let at = start; at < last; at += 8) {
    hash = (hash ^ load<u64>(at)) * GOLDEN
    hash ^= hash >> 29
  }
  hash = (hash ^ load<u64>(last)) * GOLDEN
  return (hash ^ (hash >> 31)) | LONG
}

export function slotIndex(key: u64, shift: u32): usize {
  return <usize>((key * GOLDEN) >> (<u64>shift))
}

/** The code of a cell, new or not; counts it. */
export function codeOf(record: usize, start: usize, length: usize): u32 {
  const long = length > 7
  const key = long ? longKey(start, length) : shortKey(start, length)
  const slots = slotsOf(record)
  const shift = shiftOf(record)
  const mask = ((<usize>1) << (64 - shift)) - 1
  for (let index = slotIndex(key, shift); ; index = (index + 1) & mask) {
    const slot = slots + index * SLOT
    const there = load<u64>(slot)
    if (there == 0) return insert(record, slot, key, start, length)
    if (there != key) continue
    const code = load<u32>(slot, 8)
    if (long && !isEntry(load<u64>(entriesOf(record) + ((<usize>code) << 3)), start, length)) continue
    store<u32>(slot, load<u32>(slot, 12) + 1, 12)
    return code
  }
}

function isEntry(entry: u64, start: usize, length: usize): bool {
  if (<usize>((entry >> 32) & 0xffffff) != length) return false
  const kept = <usize>(<u32>entry)
  const last = length - 8
  for (let at: usize = 0; at < last; at += 8) {
    if (load<u64>(kept + at) != load<u64>(start + at)) return false
  }
  return load<u64>(kept + last) == load<u64>(start + last)
}

/** An entry is a short cell's key, or the length (24 bits) and the address (32) of a longer one's bytes. */
function insert(record: usize, slot: usize, key: u64, start: usize, length: usize): u32 {
  const code = entryCountOf(record)
  const slotBits = 64 - shiftOf(record)
  if (code << 1 >= (<u32>1) << slotBits) {
    layOut(record, slotBits + 1)
    return codeOf(record, start, length)
  }
  let entry = key
  if (length > 7) {
    const kept = scratch(length)
    if (kept != start) memory.copy(kept, start, length)
    keepScratch(length)
    entry = LONG | ((<u64>length) << 32) | (<u64>kept)
  }
  store<u64>(entriesOf(record) + ((<usize>code) << 3), entry)
  store<u64>(slot, key)
  store<u32>(slot, code, 8)
  store<u32>(slot, 1, 12)
  store<u32>(record, code + 1, 12)
  return code
}

/** Twice the slots for a column; the old ones are left behind, together no more than the new. */
function layOut(record: usize, slotBits: u32): void {
  const before = slotsOf(record)
  const entriesBefore = entriesOf(record)
  const entryCount = entryCountOf(record)
  const slots = heap.alloc(((<usize>1) << slotBits) * SLOT)
  const entries = heap.alloc(((<usize>1) << slotBits) << 2)
  const shift = 64 - slotBits
  const mask = ((<usize>1) << slotBits) - 1
  if (before != 0) {
    memory.copy(entries, entriesBefore, (<usize>entryCount) << 3)
    const end = before + ((<usize>1) << (slotBits - 1)) * SLOT
    for (let from = before; from < end; from += SLOT) {
      const key = load<u64>(from)
      if (key == 0) continue
      let index = slotIndex(key, shift)
      while (load<u64>(slots + index * SLOT) != 0) index = (index + 1) & mask
      v128.store(slots + index * SLOT, v128.load(from))
    }
  }
  store<u32>(record, slots)
  store<u32>(record, shift, 4)
  store<u32>(record, entries, 8)
}

/** Writes how often each entry of a column came, 4 bytes each, by code. */
export function writeCounts(record: usize, target: usize): void {
  const slots = slotsOf(record)
  const end = slots + ((<usize>1) << (64 - shiftOf(record))) * SLOT
  for (let slot = slots; slot < end; slot += SLOT) {
    if (load<u64>(slot) != 0) store<u32>(target + ((<usize>load<u32>(slot, 8)) << 2), load<u32>(slot, 12))
  }
}
