/**
 * Chances: how likely a bit is 1 at every place, learnt from the bits told there so far. Both sides keep them alike.
 *
 * A chance is the share of ones so far, as long as there were few bits; later each moves it by a fixed part of the way.
 */

/** After so many bits a chance has settled. */
const SETTLED = 120
const LEAST = 32
const MOST = 65_536 - LEAST

export class Chances {
  private readonly ones: Uint16Array
  private readonly seen: Uint8Array

  constructor(places: number) {
    this.ones = new Uint16Array(places).fill(32_768)
    this.seen = new Uint8Array(places)
  }

  /** In 1/65536. */
  of(place: number): number {
    return this.ones[place]!
  }

  learn(place: number, bit: number): void {
    const seen = this.seen[place]!
    if (seen < SETTLED) this.seen[place] = seen + 1
    const chance = this.ones[place]!
    this.ones[place] = chance + Math.trunc(((bit === 1 ? MOST : LEAST) - chance) / (seen + 1.5))
  }
}
