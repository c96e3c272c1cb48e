/**
 * Packed: a text in fewer bytes than gzip makes of it, which looks back no further than 32 kB. `src/worker/packing` unpacks it.
 */

import {
  REMEMBERED,
  remember,
  tellByte,
  tellCopy,
  tellDistance,
  tellLength,
  tellRepeat,
  type BitCoder,
} from '../../../src/worker/packing/spelling.ts'
import { BitWriter } from './bit-writer.ts'
import { cheapestSteps, type Step } from './cheapest-steps.ts'
import { Prices } from './prices.ts'

/** Earlier places looked at for a copy: few where only chances are to be learnt. Twice as many would save 0.3 % more. */
const LOOKED_AT_FIRST = 12
const LOOKED_AT = 256

/**
 * Steps are chosen twice, the second time by the prices that the first choice led to; a third saves 0.3 %.
 *
 * @param before bytes that whoever unpacks has already: what the text shares with them is copied
 */
export function packed(text: Uint8Array, before: Uint8Array): Uint8Array {
  const start = before.length
  const bytes = new Uint8Array(start + text.length)
  bytes.set(before)
  bytes.set(text, start)
  const rehearsal = new BitWriter()
  tellSteps(rehearsal, bytes, start, cheapestSteps(bytes, start, new Prices(), LOOKED_AT_FIRST))
  const writer = new BitWriter()
  tellSteps(writer, bytes, start, cheapestSteps(bytes, start, new Prices(rehearsal.chances), LOOKED_AT))
  return writer.end()
}

function tellSteps(coder: BitCoder, bytes: Uint8Array, start: number, steps: readonly Step[]): void {
  const distances = new Array<number>(REMEMBERED).fill(1)
  let afterCopy = false
  let at = start
  for (const { length, distance } of steps) {
    const previous = at === 0 ? 0 : bytes[at - 1]!
    tellCopy(coder, previous, afterCopy, distance === 0 ? 0 : 1)
    if (distance === 0) tellByte(coder, previous, bytes[at]!)
    else {
      const known = distances.indexOf(distance)
      const repeat = known < 0 ? REMEMBERED : known
      tellRepeat(coder, afterCopy, repeat)
      tellLength(coder, repeat < REMEMBERED, length)
      if (repeat === REMEMBERED) tellDistance(coder, length, distance)
      remember(distances, repeat, distance)
    }
    afterCopy = distance > 0
    at += length
  }
}
