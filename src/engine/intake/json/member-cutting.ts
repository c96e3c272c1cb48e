/**
 * Member cutting: every member of an array is a record; or, where there is no array, every value of a row of values.
 *
 * Only brackets and quotes are looked at: whether a record is one is for its reader to say.
 */

import { BACKSLASH, CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, isBlank, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './bytes'
import type { Cutting } from './records'

/** What a byte is to the cutting; most are nothing to it. */
const KINDS = new Uint8Array(256)
for (const byte of [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET, COMMA]) KINDS[byte] = 1
for (let byte = 0; byte < 256; byte++) if (isBlank(byte)) KINDS[byte] = 1

export class MemberCutting implements Cutting {
  from = 0
  to = 0
  after = 0
  begun = -1
  private isSkipping = false
  private isInString = false
  private isEscaped = false
  private depth = 0
  private isInArray: boolean
  /** Bytes of the key before the array that have come. */
  private matched = 0

  /**
   * @param key that the array stands behind, with its quotes; empty for an array that is the file; null: no array
   */
  constructor(private readonly key: Uint8Array | null) {
    this.isInArray = key === null
  }

  next(bytes: Uint8Array, at: number): boolean {
    let place = at
    while (place < bytes.length) {
      if (!this.isInArray) this.lookForArray(bytes[place++]!)
      else if (this.begun < 0 && !this.isSkipping) this.begin(bytes[place]!, place++)
      else {
        place = this.endOfRecord(bytes, place)
        if (place < 0) return false
        if (this.isFound(place)) return true
      }
    }
    return false
  }

  private isFound(end: number): boolean {
    const wasSkipping = this.isSkipping
    this.isSkipping = false
    this.from = this.begun
    this.to = end
    this.after = end
    this.begun = -1
    return !wasSkipping
  }

  private lookForArray(byte: number): void {
    const key = this.key!
    if (this.matched < key.length) {
      this.matched = byte === key[this.matched] ? this.matched + 1 : byte === QUOTE ? 1 : 0
    } else if (byte === OPEN_BRACKET) {
      this.isInArray = true
      this.matched = 0
    } else if (!isBlank(byte) && !(byte === COLON && key.length > 0)) {
      this.matched = 0
    }
  }

  /** Looks at the first byte of what may be a record. */
  private begin(byte: number, place: number): void {
    if (isBlank(byte) || byte === COMMA) return
    if (byte === CLOSE_BRACKET && this.key !== null) {
      this.isInArray = false
      return
    }
    this.begun = place
    this.depth = byte === OPEN_BRACE || byte === OPEN_BRACKET ? 1 : 0
    this.isInString = byte === QUOTE
    this.isEscaped = false
  }

  /** The place behind the record that has begun, −1 if its end hasn't come. */
  private endOfRecord(bytes: Uint8Array, at: number): number {
    for (let place = at; place < bytes.length; place++) {
      const byte = bytes[place]!
      if (this.isEscaped) this.isEscaped = false
      else if (KINDS[byte] === 0) continue
      else if (this.isInString) {
        if (byte === BACKSLASH) this.isEscaped = true
        else if (byte === QUOTE) {
          this.isInString = false
          if (this.depth === 0) return place + 1
        }
      } else if (byte === QUOTE) this.isInString = true
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.depth++
      else if (this.depth === 0) return place
      else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --this.depth === 0) return place + 1
    }
    return -1
  }

  /** Whether an array has begun and not ended. */
  get isOpen(): boolean {
    return this.isInArray && this.key !== null
  }

  moveBack(by: number): void {
    if (this.begun >= 0) this.begun -= by
  }

  skip(): void {
    this.isSkipping = true
    this.begun = -1
  }
}
