/**
 * Made: exports of every known schema, written from their publishers' descriptions, from a seed.
 */

import { seededRandom, type Random } from '../../../../../src/engine/numeric/random'

export const ROWS = 200

/** One flow, from which every schema takes what it writes. */
export interface MadeFlow {
  readonly index: number
  readonly seconds: number
  readonly source: string
  readonly destination: string
  readonly sourcePort: number
  readonly destinationPort: number
  readonly protocol: 'tcp' | 'udp'
  readonly packets: number
  readonly bytes: number
  readonly duration: number
  readonly random: Random
}

const PORTS = [53, 80, 123, 443, 445, 8080]

export function madeFlows(seed: number, count = ROWS): readonly MadeFlow[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, index) => {
    const destinationPort = PORTS[random.below(PORTS.length)]!
    return {
      index,
      seconds: 1_700_000_000 + index * 7 + random.below(7),
      source: `10.0.${random.below(4)}.${1 + random.below(200)}`,
      destination: `198.51.100.${1 + random.below(50)}`,
      sourcePort: 1024 + random.below(60_000),
      destinationPort,
      protocol: destinationPort === 53 || destinationPort === 123 ? 'udp' : 'tcp',
      packets: 1 + random.below(400),
      bytes: 40 + random.below(2_000_000),
      duration: random.below(60_000) / 1000,
      random,
    }
  })
}

/** "2023-11-14 22:13:20" */
export function clock(seconds: number, date = '-', between = ' '): string {
  const [day, time] = new Date(seconds * 1000).toISOString().slice(0, 19).split('T')
  return `${day!.replaceAll('-', date)}${between}${time}`
}

export const lines = (...parts: readonly (string | readonly string[])[]): string => `${parts.flat().join('\n')}\n`
