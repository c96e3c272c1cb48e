/**
 * Unpacked: the bytes of a text that the build has packed (`scripts/build/packing`). 700 kB take some 50 ms.
 */

import { Chances } from './chances'
import {
  PLACES,
  REMEMBERED,
  remember,
  tellByte,
  tellCopy,
  tellDistance,
  tellLength,
  tellOtherByte,
  tellRepeat,
} from './spelling'
import type { BitCoder } from './spelling'

/**
 * Reads bits from an interval that every bit narrows.
 * Source: Witten, Neal and Cleary, Communications of the ACM 30(6), 1987, doi:10.1145/214762.214771.
 */
class BitReader implements BitCoder {
  private readonly chances = new Chances(PLACES)
  private at = 0
  private low = 0
  private high = 0xffffffff
  private value = 0

  constructor(private readonly packed: Uint8Array) {
    for (let i = 0; i < 4; i++) this.value = (this.value * 256 + this.next()) >>> 0
  }

  bit(place: number): number {
    const middle = this.low + ((this.high - this.low) >>> 16) * this.chances.of(place)
    const bit = this.value <= middle ? 1 : 0
    if (bit === 1) this.high = middle
    else this.low = middle + 1
    this.chances.learn(place, bit)
    while ((this.low ^ this.high) >>> 24 === 0) {
      this.low = (this.low << 8) >>> 0
      this.high = ((this.high << 8) | 255) >>> 0
      this.value = ((this.value << 8) | this.next()) >>> 0
    }
    return bit
  }

  private next(): number {
    return this.packed[this.at++] ?? 0
  }
}

/**
 * @param byteCount of the text, which the packed form doesn't say
 * @param before    what the text was packed behind
 */
export function unpacked(packed: Uint8Array, byteCount: number, before: Uint8Array): Uint8Array<ArrayBuffer> {
  const start = before.length
  const bytes = new Uint8Array(start + byteCount)
  bytes.set(before)
  const reader = new BitReader(packed)
  const distances = new Array<number>(REMEMBERED).fill(1)
  let afterCopy = false
  for (let at = start; at < bytes.length;) {
    const previous = at === 0 ? 0 : bytes[at - 1]!
    if (tellCopy(reader, previous, afterCopy, 0) === 0) {
      bytes[at] = afterCopy
        ? tellOtherByte(reader, previous, bytes[at - distances[0]!]!, 0)
        : tellByte(reader, previous, 0)
      at++
      afterCopy = false
    } else {
      const repeat = tellRepeat(reader, afterCopy, 0)
      const length = tellLength(reader, repeat < REMEMBERED, 0)
      const distance = repeat < REMEMBERED ? distances[repeat]! : tellDistance(reader, length, 1)
      remember(distances, repeat, distance)
      for (const end = at + length; at < end; at++) bytes[at] = bytes[at - distance]!
      afterCopy = true
    }
  }
  return bytes.subarray(start)
}
