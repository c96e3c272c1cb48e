/** Bit writer: bits as bytes; the twin of the reader in `src/worker/packing/unpacked.ts`. */

import { Chances } from '../../../src/worker/packing/chances.ts'
import { PLACES, type BitCoder } from '../../../src/worker/packing/spelling.ts'

export class BitWriter implements BitCoder {
  readonly chances = new Chances(PLACES)
  private readonly bytes: number[] = []
  private low = 0
  private high = 0xffffffff

  bit(place: number, wanted: number): number {
    const middle = this.low + ((this.high - this.low) >>> 16) * this.chances.of(place)
    if (wanted === 1) this.high = middle
    else this.low = middle + 1
    this.chances.learn(place, wanted)
    while ((this.low ^ this.high) >>> 24 === 0) {
      this.bytes.push(this.high >>> 24)
      this.low = (this.low << 8) >>> 0
      this.high = ((this.high << 8) | 255) >>> 0
    }
    return wanted
  }

  /** Any value of the interval will do: its ends differ in their first byte, and what is missing behind is read as zeros. */
  end(): Uint8Array {
    return Uint8Array.from([...this.bytes, this.high >>> 24])
  }
}
