/**
 * Record reader: one JSON object → where in its bytes the value of each column stands.
 *
 * Nothing is copied and nothing made of the bytes: a value is a slot with a start and an end. An object inside is more columns, named
 * "outer.inner"; an array is one value, its text. Where a key comes twice the last one counts, as in JSON.parse.
 * Source: RFC 8259.
 */

import { CLOSE_BRACE, COLON, COMMA, MINUS, NINE, OPEN_BRACE, OPEN_BRACKET, QUOTE, SPACE, ZERO } from './bytes'
import { FAULTY, found, NULL, numberEnd, stringEnd, WORD_OF, wordEnd, type Fault } from './grammar'
import { KeyTable, type Key } from './key-table'
import { arrayEnd, behindBlanks, DEEPEST, unlessCut } from './nesting'
import { decodedText } from './string-text'

/** How a value's bytes become a cell. */
export const Written = { missing: 0, plainly: 1, withEscapes: 2, asArray: 3 } as const
export type Written = (typeof Written)[keyof typeof Written]

/** Different paths that the records of a file may have, used or not; Suricata's statistics have some 500. */
export const MOST_SLOTS = 16_384

const FIRST_SLOTS = 64

export class RecordReader {
  /** Per slot: the last record that it was in, and there the bytes of its value and how they are written. */
  records = new Int32Array(FIRST_SLOTS).fill(-1)
  starts = new Int32Array(FIRST_SLOTS)
  ends = new Int32Array(FIRST_SLOTS)
  written = new Uint8Array(FIRST_SLOTS)
  /** The slots of this record in their order; one that came twice stands there twice. */
  touched = new Int32Array(FIRST_SLOTS)
  touchedCount = 0
  record = -1
  /** What is wrong with the last record, and at which of the bytes. */
  readonly fault: Fault = { what: '', at: 0 }
  /** Per slot the path of its column. */
  readonly paths: string[] = []

  private readonly slotOfPath = new Map<string, number>()
  private readonly top = new KeyTable('')
  private bytes = new Uint8Array(0)
  private to = 0
  private readonly decode = (start: number, end: number): string => decodedText(this.bytes, start, end)

  /**
   * Reads the object that lies between `from` and `to`, and nothing but blanks around it.
   * @param bytes has room for one byte more, which is changed and put back
   * @returns whether it is one; if not, `fault` says why
   */
  read(bytes: Uint8Array<ArrayBuffer>, from: number, to: number): boolean {
    const behind = bytes[to]!
    bytes[to] = 0
    this.bytes = bytes
    this.to = to
    this.record++
    this.touchedCount = 0
    const start = behindBlanks(bytes, from)
    const end = bytes[start] === OPEN_BRACE ? this.objectEnd(this.top, start, 1) : this.wrong('no object', start)
    const isWhole = end !== FAULTY && behindBlanks(bytes, end) === to
    if (end !== FAULTY && !isWhole) this.wrong('more text behind the object', behindBlanks(bytes, end))
    bytes[to] = behind
    return isWhole
  }

  /** The slot of a path, −1 if no record has had it. */
  slotOf(path: string): number {
    return this.slotOfPath.get(path) ?? -1
  }

  /** Whether the record has a value there, be it missing. */
  has(slot: number): boolean {
    return slot >= 0 && this.records[slot] === this.record
  }

  /** The value as a text; '' if it isn't there. */
  textOf(slot: number): string {
    return this.has(slot) && this.written[slot] !== Written.missing
      ? decodedText(this.bytes, this.starts[slot]!, this.ends[slot]!)
      : ''
  }

  private unlessCut(what: string, at: number, start: number): typeof FAULTY {
    return unlessCut(this.bytes, this.to, what, at, start, this.fault)
  }

  private wrong(what: string, at: number): typeof FAULTY {
    return found(this.fault, what, at)
  }

  /** @param start of the opening brace @returns the byte behind the closing one, or FAULTY */
  private objectEnd(table: KeyTable, start: number, depth: number): number {
    const { bytes } = this
    if (depth > DEEPEST) return this.wrong(`objects more than ${DEEPEST} deep`, start)
    let at = start + 1
    if (bytes[at]! <= SPACE) at = behindBlanks(bytes, at)
    if (bytes[at] === CLOSE_BRACE) return at + 1
    for (let before: Key | null = null; ;) {
      if (bytes[at] !== QUOTE) return this.unlessCut('no key', at, start)
      const guess: Key | null = before === null ? table.first : before.next
      const keyEnd: number = guess === null ? FAULTY : this.endOfGuess(guess, at + 1)
      const key: Key | null = keyEnd === FAULTY ? this.keyAt(table, at + 1) : guess
      if (key === null) return FAULTY
      at = keyEnd === FAULTY ? this.keyEnd : keyEnd
      if (before === null) table.first = key
      else before.next = key
      before = key
      if (bytes[++at]! <= SPACE) at = behindBlanks(bytes, at)
      if (bytes[at] !== COLON) return this.unlessCut('no colon behind a key', at, start)
      if (bytes[++at]! <= SPACE) at = behindBlanks(bytes, at)
      if (key.record === this.record) this.forget(key)
      key.record = this.record
      at = this.valueEnd(key, at, start, depth)
      if (at === FAULTY) return FAULTY
      if (bytes[at]! <= SPACE) at = behindBlanks(bytes, at)
      if (bytes[at] === CLOSE_BRACE) return at + 1
      if (bytes[at] !== COMMA) return this.unlessCut('neither comma nor brace behind a value', at, start)
      if (bytes[++at]! <= SPACE) at = behindBlanks(bytes, at)
    }
  }

  /** Where the quote behind a key stands, if it is the key that was guessed. */
  private endOfGuess({ bytes: expected }: Key, from: number): number {
    const { bytes } = this
    const { length } = expected
    if (bytes[from + length] !== QUOTE || length === 0) return FAULTY
    for (let at = 0; at < length; at++) if (bytes[from + at] !== expected[at]) return FAULTY
    return from + length
  }

  /** Where the quote behind the last key stands that had to be looked up. */
  private keyEnd = 0

  private keyAt(table: KeyTable, from: number): Key | null {
    this.keyEnd = stringEnd(this.bytes, from, this.to, this.fault)
    return this.keyEnd === FAULTY ? null : table.keyOf(this.bytes, from, this.keyEnd, this.decode)
  }

  private valueEnd(key: Key, at: number, objectStart: number, depth: number): number {
    const { bytes, fault } = this
    const byte = bytes[at]!
    if (byte === QUOTE) {
      const end = stringEnd(bytes, at + 1, this.to, fault)
      if (end === FAULTY) return FAULTY
      return this.keep(key, at + 1, end, Written.withEscapes) === FAULTY ? FAULTY : end + 1
    }
    if ((byte >= ZERO && byte <= NINE) || byte === MINUS)
      return this.keepTo(key, at, numberEnd(bytes, at, fault), Written.plainly)
    if (byte === OPEN_BRACE) return this.insideEnd(key, at, depth)
    if (byte === OPEN_BRACKET)
      return this.keepTo(key, at, arrayEnd(bytes, at, this.to, depth + 1, fault), Written.asArray)
    const word = WORD_OF[byte]
    if (word === undefined) return this.unlessCut('no value', at, objectStart)
    return this.keepTo(key, at, wordEnd(bytes, at, word, fault), word === NULL ? Written.missing : Written.plainly)
  }

  /** An object without keys is a missing value: nothing else would tell that it was there. */
  private insideEnd(key: Key, at: number, depth: number): number {
    key.inside ??= new KeyTable(`${key.path}.`)
    const before = this.touchedCount
    const end = this.objectEnd(key.inside, at, depth + 1)
    if (end === FAULTY || this.touchedCount > before) return end
    return this.keep(key, at, at, Written.missing) === FAULTY ? FAULTY : end
  }

  private keepTo(key: Key, start: number, end: number, written: Written): number {
    return end === FAULTY || this.keep(key, start, end, written) === FAULTY ? FAULTY : end
  }

  private keep(key: Key, start: number, end: number, written: Written): number {
    const slot = key.slot < 0 ? this.addSlot(key, start) : key.slot
    if (slot === FAULTY) return FAULTY
    this.records[slot] = this.record
    this.starts[slot] = start
    this.ends[slot] = end
    this.written[slot] = written
    if (this.touchedCount === this.touched.length) this.touched = doubled(this.touched)
    this.touched[this.touchedCount++] = slot
    return slot
  }

  /** "a.b" may be a key of its own, or b of a: one column all the same. */
  private addSlot(key: Key, at: number): number {
    let slot = this.slotOfPath.get(key.path)
    if (slot === undefined) {
      slot = this.paths.length
      if (slot === MOST_SLOTS)
        return this.wrong(`a key beyond the ${MOST_SLOTS} different ones that a file may have`, at)
      this.slotOfPath.set(key.path, slot)
      this.paths.push(key.path)
      if (slot === this.records.length) this.enlarge()
    }
    key.slot = slot
    return slot
  }

  private enlarge(): void {
    const { length } = this.records
    this.records = doubled(this.records).fill(-1, length)
    this.starts = doubled(this.starts)
    this.ends = doubled(this.ends)
    const written = new Uint8Array(length * 2)
    written.set(this.written)
    this.written = written
  }

  /** A key that comes again takes back all that it said before. */
  private forget({ slot, inside }: Key): void {
    if (this.has(slot)) this.written[slot] = Written.missing
    if (inside === null) return
    for (const key of inside.keys()) {
      if (key.record !== this.record) continue
      this.forget(key)
      key.record = -1
    }
  }
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}
