/**
 * Traffic: a small made-up day of flows, for tests that need a file but none in particular.
 */

import { seededRandom } from '../../../src/engine/numeric/random'

/** Flows that fit nowhere in `madeUpDay`: large transfers on a service nobody else uses. */
export const STRANGE_COUNT = 6
const WEB_COUNT = 400
const NAME_COUNT = 300
export const FLOW_COUNT = WEB_COUNT + NAME_COUNT + STRANGE_COUNT

/** CSV with a header: web pages, name look-ups, and at the end the strange ones. */
export function madeUpDay(seed: number): string {
  const random = seededRandom(seed)
  const about = (middle: number): number => Math.round(middle * Math.exp(0.3 * random.normal()))
  const lines = ['duration,protocol,service,src_bytes,dst_bytes,state']
  for (let i = 0; i < WEB_COUNT; i++) lines.push(`${about(40) / 10},tcp,http,${about(500)},${about(9000)},closed`)
  for (let i = 0; i < NAME_COUNT; i++) lines.push(`${about(20) / 1000},udp,dns,${about(50)},${about(120)},answered`)
  for (let i = 0; i < STRANGE_COUNT; i++) lines.push(`${about(900)},tcp,irc,${about(8_000_000)},${about(300)},reset`)
  return `${lines.join('\n')}\n`
}
