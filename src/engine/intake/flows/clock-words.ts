/**
 * Clock words: what is to be said of a capture whose packets are not in order of time.
 */

import { count, seconds } from '../../../wording/numbers'
import { plural } from '../../../wording/sentences'
import type { CaptureClock } from './capture-clock'

const BILLION = 1_000_000_000
/** Queues of a network card put packets out of order by less; that is nothing to be told. */
const WORTH_TELLING = 1_000_000

export function clockWarnings({ backCount, furthestBack, aheadCount }: CaptureClock): string[] {
  const warnings: string[] = []
  if (furthestBack > WORTH_TELLING) {
    const packets = backCount === 1 ? '1 packet is' : `${count(backCount)} packets are`
    const by = `by ${backCount === 1 ? '' : 'up to '}${seconds(furthestBack / BILLION)}`
    const before = `the one before ${plural(backCount, 'it', 'them')}`
    warnings.push(`${packets} dated earlier than ${before}, ${by}: where the clock runs back no flow is ended for it.`)
  }
  if (aheadCount > 0) {
    const packets = aheadCount === 1 ? '1 packet is' : `${count(aheadCount)} packets are`
    const others = `those before and after ${plural(aheadCount, 'it, and was', 'them, and were')}`
    warnings.push(`${packets} dated far later than ${others} given the time of the one before.`)
  }
  return warnings
}
