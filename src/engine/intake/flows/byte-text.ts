/**
 * Byte text: numbers and addresses written as ASCII into bytes that grow, without a string in between.
 */

const FIRST_BYTES = 65_536
/** More than any number or address takes. */
const ROOM = 64
const ZERO = 0x30
/** Powers of ten. */
const SCALES = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]
const HEX = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0))

export class ByteText {
  private bytes = new Uint8Array(FIRST_BYTES)
  private length = 0
  private readonly digits = new Uint8Array(32)

  /** What was written; good until the next write. */
  get written(): Uint8Array {
    return this.bytes.subarray(0, this.length)
  }

  clear(): void {
    this.length = 0
  }

  byte(code: number): void {
    if (this.length + ROOM > this.bytes.length) this.grow(this.length + ROOM)
    this.bytes[this.length++] = code
  }

  ascii(text: string): void {
    if (this.length + text.length + ROOM > this.bytes.length) this.grow(this.length + text.length + ROOM)
    for (let i = 0; i < text.length; i++) this.bytes[this.length++] = text.charCodeAt(i)
  }

  copy(from: Uint8Array, start: number, end: number): void {
    if (this.length + end - start + ROOM > this.bytes.length) this.grow(this.length + end - start + ROOM)
    for (let at = start; at < end; at++) this.bytes[this.length++] = from[at]!
  }

  /** @param value whole, 0 … 2^53 */
  whole(value: number): void {
    this.padded(value, 1)
  }

  /** Rounds to the nearest; zeros at the end are left out. @param value not negative, below 2^53 / 10^places @param places at most 6 */
  decimal(value: number, places: number): void {
    const scale = SCALES[places]!
    const scaled = Math.round(value * scale)
    const units = Math.floor(scaled / scale)
    let rest = scaled - units * scale
    let digits = places
    this.padded(units, 1)
    if (rest === 0) return
    for (; rest % 10 === 0; rest /= 10) digits--
    this.byte(0x2e)
    this.padded(rest, digits)
  }

  /** With zeros before it where it has fewer digits. */
  padded(value: number, digitCount: number): void {
    if (this.length + ROOM > this.bytes.length) this.grow(this.length + ROOM)
    const { digits } = this
    let count = 0
    let rest = value
    for (; rest > 0x7fffffff; count++) {
      const next = Math.floor(rest / 10)
      digits[count] = rest - next * 10
      rest = next
    }
    for (let small = rest | 0; small > 0 || count < digitCount; count++) {
      const next = (small / 10) | 0
      digits[count] = small - next * 10
      small = next
    }
    while (count > 0) this.bytes[this.length++] = ZERO + digits[--count]!
  }

  /** @param words the address in one or four words of 32 bits */
  address(words: Uint32Array, at: number, length: number): void {
    if (length === 16) return this.address6(words, at)
    const word = words[at]!
    for (let shift = 24; shift >= 0; shift -= 8) {
      this.padded((word >>> shift) & 255, 1)
      if (shift > 0) this.byte(0x2e)
    }
  }

  /** As RFC 5952 has it: the first longest run of two and more zero groups is left out. */
  private address6(words: Uint32Array, at: number): void {
    const group = (index: number): number => (words[at + (index >> 1)]! >>> (index % 2 === 0 ? 16 : 0)) & 0xffff
    let runAt = -1
    let runLength = 1
    for (let start = 0; start < 8; start++) {
      let end = start
      while (end < 8 && group(end) === 0) end++
      if (end - start > runLength) [runAt, runLength] = [start, end - start]
    }
    for (let index = 0; index < 8; index++) {
      if (index === runAt) {
        this.byte(0x3a)
        index += runLength - 1
        if (index === 7) this.byte(0x3a)
        continue
      }
      if (index > 0) this.byte(0x3a)
      this.group(group(index))
    }
  }

  private group(value: number): void {
    let shift = 12
    while (shift > 0 && value >>> shift === 0) shift -= 4
    for (; shift >= 0; shift -= 4) this.byte(HEX[(value >>> shift) & 15]!)
  }

  private grow(needed: number): void {
    const bytes = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    bytes.set(this.bytes)
    this.bytes = bytes
  }
}
