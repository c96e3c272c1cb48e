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

const HOSTS = 60

/**
 * CSV of a day with times and addresses, 60 bytes a flow: 40,000 flows are long enough for several workers. Every fortieth flow is a
 * knock of one host on another port, unanswered.
 */
export function longDay(seed: number, flowCount: number): string {
  const random = seededRandom(seed)
  const lines = ['ts,src_ip,dst_ip,dst_port,proto,bytes_out,bytes_in,share']
  for (let flow = 0; flow < flowCount; flow++) {
    const knocks = flow % 40 === 7
    const source = knocks ? '10.0.0.99' : `10.0.0.${1 + random.below(HOSTS)}`
    const port = knocks ? 1 + (flow % 60_000) : random.below(3) > 0 ? 443 : 53
    const [sent, returned] = knocks ? [0, 0] : [random.below(4000), Math.round(random.next() ** 4 * 9e5)]
    const seconds = (1_700_000_000 + flow / 4).toFixed(2)
    lines.push(
      `${seconds},${source},192.168.1.${1 + random.below(9)},${port},tcp,${sent},${returned},${random.next().toFixed(2)}`,
    )
  }
  return `${lines.join('\n')}\n`
}
