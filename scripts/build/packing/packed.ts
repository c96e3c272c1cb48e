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
  tellOtherByte,
  tellRepeat,
  type BitCoder,
} from '../../../src/worker/packing/spelling.ts'
import { BitWriter } from './bit-writer.ts'
import { cheapestSteps, type Step } from './cheapest-steps.ts'
import { Prices } from './prices.ts'

/** Earlier places looked at for a copy, time by time: few where only chances are to be learnt. */
const LOOKED_AT = [12, 48, 512, 1024] as const

/**
 * Steps are chosen four times, each time by the prices that the choice before led to.
 *
 * @param before bytes that whoever unpacks has already: what the text shares with them is copied
 */
export function packed(text: Uint8Array, before: Uint8Array): Uint8Array {
  const start = before.length
  const bytes = new Uint8Array(start + text.length)
  bytes.set(before)
  bytes.set(text, start)
  let prices = new Prices()
  let writer = new BitWriter()
  for (const most of LOOKED_AT) {
    writer = new BitWriter()
    tellSteps(writer, bytes, start, cheapestSteps(bytes, start, prices, most))
    prices = new Prices(writer.chances)
  }
  return writer.end()
}

function tellSteps(coder: BitCoder, bytes: Uint8Array, start: number, steps: readonly Step[]): void {
  const distances = new Array<number>(REMEMBERED).fill(1)
  let afterCopy = false
  let at = start
  for (const { length, distance } of steps) {
    const previous = at === 0 ? 0 : bytes[at - 1]!
    tellCopy(coder, previous, afterCopy, distance === 0 ? 0 : 1)
    if (distance === 0 && afterCopy) tellOtherByte(coder, previous, bytes[at - distances[0]!]!, bytes[at]!)
    else if (distance === 0) tellByte(coder, previous, bytes[at]!)
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
