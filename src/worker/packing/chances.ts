/**
 * Chances: how likely a bit is 1 at every place, learnt from the bits told there so far. Both sides keep them alike.
 *
 * A chance is the share of ones so far, as long as there were few bits; later each moves it by a fixed part of the way. Every place has two
 * of them, one that settles soon and follows what changes, one that settles late: the middle of both is nearer than either.
 */

/** After so many bits a chance has settled. */
const SETTLED_SOON = 30
const SETTLED_LATE = 250
const LEAST = 64
const MOST = 65_536 - LEAST

export class Chances {
  private readonly soon: Uint16Array
  private readonly late: Uint16Array
  private readonly seen: Uint8Array

  constructor(places: number) {
    this.soon = new Uint16Array(places).fill(32_768)
    this.late = new Uint16Array(places).fill(32_768)
    this.seen = new Uint8Array(places)
  }

  /** In 1/65536. */
  of(place: number): number {
    return (this.soon[place]! + this.late[place]!) >>> 1
  }

  learn(place: number, bit: number): void {
    const seen = this.seen[place]!
    if (seen < SETTLED_LATE) this.seen[place] = seen + 1
    const target = bit === 1 ? MOST : LEAST
    move(this.soon, place, target, Math.min(seen, SETTLED_SOON))
    move(this.late, place, target, seen)
  }
}

function move(chances: Uint16Array, place: number, target: number, seen: number): void {
  const chance = chances[place]!
  chances[place] = chance + Math.trunc((target - chance) / (seen + 1.9))
}
