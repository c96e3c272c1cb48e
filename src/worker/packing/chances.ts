/**
 * Chances: how likely a bit is 1 at every place, in 1/65536, learnt from the bits told there so far. Both sides keep them alike.
 */

/** A bit moves its chance by a 32nd of the way. */
const PACE = 5

export const evenChances = (places: number): Uint16Array => new Uint16Array(places).fill(32_768)

export function learn(chances: Uint16Array, place: number, bit: number): void {
  const chance = chances[place]!
  chances[place] = bit === 1 ? chance + ((65_535 - chance) >> PACE) : chance - (chance >> PACE)
}
