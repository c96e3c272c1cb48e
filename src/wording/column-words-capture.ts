/**
 * Column words of what a capture's flows have beyond Zeek's conn.log (engine/intake/flows/flow-rows.ts); IAT, the time from one packet to the next, is
 * said as "gap".
 */

import type { ColumnWords } from './column-words'

const words = new Map<string, ColumnWords>([
  ['vlan', ['VLAN']],
  ['first_frame', ['First packet']],
  ['bytes_per_second', ['Bytes per second', 'more bytes per second', 'fewer bytes per second']],
  ['packets_per_second', ['Packets per second', 'more packets per second', 'fewer packets per second']],
])

for (const [side, way] of [
  ['orig', 'sent'],
  ['resp', 'returned'],
] as const) {
  const payloads = `payloads ${way}`
  words.set(`${side}_payload_mean_bytes`, [`Mean payload ${way}`, `larger ${payloads}`, `smaller ${payloads}`])
  words.set(`${side}_payload_max_bytes`, [`Largest payload ${way}`, `larger ${payloads}`, `smaller ${payloads}`])
  words.set(`${side}_payload_std_bytes`, [
    `Spread of ${payloads}`,
    `${payloads} more mixed in size`,
    `${payloads} more alike in size`,
  ])
  const gaps = `gaps between packets ${way}`
  for (const [name, label] of [
    ['mean', 'Mean gap'],
    ['std', 'Spread of gaps'],
    ['min', 'Shortest gap'],
    ['max', 'Longest gap'],
  ] as const) {
    words.set(`${side}_iat_${name}_us`, [`${label} between packets ${way}`, `longer ${gaps}`, `shorter ${gaps}`])
  }
  for (const flag of ['FIN', 'SYN', 'RST', 'PSH', 'URG']) {
    const packets = `${flag} packets ${way}`
    words.set(`${side}_${flag.toLowerCase()}_pkts`, [packets, `more ${packets}`, `fewer ${packets}`])
  }
}

export const CAPTURE_WORDS: ReadonlyMap<string, ColumnWords> = words
