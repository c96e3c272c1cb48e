/**
 * What is planted in the sample day: a port scan, a SYN flood, a slow exfiltration, SSH brute force, a beacon.
 */

import type { Random } from '../numeric/random'
import type { SampleFlow } from './sample-day'
import {
  about,
  attacker,
  drawn,
  ephemeral,
  SERVERS,
  tcpPackets,
  workstation,
  WORKSTATION_COUNT,
} from './sample-day-flow'

export type AttackKind = 'port scan' | 'SYN flood' | 'exfiltration' | 'SSH brute force' | 'beacon'

/** All planted flows, in no order. */
export function plantedAttacks(random: Random): SampleFlow[] {
  return [...portScan(random), ...synFlood(random), ...exfiltration(random), ...bruteForce(random), ...beacon(random)]
}

const hours = (random: Random, from: number, to: number): number => (from + random.next() * (to - from)) * 3600
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** One workstation tries 380 to 460 ports of the file server, one after another, at lunchtime. */
function portScan(random: Random): SampleFlow[] {
  const source = workstation(random.below(WORKSTATION_COUNT))
  const begins = hours(random, 12, 13)
  const gap = 0.2 + random.next() * 0.6
  const ports = new Set<number>([22, 80, 139, 445])
  for (const count = 380 + random.below(80); ports.size < count;) ports.add(1 + random.below(10_000))
  return [...ports].map((destinationPort, index) => {
    const open = [22, 139, 445].includes(destinationPort)
    const state = open
      ? 'RSTO'
      : drawn(random, [
          ['REJ', 0.72],
          ['S0', 0.28],
        ])
    return {
      kind: 'port scan',
      start: begins + gap * (index + random.next()),
      source,
      sourcePort: ephemeral(random),
      destination: SERVERS.files,
      destinationPort,
      protocol: 'tcp',
      service: '-',
      duration: state === 'S0' ? 0 : about(random, 0.0004, 0.7),
      bytesSent: 0,
      bytesReturned: 0,
      state,
      packetsSent: open ? 2 : 1,
      packetsReturned: state === 'S0' ? 0 : 1,
    }
  })
}

/** 760 to 860 first packets from made-up addresses at the web server within half a minute; none is answered. */
function synFlood(random: Random): SampleFlow[] {
  const begins = hours(random, 14, 17)
  return times(760 + random.below(100), () => ({
    kind: 'SYN flood',
    start: begins + random.next() * 28,
    source: `198.18.${random.below(256)}.${1 + random.below(254)}`,
    sourcePort: 1024 + random.below(64_000),
    destination: SERVERS.web,
    destinationPort: 443,
    protocol: 'tcp',
    service: '-',
    duration: 0,
    bytesSent: 0,
    bytesReturned: 0,
    state: 'S0',
    packetsSent: 1,
    packetsReturned: 0,
  }))
}

/** A dozen uploads of tens of megabytes to one outside host, spread over the evening and night. */
function exfiltration(random: Random): SampleFlow[] {
  const source = workstation(random.below(WORKSTATION_COUNT))
  const destination = attacker(random)
  const begins = hours(random, 17, 18)
  return times(12, (index) => {
    const bytesSent = Math.round(about(random, 34e6, 0.35))
    const bytesReturned = Math.round(about(random, 24_000, 0.3))
    return {
      kind: 'exfiltration',
      start: begins + index * 1500 + random.next() * 600,
      source,
      sourcePort: ephemeral(random),
      destination,
      destinationPort: 443,
      protocol: 'tcp',
      service: 'ssl',
      duration: about(random, 480, 0.3),
      bytesSent,
      bytesReturned,
      state: 'SF',
      packetsSent: tcpPackets(random, bytesSent, bytesReturned),
      packetsReturned: tcpPackets(random, bytesReturned, bytesSent),
    }
  })
}

/** 140 to 165 short logins from one outside host at the shell server, two seconds or so each. */
function bruteForce(random: Random): SampleFlow[] {
  const source = attacker(random)
  const begins = hours(random, 2, 6)
  return times(140 + random.below(25), (index) => {
    const bytesSent = Math.round(1350 + 60 * random.normal())
    const bytesReturned = Math.round(1980 + 50 * random.normal())
    return {
      kind: 'SSH brute force',
      start: begins + 2.4 * index + random.next(),
      source,
      sourcePort: ephemeral(random),
      destination: SERVERS.shell,
      destinationPort: 22,
      protocol: 'tcp',
      service: 'ssh',
      duration: about(random, 1.8, 0.15),
      bytesSent,
      bytesReturned,
      state: random.next() < 0.9 ? 'SF' : 'RSTO',
      packetsSent: 12 + random.below(3),
      packetsReturned: 13 + random.below(3),
    }
  })
}

/** One workstation calls the same outside host every 240 s, within 1 %, with the same few bytes, for eight hours. */
function beacon(random: Random): SampleFlow[] {
  const source = workstation(random.below(WORKSTATION_COUNT))
  const destination = attacker(random)
  const begins = hours(random, 6, 9)
  return times(120, (index) => ({
    kind: 'beacon',
    start: begins + 240 * (index + 0.01 * random.normal()),
    source,
    sourcePort: ephemeral(random),
    destination,
    destinationPort: 443,
    protocol: 'tcp',
    service: 'ssl',
    duration: about(random, 0.16, 0.1),
    bytesSent: 412 + random.below(5),
    bytesReturned: 188 + random.below(3),
    state: 'SF',
    packetsSent: 6,
    packetsReturned: 5,
  }))
}
