/**
 * Cheapest steps: of all ways to spell a text by bytes and copies, the one that costs the fewest bits.
 *
 * Forward over the text: what is cheapest up to a place is known when the place is reached, and every step from there is tried.
 * (Which distances are remembered at a place is taken from its cheapest way.)
 */

import { REMEMBERED, SHORTEST_COPY, remember } from '../../../src/worker/packing/spelling.ts'
import { EarlierPlaces } from './earlier-places.ts'
import type { Prices } from './prices.ts'

/** One byte as it is, where `distance` is 0; else so many bytes from so far back. */
export interface Step {
  readonly length: number
  readonly distance: number
}

/** A copy of so many bytes is taken whole, without a look at shorter ones. */
const LONG = 200

/**
 * @param start    where the text begins; copies may come from before it
 * @param lookedAt earlier places that are looked at for a copy, per place
 */
export function cheapestSteps(bytes: Uint8Array, start: number, prices: Prices, lookedAt: number): Step[] {
  const size = bytes.length
  const cost = new Float64Array(size + 1).fill(Infinity)
  const lengths = new Int32Array(size + 1)
  const distances = new Int32Array(size + 1)
  const memories = new Int32Array((size + 1) * REMEMBERED).fill(1)
  const memory = new Array<number>(REMEMBERED).fill(1)
  const earlier = new EarlierPlaces(bytes, lookedAt)
  for (let at = 0; at < start; at++) earlier.add(at)
  cost[start] = 0

  const reach = (to: number, bits: number, length: number, distance: number): void => {
    if (bits >= cost[to]!) return
    cost[to] = bits
    lengths[to] = length
    distances[to] = distance
  }
  for (let at = start; at < size; at++) {
    takeMemory(memory, memories, at, lengths[at]!, distances[at]!)
    const previous = at === 0 ? 0 : bytes[at - 1]!
    const afterCopy = distances[at]! > 0
    const byte = afterCopy
      ? prices.otherByte(previous, bytes[at - distances[at]!]!, bytes[at]!)
      : prices.byte(previous, bytes[at]!)
    reach(at + 1, cost[at]! + byte, 1, 0)
    for (let repeat = 0; repeat < REMEMBERED; repeat++) {
      const distance = memory[repeat]!
      const longest = distance <= at ? earlier.common(at, at - distance) : 0
      const base = cost[at]! + prices.copy(previous, afterCopy, repeat)
      for (let length = longest >= LONG ? longest : SHORTEST_COPY; length <= longest; length++)
        reach(at + length, base + prices.length(true, length), length, distance)
    }
    const base = cost[at]! + prices.copy(previous, afterCopy, REMEMBERED)
    let shortest = SHORTEST_COPY
    earlier.each(at, (distance, longest) => {
      for (let length = longest >= LONG ? longest : shortest; length <= longest; length++)
        reach(at + length, base + prices.length(false, length) + prices.distance(length, distance), length, distance)
      shortest = longest + 1
    })
    earlier.add(at)
  }
  return stepsBackFrom(size, start, lengths, distances)
}

/** Fills in the distances remembered at a place: those of the place that its last step came from, and that step's. */
function takeMemory(memory: number[], memories: Int32Array, at: number, length: number, distance: number): void {
  const from = (at - length) * REMEMBERED
  for (let repeat = 0; repeat < REMEMBERED; repeat++) memory[repeat] = memories[from + repeat]!
  if (distance > 0) {
    const known = memory.indexOf(distance)
    remember(memory, known < 0 ? REMEMBERED : known, distance)
  }
  memories.set(memory, at * REMEMBERED)
}

function stepsBackFrom(size: number, start: number, lengths: Int32Array, distances: Int32Array): Step[] {
  const steps: Step[] = []
  for (let at = size; at > start; at -= lengths[at]!) steps.push({ length: lengths[at]!, distance: distances[at]! })
  return steps.reverse()
}
