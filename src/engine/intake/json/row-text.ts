/**
 * Row text: rows as the lines of a delimited text, tabs between the cells and nothing quoted.
 *
 * A record is a line, and one that is no row an empty line, so that a line's number is the record's. Where a column turns up late, the
 * lines before it are short: `finish` gives them the tabs they lack, which takes a copy of the text and no second look at the file.
 */

import type { ByteSink, ByteStore } from '../conversion'
import type { ByteSource } from '../source'
import type { Pulse } from '../../numeric/pulse'
import { BACKSLASH, isBlank, LINE_FEED, QUOTE, SPACE, TAB } from './bytes'
import { decoderOf } from '../encoding'
import { Written, type RecordReader } from './record-reader'
import type { AddedCell, RowColumns } from './row-columns'
import { writeString } from './string-text'
import { widened, type Stretch } from './widened'

/** Given to the sink at once. */
const CHUNK_BYTES = 1_048_576
/** Room for the rows of a small file. */
const FIRST_BYTES = 16_384
const DELETE = 127

export class RowText {
  lineCount = 0
  private chunk = new Uint8Array(FIRST_BYTES)
  private length = 0
  private flushedBytes = 0
  private readonly stretches: Stretch[] = []
  private columnCount: number
  private readonly sink: ByteSink

  constructor(
    private readonly store: ByteStore,
    private readonly name: string,
    readonly columns: RowColumns,
  ) {
    this.columnCount = columns.names.length
    this.sink = store.open(name)
  }

  get isFull(): boolean {
    return this.length >= CHUNK_BYTES
  }

  /** Of all lines so far. */
  get sizeBytes(): number {
    return this.flushedBytes + this.length
  }

  async flush(): Promise<void> {
    if (this.length === 0) return
    await this.sink.write(this.chunk.subarray(0, this.length))
    this.flushedBytes += this.length
    this.length = 0
  }

  drop(): Promise<void> {
    return this.sink.drop()
  }

  /** The whole text, every row with a cell for every column. @throws SourceLost, Cancelled */
  async finish(pulse: Pulse): Promise<ByteSource> {
    await this.flush()
    const text = await this.sink.finish()
    return this.stretches.length === 0
      ? text
      : widened(text, this.stretches, this.columnCount, this.store.open(this.name), pulse)
  }

  emptyLine(): void {
    this.makeRoom(1)
    this.endLine()
  }

  /**
   * Writes the record that was read last.
   * @param added as many for every row
   * @returns false if no cell would say anything: then the line is empty
   */
  row(reader: RecordReader, bytes: Uint8Array, recordBytes: number, added: readonly AddedCell[]): boolean {
    this.columns.learn(reader, added)
    const { slots } = this.columns
    this.widen(slots.length)
    let addedBytes = 0
    for (const cell of added) addedBytes += cell.bytes.length
    this.makeRoom(recordBytes + slots.length + 1 + addedBytes)
    const { records, record } = reader
    const start = this.length
    for (let column = 0; column < slots.length; column++) {
      if (column > 0) this.chunk[this.length++] = TAB
      const slot = slots[column]!
      if (slot < 0) this.put(added[-1 - slot]!.bytes)
      else if (records[slot] === record) this.writeValue(reader, bytes, slot)
    }
    return this.endRow(start)
  }

  /** Writes a row that was put together elsewhere. @param cells one per column, without tabs and line ends */
  texts(cells: Uint8Array): boolean {
    this.widen(this.columns.names.length)
    this.makeRoom(cells.length + 1)
    const start = this.length
    this.put(cells)
    return this.endRow(start)
  }

  /** The lines so far have fewer cells than those to come. */
  private widen(columnCount: number): void {
    if (columnCount === this.columnCount) return
    if (this.sizeBytes > 0) this.stretches.push({ end: this.sizeBytes, columnCount: this.columnCount })
    this.columnCount = columnCount
  }

  private endRow(start: number): boolean {
    const says = this.saysSomething(start)
    if (!says) this.length = start
    this.endLine()
    return says
  }

  private endLine(): void {
    this.chunk[this.length++] = LINE_FEED
    this.lineCount++
  }

  private put(cell: Uint8Array): void {
    this.chunk.set(cell, this.length)
    this.length += cell.length
  }

  private writeValue(reader: RecordReader, bytes: Uint8Array, slot: number): void {
    const written = reader.written[slot]!
    if (written === Written.missing) return
    const start = reader.starts[slot]!
    const end = reader.ends[slot]!
    if (written === Written.asArray) this.writeArray(bytes, start, end)
    else {
      const { chunk } = this
      let to = this.length
      // Most values are short: a call of `set` takes as long as 30 bytes.
      for (let at = start; at < end; at++) {
        const byte = bytes[at]!
        if (byte === BACKSLASH) {
          to = writeString(bytes, at, end, chunk, to)
          break
        }
        chunk[to++] = byte
      }
      this.length = to
    }
  }

  /** As it stands, but for blanks between its members. */
  private writeArray(bytes: Uint8Array, start: number, end: number): void {
    let isInside = false
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!
      if (byte === QUOTE) isInside = !isInside
      else if (byte === BACKSLASH) this.chunk[this.length++] = bytes[at++]!
      else if (!isInside && isBlank(byte)) continue
      this.chunk[this.length++] = bytes[at]!
    }
  }

  /** Whether a reader of the line would find a cell in it: what looks like white space may be none of its. */
  private saysSomething(start: number): boolean {
    for (let at = start; at < this.length; at++) {
      const byte = this.chunk[at]!
      if (byte > SPACE && byte < DELETE) return true
    }
    return decoderOf('utf-8', true).decode(this.chunk.subarray(start, this.length)).trim() !== ''
  }

  private makeRoom(byteCount: number): void {
    const needed = this.length + byteCount
    if (needed <= this.chunk.length) return
    const larger = new Uint8Array(Math.max(needed, this.chunk.length * 2))
    larger.set(this.chunk.subarray(0, this.length))
    this.chunk = larger
  }
}
