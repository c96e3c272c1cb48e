/**
 * Day flow: one flow of a generated day, and the parts it is put together from.
 *
 * These days measure findings; the app never sees this code. No address is anybody's: inside is private (RFC 1918), outside
 * the benchmarking and documentation ranges (RFC 2544, RFC 5737).
 */

import { exp } from '../../../src/engine/numeric/portable-math'
import type { Random } from '../../../src/engine/numeric/random'

/** Seconds. */
export const DAY = 86_400

export interface DayFlow {
  /** What it is: 'web', 'dns' …, or an attack. */
  readonly kind: string
  /** Seconds since midnight. */
  readonly start: number
  readonly source: string
  readonly sourcePort: number
  readonly destination: string
  /** 0 for ICMP. */
  readonly destinationPort: number
  readonly protocol: 'tcp' | 'udp' | 'icmp'
  /** '-' where Zeek would not know. */
  readonly service: string
  /** Seconds. */
  readonly duration: number
  readonly bytesSent: number
  readonly bytesReturned: number
  /** Zeek's conn_state. */
  readonly state: string
  readonly packetsSent: number
  readonly packetsReturned: number
}

/** Who calls whom for what, and when. */
export interface Call {
  readonly kind: string
  readonly start: number
  readonly source: string
  readonly destination: string
  readonly destinationPort: number
  readonly protocol?: DayFlow['protocol']
  readonly service?: string
}

export interface Amounts {
  readonly duration: number
  readonly sent: number
  readonly returned: number
  /** 'SF' unless said. */
  readonly state?: string
}

/** An ephemeral port, 32768 … 60999 as Linux gives them. */
export const ephemeral = (random: Random): number => 32768 + random.below(28232)

/** Log-normal around a median; `spread` is the standard deviation of the natural logarithm. */
export const about = (random: Random, median: number, spread: number): number => median * exp(spread * random.normal())

export const between = (random: Random, low: number, high: number): number => low + random.next() * (high - low)

export const oneOf = <T>(random: Random, values: readonly T[]): T => values[random.below(values.length)]!

/** Low indices far more often than high ones. */
export const popular = <T>(random: Random, values: readonly T[]): T =>
  values[Math.floor(values.length * random.next() ** 2.5)]!

/** Seconds since midnight of somebody at work: two bells around eleven and three. */
export function officeHour(random: Random): number {
  const around = random.next() < 0.55 ? 10.7 : 15.2
  return Math.min(DAY - 1, Math.max(0, (around + 1.7 * random.normal()) * 3600))
}

export const anyHour = (random: Random): number => random.next() * DAY

/** An address outside that ordinary traffic goes to: 198.18.0.0/15. */
export const outsider = (random: Random): string =>
  `198.${18 + random.below(2)}.${random.below(256)}.${1 + random.below(254)}`

/** An address outside that only attackers have: 203.0.113.0/24. */
export const stranger = (random: Random): string => `203.0.113.${1 + random.below(254)}`

const ANSWERED = new Set(['SF', 'S1', 'RSTO', 'RSTR', 'OTH'])

/** Packets as TCP and UDP make them; a call that is not answered carries no bytes back. */
export function flowOf(random: Random, call: Call, amounts: Amounts): DayFlow {
  const protocol = call.protocol ?? 'tcp'
  const state = amounts.state ?? 'SF'
  const isAnswered = ANSWERED.has(state)
  const tcp = protocol === 'tcp'
  const bytesSent = isAnswered || !tcp ? Math.round(amounts.sent) : 0
  const bytesReturned = isAnswered ? Math.round(amounts.returned) : 0
  const extra = tcp && isAnswered ? 3 + random.below(3) : 0
  return {
    kind: call.kind,
    start: Math.min(DAY - 0.001, Math.max(0, call.start)),
    source: call.source,
    sourcePort: protocol === 'icmp' ? 8 : ephemeral(random),
    destination: call.destination,
    destinationPort: call.destinationPort,
    protocol,
    service: isAnswered || !tcp ? (call.service ?? '-') : '-',
    duration: state === 'S0' && tcp ? 0 : amounts.duration,
    bytesSent,
    bytesReturned,
    state,
    packetsSent: Math.max(1, Math.ceil(bytesSent / 1448) + Math.ceil(bytesReturned / 2896)) + extra,
    packetsReturned: isAnswered
      ? Math.max(1, Math.ceil(bytesReturned / 1448) + Math.ceil(bytesSent / 2896)) + extra
      : state === 'REJ'
        ? 1
        : 0,
  }
}

/** How ordinary TCP calls end: nearly all well. */
export function usualState(random: Random, failing = 0.05): string {
  if (random.next() >= failing) return 'SF'
  return oneOf(random, ['S0', 'S0', 'REJ', 'RSTO', 'RSTR', 'S1'])
}

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: Math.max(0, Math.round(count)) }, (_, index) => make(index))
