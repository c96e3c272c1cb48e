/**
 * Check messages: whether the lists in an Arrow file's metadata are as long as they say, before flechette takes them at their word: a
 * length of two thousand million in a damaged file would take all memory there is.
 *
 * Sources: Apache Arrow, format/Message.fbs, Schema.fbs and File.fbs; FlatBuffers internals (flatbuffers.dev): a table begins with the way
 * back to its vtable, which says where each field stands; a vector begins with its length.
 */

import { uint16, uint32, uint64 } from '../packed/little-endian'

/** A table's fields that hold lists, or tables that do, by their place in the schema. */
interface Table {
  /** Bytes of an entry. */
  readonly vectors?: Readonly<Record<number, number>>
  readonly tables?: Readonly<Record<number, () => Table>>
  readonly lists?: Readonly<Record<number, () => Table>>
}

/** A column's number of rows, and how many of them are nothing. */
const NODE_BYTES = 16
const KEY_VALUE: Table = {}
/** What types have of lists: a union's ids, at 1. Other types have a number there, which is no way to a list. */
const UNION: Table = { vectors: { 1: 4 } }
const FIELD: Table = { lists: { 5: () => FIELD, 6: () => KEY_VALUE } }
const UNION_FIELD: Table = { tables: { 3: () => UNION }, lists: { 5: () => FIELD, 6: () => KEY_VALUE } }
const SCHEMA: Table = { vectors: { 3: 8 }, lists: { 1: () => FIELD, 2: () => KEY_VALUE } }
const RECORD_BATCH: Table = { vectors: { 1: NODE_BYTES, 2: 16, 4: 8 } }
const DICTIONARY_BATCH: Table = { tables: { 1: () => RECORD_BATCH } }
const FOOTER: Table = { vectors: { 2: 24, 3: 24 }, tables: { 1: () => SCHEMA }, lists: { 4: () => KEY_VALUE } }
/** By MessageHeader. */
const HEADERS: readonly (Table | undefined)[] = [undefined, SCHEMA, DICTIONARY_BATCH, RECORD_BATCH]
const UNION_TYPE = 14

/** A column of yes and no has a bit per row; what is packed, at most 255 times as many bytes; one of runs, or of nothing, fewer. */
export const [ROWS_PER_BYTE, MOST_PACKED, ROWS_FOR_NOTHING] = [8, 255, 65_536] as const

const CONTINUATION = 0xffffffff
/** ARROW1 and two bytes of padding before, the footer's length and ARROW1 behind. */
const [FILE_START, FILE_END] = [8, 10]
const BLOCK_BYTES = 24
/** Fields of a schema, entries of its notes, and all else that is a table. */
const MOST_TABLES = 100_000

/** @throws RangeError where something lies outside, or there is far too much of it */
export function checkFile(bytes: Uint8Array): void {
  const footerBytes = uint32(within(bytes, bytes.length - FILE_END, 4), bytes.length - FILE_END)
  const start = bytes.length - FILE_END - footerBytes
  if (start < FILE_START) throw new RangeError('a footer that begins before the file')
  const check = new Check(bytes, bytes.length)
  const footer = check.root(start)
  check.table(footer, FOOTER)
  for (const field of [2, 3]) {
    const blocks = check.vectorAt(footer, field, BLOCK_BYTES)
    for (let block = 0; block < blocks.length; block++) {
      const at = uint64(bytes, blocks.at + block * BLOCK_BYTES)
      if (messageAt(bytes, at) === null) throw new RangeError('a batch that lies outside of the file')
    }
  }
}

/** @throws RangeError as above */
export function checkStream(bytes: Uint8Array): void {
  for (let at: number | null = 0; at !== null && at < bytes.length;) at = messageAt(bytes, at)
}

/** @returns where the next message begins, behind this one's body; null at the end of the stream */
function messageAt(bytes: Uint8Array, at: number): number | null {
  if (at + 8 > bytes.length) return null
  const hasMark = uint32(bytes, at) === CONTINUATION
  const length = uint32(bytes, hasMark ? at + 4 : at)
  const start = at + (hasMark ? 8 : 4)
  if (length === 0) return null
  const check = new Check(within(bytes, start, length).subarray(start, start + length), bytes.length)
  const message = check.root(0)
  const header = HEADERS[check.byteAt(message, 1)]
  const content = check.tableAt(message, 2)
  if (header === undefined || content === null) throw new RangeError('a message of an unknown kind')
  check.table(content, header)
  const end = start + length + check.longAt(message, 3)
  if (!(end <= bytes.length)) throw new RangeError('a message whose body was cut off')
  return end
}

function within(bytes: Uint8Array, at: number, length: number): Uint8Array {
  if (!(at >= 0 && at + length <= bytes.length)) throw new RangeError('metadata that was cut off')
  return bytes
}

/** Walks the tables of one message; every one counts. */
class Check {
  private tableCount = 0

  constructor(
    private readonly bytes: Uint8Array,
    private readonly fileBytes: number,
  ) {}

  root(at: number): number {
    return at + uint32(within(this.bytes, at, 4), at)
  }

  table(at: number, { vectors = {}, tables = {}, lists = {} }: Table): void {
    if (++this.tableCount > MOST_TABLES) throw new RangeError('more metadata than any table has')
    for (const [field, stride] of Object.entries(vectors)) this.vectorAt(at, Number(field), stride)
    if (vectors === RECORD_BATCH.vectors) this.rowCounts(at)
    for (const [field, kind] of Object.entries(tables)) {
      const inside = this.tableAt(at, Number(field))
      if (inside !== null) this.table(inside, kind())
    }
    for (const [field, kind] of Object.entries(lists)) {
      const { at: first, length } = this.vectorAt(at, Number(field), 4)
      for (let place = 0; place < length; place++)
        this.table(this.root(first + 4 * place), this.kindOf(kind(), first + 4 * place))
    }
  }

  /** A dictionary is read as a whole, however long it says it is. */
  private rowCounts(batch: number): void {
    const isPacked = this.fieldAt(batch, 3) !== null
    const most = this.fileBytes * ROWS_PER_BYTE * (isPacked ? MOST_PACKED : 1) + ROWS_FOR_NOTHING
    const nodes = this.vectorAt(batch, 1, NODE_BYTES)
    for (let node = 0; node < nodes.length; node++) {
      if (uint64(this.bytes, nodes.at + node * NODE_BYTES) > most)
        throw new RangeError('more rows than there is room for')
    }
    if (this.longAt(batch, 0) > most) throw new RangeError('more rows than there is room for')
  }

  private kindOf(kind: Table, at: number): Table {
    return kind === FIELD && this.byteAt(this.root(at), 2) === UNION_TYPE ? UNION_FIELD : kind
  }

  /** Where a field stands; null if the table has none. */
  private fieldAt(table: number, field: number): number | null {
    const { bytes } = this
    const vtable = table - (uint32(within(bytes, table, 4), table) | 0)
    const entry = 4 + 2 * field
    if (entry >= uint16(within(bytes, vtable, 4), vtable)) return null
    const offset = uint16(within(bytes, vtable + entry, 2), vtable + entry)
    return offset === 0 ? null : table + offset
  }

  vectorAt(table: number, field: number, stride: number): { readonly at: number; readonly length: number } {
    const place = this.fieldAt(table, field)
    if (place === null) return { at: 0, length: 0 }
    const start = this.root(place)
    const length = uint32(within(this.bytes, start, 4), start)
    within(this.bytes, start + 4, length * stride)
    return { at: start + 4, length }
  }

  tableAt(table: number, field: number): number | null {
    const place = this.fieldAt(table, field)
    return place === null ? null : this.root(place)
  }

  byteAt(table: number, field: number): number {
    const place = this.fieldAt(table, field)
    return place === null ? 0 : within(this.bytes, place, 1)[place]!
  }

  longAt(table: number, field: number): number {
    const place = this.fieldAt(table, field)
    return place === null ? 0 : uint64(within(this.bytes, place, 8), place)
  }
}
