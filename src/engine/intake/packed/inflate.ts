/**
 * Inflate: DEFLATE's bytes → what was packed, piece by piece.
 *
 * The host's own DecompressionStream can't serve: it doesn't say where a packed stream ends, so that a second one behind it (logrotate,
 * bgzip) can't be found; it throws away what it had unpacked when a stream breaks off; and it can't answer at once, as a column of
 * Parquet needs it. This one gives all that can be unpacked and the place where it ended.
 *
 * In    pieces of the packed stream, as they come (`feed`)
 * Out   unpacked bytes (`take`) whenever `run` says so
 * Source: RFC 1951.
 */

import { fixedTables, huffmanTable, LONGEST_CODE, QUICK_BITS, type HuffmanTable } from './huffman'

/**
 * 'input'  wants the next piece; where there is none the stream was cut off
 * 'output' holds a piece of what was packed: take it and run again
 * 'end'    the stream is over; what is left to take is the last
 * 'broken' the bits can't be DEFLATE's; what was unpacked before is good as far as anyone knows
 */
export type InflateStop = 'input' | 'output' | 'end' | 'broken'

/** How far back a copy may reach. */
const WINDOW_BYTES = 32_768
const PIECE_BYTES = 262_144
const LONGEST_COPY = 258
/** Holds a block's own codes: 14 bits, 19 · 3 bits, and 320 lengths of up to 14 bits each. */
const LARGEST_HEADER = 640
/** A symbol, its distance and the bits behind both: 48 bits. */
const LARGEST_SYMBOL = 8

const LENGTH_BASES = Uint16Array.of(
  ...[
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ],
)
const LENGTH_BITS = Uint8Array.of(
  ...[0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0],
)
const DISTANCE_BASES = Uint16Array.of(
  ...[1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073],
  ...[4097, 6145, 8193, 12289, 16385, 24577],
)
const DISTANCE_BITS = Uint8Array.of(
  ...[0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13],
)
/** The order in which the lengths of the code of code lengths stand. */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] as const

const END_OF_BLOCK = 256
/** What `symbol` answers where no code fits. */
const NO_SYMBOL = -1

export class Inflater {
  private input: Uint8Array = new Uint8Array(0)
  private at = 0
  private isLast = false
  /** Bits taken from the input and not used yet, lowest first. */
  private hold = 0
  private bitCount = 0
  /** Of these, how many stand for bytes behind the input's end. */
  private paddedCount = 0

  private readonly out = new Uint8Array(WINDOW_BYTES + PIECE_BYTES)
  private outAt = 0
  private takenAt = 0

  private phase: 'header' | 'stored' | 'codes' = 'header'
  private isLastBlock = false
  private storedLeft = 0
  private literals: HuffmanTable | null = null
  private distances: HuffmanTable | null = null

  /** @param isLast whether nothing follows */
  feed(piece: Uint8Array, isLast: boolean): void {
    const left = this.input.subarray(this.at)
    if (left.length === 0) this.input = piece
    else {
      this.input = new Uint8Array(left.length + piece.length)
      this.input.set(left)
      this.input.set(piece, left.length)
    }
    this.at = 0
    this.isLast = isLast
  }

  /** What has been unpacked since it was asked last; good until the next `run`. */
  take(): Uint8Array {
    const taken = this.out.subarray(this.takenAt, this.outAt)
    this.takenAt = this.outAt
    return taken
  }

  /** What was fed and is none of the stream's, once it has ended. */
  unread(): Uint8Array {
    return this.input.subarray(this.at - ((this.bitCount - this.paddedCount) >> 3))
  }

  run(): InflateStop {
    if (this.outAt + LONGEST_COPY >= this.out.length) this.slide()
    for (;;) {
      const stop = this.phase === 'header' ? this.header() : this.phase === 'stored' ? this.stored() : this.codes()
      if (stop !== null) return stop
      if (this.phase === 'header' && this.isLastBlock) return 'end'
    }
  }

  private slide(): void {
    this.out.copyWithin(0, this.outAt - WINDOW_BYTES, this.outAt)
    this.outAt = this.takenAt = WINDOW_BYTES
  }

  /** So many bytes at hand, or all that there will be. */
  private has(byteCount: number): boolean {
    return this.isLast || this.input.length - this.at >= byteCount
  }

  private refill(): void {
    while (this.bitCount <= 24) {
      if (this.at < this.input.length) this.hold |= this.input[this.at++]! << this.bitCount
      else this.paddedCount += 8
      this.bitCount += 8
    }
  }

  private get isBeyondEnd(): boolean {
    return this.bitCount < this.paddedCount
  }

  /** @param width at most 13 */
  private bits(width: number): number {
    if (this.bitCount < width) this.refill()
    const value = this.hold & ((1 << width) - 1)
    this.drop(width)
    return value
  }

  private drop(width: number): void {
    this.hold >>>= width
    this.bitCount -= width
  }

  /** The beginning of a block. */
  private header(): InflateStop | null {
    if (!this.has(LARGEST_HEADER)) return 'input'
    this.isLastBlock = this.bits(1) === 1
    const kind = this.bits(2)
    if (this.isBeyondEnd) return this.cutOff()
    if (kind === 0) return this.storedHeader()
    if (kind === 3) return 'broken'
    if (kind === 1) ({ literals: this.literals, distances: this.distances } = fixedTables())
    else if (!this.readTables()) return this.isBeyondEnd ? this.cutOff() : 'broken'
    if (this.isBeyondEnd) return this.cutOff()
    this.phase = 'codes'
    return null
  }

  /** Nothing will follow: whoever asks again hears the same. */
  private cutOff(): InflateStop {
    this.isLastBlock = false
    this.phase = 'header'
    this.at = this.input.length
    return 'input'
  }

  private storedHeader(): InflateStop | null {
    this.drop(this.bitCount & 7)
    const length = this.bits(8) | (this.bits(8) << 8)
    const check = this.bits(8) | (this.bits(8) << 8)
    if (this.isBeyondEnd) return this.cutOff()
    if ((length ^ check) !== 0xffff) return 'broken'
    // Whole bytes that wait in the bits go back.
    this.at -= (this.bitCount - this.paddedCount) >> 3
    this.hold = this.bitCount = this.paddedCount = 0
    this.storedLeft = length
    this.phase = 'stored'
    return null
  }

  private stored(): InflateStop | null {
    const room = this.out.length - LONGEST_COPY - this.outAt
    const length = Math.min(this.storedLeft, this.input.length - this.at, Math.max(0, room))
    this.out.set(this.input.subarray(this.at, this.at + length), this.outAt)
    this.at += length
    this.outAt += length
    this.storedLeft -= length
    if (this.storedLeft === 0) {
      this.phase = 'header'
      return null
    }
    return length >= room ? 'output' : 'input'
  }

  /** The codes that a block brings along (RFC 1951, section 3.2.7). @returns false if there are none such */
  private readTables(): boolean {
    const literalCount = this.bits(5) + 257
    const distanceCount = this.bits(5) + 1
    const lengthCount = this.bits(4) + 4
    const orders = new Uint8Array(19)
    for (let index = 0; index < lengthCount; index++) orders[LENGTH_ORDER[index]!] = this.bits(3)
    const lengthTable = huffmanTable(orders)
    if (lengthTable === null || literalCount > 286 || distanceCount > 30) return false
    const lengths = new Uint8Array(literalCount + distanceCount)
    if (!this.readLengths(lengthTable, lengths) || lengths[END_OF_BLOCK] === 0) return false
    this.literals = huffmanTable(lengths.subarray(0, literalCount))
    this.distances = huffmanTable(lengths.subarray(literalCount))
    return this.literals !== null && this.distances !== null
  }

  private readLengths(table: HuffmanTable, lengths: Uint8Array): boolean {
    for (let at = 0; at < lengths.length;) {
      if (this.isBeyondEnd) return false
      this.refill()
      const symbol = this.symbol(table)
      if (symbol < 16) {
        if (symbol === NO_SYMBOL) return false
        lengths[at++] = symbol
        continue
      }
      if (symbol === 16 && at === 0) return false
      const repeated = symbol === 16 ? lengths[at - 1]! : 0
      const times = symbol === 16 ? 3 + this.bits(2) : symbol === 17 ? 3 + this.bits(3) : 11 + this.bits(7)
      if (at + times > lengths.length) return false
      lengths.fill(repeated, at, at + times)
      at += times
    }
    return true
  }

  /** The next symbol of a code; there are 15 bits at hand. */
  private symbol({ quick, counts, symbols }: HuffmanTable): number {
    const entry = quick[this.hold & ((1 << QUICK_BITS) - 1)]!
    if (entry !== 0) {
      this.drop(entry & 15)
      return entry >> 4
    }
    let [code, first, place] = [0, 0, 0]
    for (let length = 1; length <= LONGEST_CODE; length++) {
      code |= (this.hold >>> (length - 1)) & 1
      const countOfLength = counts[length]!
      if (code - first < countOfLength) {
        this.drop(length)
        return symbols[place + code - first]!
      }
      place += countOfLength
      first = (first + countOfLength) << 1
      code <<= 1
    }
    return NO_SYMBOL
  }

  /** Literals and copies up to the block's end. One long loop: it sees every symbol. */
  private codes(): InflateStop | null {
    const { out } = this
    const literals = this.literals!
    const distances = this.distances!
    const lastRoom = out.length - LONGEST_COPY
    for (;;) {
      if (this.outAt > lastRoom) return 'output'
      if (!this.has(LARGEST_SYMBOL)) return 'input'
      this.refill()
      const symbol = this.symbol(literals)
      if (this.isBeyondEnd) return this.cutOff()
      if (symbol < END_OF_BLOCK) {
        if (symbol === NO_SYMBOL) return 'broken'
        out[this.outAt++] = symbol
        continue
      }
      if (symbol === END_OF_BLOCK) {
        this.phase = 'header'
        return null
      }
      const place = symbol - END_OF_BLOCK - 1
      if (place >= LENGTH_BASES.length) return 'broken'
      const length = LENGTH_BASES[place]! + this.bits(LENGTH_BITS[place]!)
      this.refill()
      const distanceSymbol = this.symbol(distances)
      if (this.isBeyondEnd) return this.cutOff()
      if (distanceSymbol === NO_SYMBOL || distanceSymbol >= DISTANCE_BASES.length) return 'broken'
      const distance = DISTANCE_BASES[distanceSymbol]! + this.bits(DISTANCE_BITS[distanceSymbol]!)
      if (this.isBeyondEnd) return this.cutOff()
      if (distance > this.outAt) return 'broken'
      this.copy(distance, length)
    }
  }

  private copy(distance: number, length: number): void {
    const { out } = this
    let to = this.outAt
    let from = to - distance
    const end = to + length
    while (to < end) out[to++] = out[from++]!
    this.outAt = to
  }
}
