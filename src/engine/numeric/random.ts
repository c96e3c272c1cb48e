/**
 * Seeded random numbers, the same in every browser: 32-bit integer operations, and portable-math.ts for the normal ones.
 *
 * Source: mulberry32 (Tommy Ettinger, 2017, public domain), period 2^32; good enough to draw samples and starts.
 */

import { cosOfTurns, log } from './portable-math'

export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number
  /** Uniform whole number in [0, bound). */
  below(bound: number): number
  /** Standard normal, by Box and Muller (1958). */
  normal(): number
}

/** @param seed uint32 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    below: (bound) => Math.floor(next() * bound),
    normal: () => Math.sqrt(-2 * log(1 - next())) * cosOfTurns(next()),
  }
}

/**
 * A seeded sample of row indices without repeats, ascending.
 * @returns min(sampleSize, rowCount) indices; all rows, in order, if they fit
 * Source: selection sampling, Knuth, TAOCP 2, algorithm 3.4.2 S.
 */
export function sampleRows(rowCount: number, sampleSize: number, seed: number): Uint32Array {
  const size = Math.min(rowCount, sampleSize)
  const chosen = new Uint32Array(size)
  if (size === rowCount) return chosen.map((_, index) => index)
  const random = seededRandom(seed)
  for (let row = 0, taken = 0; taken < size; row++) {
    if ((rowCount - row) * random.next() < size - taken) chosen[taken++] = row
  }
  return chosen
}
