/**
 * Dictionaries: per column, the different cells seen so far, each with a code in order of first appearance.
 *
 * An entry has 8 bytes: a cell of up to 7 bytes with its length on top, so that equal entries are equal cells, or the length and the
 * address of a longer one. Open addressing finds it: a slot has 4 bytes, the entry's code + 1, 0 if it is free. So a column of 65,535
 * different cells has its slots in the second-level cache, and memory that nobody has touched yet, the dearest there is, is taken as
 * little as can be (slots that held key and count too took three times as much).
 * Multiplying by 2⁶⁴ / φ and keeping the top bits spreads keys that differ in few bits.
 * Source: D. E. Knuth, The Art of Computer Programming 3, section 6.4 (multiplicative hashing).
 */

const GOLDEN: u64 = 0x9e3779b97f4a7c15
/** On top of a longer cell's entry, where a shorter one has 1 … 8. */
const LONG: u64 = 0xff << 56
/** Bytes of one column's record: slots, shift, entries, entryCount, mode, counts. */
const RECORD: usize = 32
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
/** Of the entry before the first, which is 0 and so no cell's: an entry lies at 8 × what its slot holds. */
export function entriesOf(record: usize): usize {
  return load<u32>(record, 8)
}
/** Likewise, 4 bytes each: how often each entry came. */
export function countsOf(record: usize): usize {
  return load<u32>(record, 20)
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
  // A cell is copied 16 bytes at a time.
  const needed = byteCount + 32
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
  return hash ^ (hash >> 31)
}

export function slotIndex(key: u64, shift: u32): usize {
  return <usize>((key * GOLDEN) >> (<u64>shift))
}

/** The code of a cell, new or not; counts it. */
export function codeOf(record: usize, start: usize, length: usize): u32 {
  const long = length > 7
  const key = long ? longKey(start, length) : shortKey(start, length)
  const slots = slotsOf(record)
  const entries = entriesOf(record)
  const shift = shiftOf(record)
  const mask = ((<usize>1) << (64 - shift)) - 1
  for (let index = slotIndex(key, shift); ; index = (index + 1) & mask) {
    const slot = slots + (index << 2)
    const there = <usize>load<u32>(slot)
    if (there == 0) return insert(record, slot, key, start, length)
    const entry = load<u64>(entries + (there << 3))
    if (long ? !isEntry(entry, start, length) : entry != key) continue
    const count = countsOf(record) + (there << 2)
    store<u32>(count, load<u32>(count) + 1)
    return <u32>there - 1
  }
}

function isEntry(entry: u64, start: usize, length: usize): bool {
  if (<u32>(entry >> 32) != ((<u32>length) | 0xff000000)) return false
  const kept = <usize>(<u32>entry)
  const last = length - 8
  for (let at: usize = 0; at < last; at += 8) {
    if (load<u64>(kept + at) != load<u64>(start + at)) return false
  }
  return load<u64>(kept + last) == load<u64>(start + last)
}

function insert(record: usize, slot: usize, key: u64, start: usize, length: usize): u32 {
  const code = entryCountOf(record)
  const slotBits: u32 = 64 - shiftOf(record)
  if (isFull(code, slotBits)) {
    layOut(record, slotBits + 1)
    return codeOf(record, start, length)
  }
  let entry = key
  if (length > 7) {
    const kept = scratch(length)
    if (kept != start) copyCell(kept, start, length)
    keepScratch(length)
    entry = LONG | ((<u64>length) << 32) | (<u64>kept)
  }
  store<u64>(entriesOf(record) + ((<usize>code + 1) << 3), entry)
  store<u32>(countsOf(record) + ((<usize>code + 1) << 2), 1)
  store<u32>(slot, code + 1)
  store<u32>(record, code + 1, 12)
  return code
}

function isFull(entryCount: u32, slotBits: u32): bool {
  return (entryCount + 1) << (slotBits < LARGE_SLOT_BITS ? <u32>2 : <u32>1) >= (<u32>1) << slotBits
}

/** As `memory.copy`, which takes 30 ns a call; reads and writes up to 15 bytes more. */
function copyCell(target: usize, source: usize, length: usize): void {
  for (let at: usize = 0; at < length; at += 16) v128.store(target + at, v128.load(source + at))
}

/** Makes a column's slots 2ⁿ; what they and the entries lay in before is another column's next time. */
function layOut(record: usize, slotBits: u32): void {
  const before = slotsOf(record)
  const bitsBefore: u32 = 64 - shiftOf(record)
  const entryCount = <usize>entryCountOf(record)
  const slots = takeZeros(slotBits + 2)
  // Half as many entries as slots, the one before the first among them.
  const entries = moved(entriesOf(record), bitsBefore + 2, slotBits + 2, (entryCount + 1) << 3, before != 0)
  const counts = moved(countsOf(record), bitsBefore + 1, slotBits + 1, (entryCount + 1) << 2, before != 0)
  if (before != 0) leaveRoom(before, bitsBefore + 2)
  const shift = 64 - slotBits
  const mask = ((<usize>1) << slotBits) - 1
  for (let code: usize = 1; code <= entryCount; code++) {
    const entry = load<u64>(entries + (code << 3))
    const key = entry >= LONG ? longKey(<usize>(<u32>entry), lengthOf(entry)) : entry
    let index = slotIndex(key, shift)
    while (load<u32>(slots + (index << 2)) != 0) index = (index + 1) & mask
    store<u32>(slots + (index << 2), <u32>code)
  }
  store<u32>(record, slots)
  store<u32>(record, shift, 4)
  store<u32>(record, entries, 8)
  store<u32>(record, counts, 20)
}

/** The room of 2ⁿ bytes that takes the place of a smaller one, with the same in it; a first one has zeros. */
function moved(before: usize, bitsBefore: u32, bits: u32, byteCount: usize, isThere: bool): usize {
  if (!isThere) return takeZeros(bits)
  const room = takeRoom(bits)
  memory.copy(room, before, byteCount)
  leaveRoom(before, bitsBefore)
  return room
}

/** Rooms of 2ⁿ bytes that nobody uses, each with the address of the next. */
const freeRooms = memory.data<u32>([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
])

function takeRoom(sizeBits: u32): usize {
  const room = takeFreeRoom(sizeBits)
  return room == 0 ? heap.alloc((<usize>1) << sizeBits) : room
}

/** What nobody has used is zeros. */
function takeZeros(sizeBits: u32): usize {
  const room = takeFreeRoom(sizeBits)
  if (room == 0) return heap.alloc((<usize>1) << sizeBits)
  memory.fill(room, 0, (<usize>1) << sizeBits)
  return room
}

/** @returns 0 if there is none */
function takeFreeRoom(sizeBits: u32): usize {
  const head = freeRooms + ((<usize>sizeBits) << 2)
  const room = <usize>load<u32>(head)
  if (room != 0) store<u32>(head, load<u32>(room))
  return room
}

function leaveRoom(room: usize, sizeBits: u32): void {
  const head = freeRooms + ((<usize>sizeBits) << 2)
  store<u32>(room, load<u32>(head))
  store<u32>(head, <u32>room)
}

/**
 * Copies the bytes of some entries one behind the other.
 * @param offsets where each begins is written, and where the last ends
 * @param hashes  the hash of each is written, as src/engine/intake/scan/entry-hash.ts has it
 */
export function writeEntries(
  record: usize,
  first: u32,
  pastLast: u32,
  target: usize,
  offsets: usize,
  hashes: usize,
): void {
  const entries = entriesOf(record) + 8
  let at: usize = 0
  for (let code = first; code < pastLast; code++) {
    store<u32>(offsets, <u32>at)
    offsets += 4
    const entry = load<u64>(entries + ((<usize>code) << 3))
    const length = lengthOf(entry)
    if (entry >= LONG) copyCell(target + at, <usize>(<u32>entry), length)
    else store<u64>(target + at, entry)
    store<u32>(hashes, entryHash(target + at, length))
    hashes += 4
    at += length
  }
  store<u32>(offsets, <u32>at)
}

function entryHash(start: usize, length: usize): u32 {
  let hash = 0x811c9dc5 ^ (<u32>length)
  const end = start + length
  let at = start
  for (; at + 4 <= end; at += 4) {
    hash = (hash ^ load<u32>(at)) * 0x01000193
    hash ^= hash >> 15
  }
  for (; at < end; at++) hash = (hash ^ (<u32>load<u8>(at))) * 0x01000193
  hash = (hash ^ (hash >> 16)) * 0x85ebca6b
  return hash ^ (hash >> 13)
}

/** The bytes of some entries together. */
export function entryBytes(record: usize, first: u32, pastLast: u32): usize {
  const entries = entriesOf(record) + 8
  let sum: usize = 0
  for (let code = first; code < pastLast; code++) sum += lengthOf(load<u64>(entries + ((<usize>code) << 3)))
  return sum
}

function lengthOf(entry: u64): usize {
  return entry >= LONG ? <usize>((entry >> 32) & 0xffffff) : <usize>(entry >> 56) - 1
}
