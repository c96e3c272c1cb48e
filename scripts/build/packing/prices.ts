/**
 * Prices: how many bits a step costs, so that the cheapest steps can be chosen before any is written.
 */

import { Chances } from '../../../src/worker/packing/chances.ts'
import {
  PLACES,
  tellByte,
  tellCopy,
  tellDistance,
  tellLength,
  tellOtherByte,
  tellRepeat,
  type BitCoder,
} from '../../../src/worker/packing/spelling.ts'

/** Longer copies are priced like one of so many bytes. */
const LONGEST_PRICED = 1024
const WIDTHS = 32

/** Adds up what bits cost at unchanging chances. */
class BitPricer implements BitCoder {
  bits = 0

  constructor(private readonly chances: Chances) {}

  bit(place: number, wanted: number): number {
    const chance = this.chances.of(place) / 65_536
    this.bits -= Math.log2(wanted === 1 ? chance : 1 - chance)
    return wanted
  }
}

/** Prices of one kind of thing, each worked out when it is first asked for. */
class PriceList {
  private readonly known: Float32Array
  private readonly pricer: BitPricer

  /** @param tell what has the price of an index, 0 … size − 1 */
  constructor(
    size: number,
    chances: Chances,
    private readonly tell: (coder: BitCoder, index: number) => void,
  ) {
    this.known = new Float32Array(size).fill(NaN)
    this.pricer = new BitPricer(chances)
  }

  of(index: number): number {
    const known = this.known[index]!
    if (!Number.isNaN(known)) return known
    this.pricer.bits = 0
    this.tell(this.pricer, index)
    return (this.known[index] = this.pricer.bits)
  }
}

export class Prices {
  private readonly pricer: BitPricer
  private readonly bytes: PriceList
  private readonly copies: PriceList
  private readonly repeats: PriceList
  private readonly lengths: readonly PriceList[]
  private readonly distances: readonly PriceList[]

  /** @param chances as a writer has learnt them; even ones for a first guess */
  constructor(chances = new Chances(PLACES)) {
    this.pricer = new BitPricer(chances)
    this.bytes = new PriceList(65_536, chances, (coder, index) => tellByte(coder, index >> 8, index & 255))
    this.copies = new PriceList(1024, chances, (coder, index) =>
      tellCopy(coder, index & 255, (index & 256) > 0, index >> 9),
    )
    this.repeats = new PriceList(16, chances, (coder, index) => tellRepeat(coder, index >= 8, index & 7))
    this.lengths = [false, true].map(
      (again) => new PriceList(LONGEST_PRICED + 1, chances, (coder, length) => tellLength(coder, again, length)),
    )
    // A distance is priced by its two leading bits: the others are about as likely 0 as 1.
    this.distances = [2, 3, 4, 5].map(
      (length) =>
        new PriceList(2 * WIDTHS, chances, (coder, index) => {
          const width = index >> 1
          tellDistance(coder, length, width === 0 ? 1 : (2 + (index & 1)) << (width - 1))
        }),
    )
  }

  byte(previous: number, byte: number): number {
    return this.copies.of(previous) + this.bytes.of(previous * 256 + byte)
  }

  /** @param copied what the copy before it would have gone on with */
  otherByte(previous: number, copied: number, byte: number): number {
    this.pricer.bits = 0
    tellOtherByte(this.pricer, previous, copied, byte)
    return this.copies.of(previous + 256) + this.pricer.bits
  }

  /** @param repeat as `tellRepeat` has it */
  copy(previous: number, afterCopy: boolean, repeat: number): number {
    return this.copies.of(512 + previous + (afterCopy ? 256 : 0)) + this.repeats.of(repeat + (afterCopy ? 8 : 0))
  }

  length(isRepeat: boolean, length: number): number {
    return this.lengths[isRepeat ? 1 : 0]!.of(Math.min(length, LONGEST_PRICED))
  }

  distance(length: number, distance: number): number {
    const width = 31 - Math.clz32(distance)
    const second = width > 0 ? (distance >> (width - 1)) & 1 : 0
    return this.distances[Math.min(length - 2, 3)]!.of(width * 2 + second)
  }
}
