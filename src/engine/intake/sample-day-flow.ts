/**
 * The parts a sample flow is put together from: addresses, hours, amounts, packets.
 */

import { exp } from '../numeric/portable-math'
import type { Random } from '../numeric/random'

/** Of the inside network 10.20.0.0/16: servers in .0, workstations in .1. */
export const SERVERS = {
  gateway: '10.20.0.1',
  resolver: '10.20.0.2',
  secondResolver: '10.20.0.3',
  backup: '10.20.0.10',
  files: '10.20.0.15',
  web: '10.20.0.20',
  mail: '10.20.0.25',
  shell: '10.20.0.22',
} as const

export const WORKSTATION_COUNT = 44
export const workstation = (index: number): string => `10.20.1.${index + 20}`

/** Outside hosts that ordinary traffic goes to: RFC 5737's three documentation networks, without the attackers' corner. */
export const SITE_COUNT = 600
export const site = (index: number): string =>
  `${['192.0.2', '198.51.100', '203.0.113'][index % 3]!}.${1 + Math.floor(index / 3)}`

/** The corner of 203.0.113.0/24 where attackers sit: .220 to .254. */
export const attacker = (random: Random): string => `203.0.113.${220 + random.below(35)}`

/** An ephemeral port, 32768 … 60999 as Linux gives them. */
export const ephemeral = (random: Random): number => 32768 + random.below(28232)

/** Log-normal around a median; `spread` is the standard deviation of the natural logarithm. */
export const about = (random: Random, median: number, spread: number): number => median * exp(spread * random.normal())

/** Zipf-like: low indices far more often than high ones. */
export const popular = (random: Random, bound: number): number => {
  const share = random.next()
  return Math.floor(bound * share * share * Math.sqrt(share))
}

/** Share of a working day's sessions per hour, 0 … 23: quiet nights, a dip at noon. Adds up to 100. */
const HOURS = [
  0.4, 0.3, 0.3, 0.3, 0.3, 0.5, 1.2, 4, 9.5, 11.5, 11, 10, 6.5, 9, 10.5, 9.5, 7, 4, 1.7, 0.8, 0.6, 0.5, 0.3, 0.3,
]

/** Seconds since midnight, drawn by the day's shape. */
export function officeHour(random: Random): number {
  let left = random.next() * 100
  let hour = 0
  while (hour < 23 && left >= HOURS[hour]!) left -= HOURS[hour++]!
  return (hour + random.next()) * 3600
}

/** Weighted draw: [['SF', 0.97], ['S0', 0.03]]. The last one takes what rounding leaves. */
export function drawn<T>(random: Random, weighted: readonly (readonly [T, number])[]): T {
  let left = random.next()
  for (const [value, weight] of weighted) {
    left -= weight
    if (left < 0) return value
  }
  return weighted[weighted.length - 1]![0]
}

/**
 * Packets of a TCP flow that carried these bytes: full segments of 1,448 bytes one way, an acknowledgement for every
 * second one the other way, and the handshake and close of the sender.
 */
export function tcpPackets(random: Random, bytesOwn: number, bytesOther: number): number {
  return Math.ceil(bytesOwn / 1448) + Math.ceil(bytesOther / 2896) + 3 + random.below(3)
}
