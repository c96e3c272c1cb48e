/**
 * Attacks to plant in a generated day, each in the variants that its seed draws: who, from where, how fast, at what.
 */

import type { Random } from '../../../src/engine/numeric/random'
import { about, between, DAY, flowOf, oneOf, outsider, stranger, times, type DayFlow } from './day-flow'
import type { Network } from './network'

export type AttackKind = 'port scan' | 'host sweep' | 'flood' | 'brute force' | 'exfiltration' | 'beacon'
export const ATTACK_KINDS: readonly AttackKind[] = [
  'port scan',
  'host sweep',
  'flood',
  'brute force',
  'exfiltration',
  'beacon',
]

/** @param count how many flows it makes */
export const attack = (random: Random, kind: AttackKind, count: number, network: Network): DayFlow[] =>
  ATTACKS[kind](random, count, network)

type Attack = (random: Random, count: number, network: Network) => DayFlow[]

/** Seven of ten scanners are strangers, the others somebody inside. */
const caller = (random: Random, { insiders }: Network): string =>
  random.next() < 0.7 ? stranger(random) : oneOf(random, insiders)

/** One caller goes through ports of one to three hosts, 0.01 to 3 s apart. */
const portScan: Attack = (random, count, network) => {
  const source = caller(random, network)
  const others = network.targets.filter((target) => target !== source)
  const targets =
    others.length === 0 ? [outsider(random)] : times(count < 40 ? 1 : 1 + random.below(3), () => oneOf(random, others))
  const gap = oneOf(random, [0.01, 0.1, 0.5, 3])
  const begins = between(random, 0.1, 0.7) * DAY
  const inOrder = random.next() < 0.4
  const first = 1 + random.below(8000)
  const refusing = between(random, 0, 1)
  return times(count, (index) => {
    const state =
      random.next() < 0.02 ? 'RSTO' : random.next() < refusing ? 'REJ' : random.next() < 0.06 ? 'RSTOS0' : 'S0'
    return flowOf(
      random,
      {
        kind: 'port scan',
        start: (begins + gap * (index + random.next())) % DAY,
        source,
        destination: targets[index % targets.length]!,
        destinationPort: inOrder ? 1 + ((first + index) % 65_000) : 1 + random.below(49_152),
      },
      { duration: about(random, 0.0004, 0.7), sent: 0, returned: 0, state },
    )
  })
}

/** One caller asks host after host on one port, or by ping; hardly any is there. */
const hostSweep: Attack = (random, count, network) => {
  const source = caller(random, network)
  const port = oneOf(random, [22, 23, 80, 445, 445, 3389, 0])
  const net = network.hosts[0]!.split('.').slice(0, 2).join('.')
  const gap = oneOf(random, [0.02, 0.2, 1, 5])
  const begins = between(random, 0.1, 0.7) * DAY
  const there = between(random, 0, 0.08)
  const [third, inOrder] = [random.below(200), random.next() < 0.5]
  return times(count, (index) => {
    const place = inOrder ? index : random.below(20_000)
    const answered = random.next() < there
    return flowOf(
      random,
      {
        kind: 'host sweep',
        start: (begins + gap * (index + random.next())) % DAY,
        source,
        destination: `${net}.${(third + Math.floor(place / 254)) % 256}.${1 + (place % 254)}`,
        destinationPort: port,
        protocol: port === 0 ? 'icmp' : 'tcp',
      },
      port === 0
        ? { duration: answered ? 0.002 : 0, sent: 56, returned: 56, state: answered ? 'SF' : 'S0' }
        : {
            duration: about(random, 0.001, 0.5),
            sent: 0,
            returned: 0,
            state: answered ? 'RSTO' : random.next() < 0.85 ? 'S0' : 'REJ',
          },
    )
  })
}

/** SYNs, datagrams or pings at one place within seconds, from made-up addresses, from some hundred, or from one. */
const flood: Attack = (random, count, network) => {
  const destination = oneOf(random, network.targets)
  const what = oneOf(random, ['syn', 'syn', 'syn', 'udp', 'ping'] as const)
  const port = what === 'syn' ? oneOf(random, [80, 443, 25]) : what === 'udp' ? oneOf(random, [53, 123, 80, 27015]) : 0
  const from = oneOf(random, ['made up', 'hundred', 'one'] as const)
  const bots = times(from === 'one' ? 1 : 100 + random.below(200), () => stranger(random))
  const lasts = Math.max(2, count * oneOf(random, [0.002, 0.01, 0.05]))
  const begins = between(random, 0.1, 0.9) * DAY
  const size = what === 'syn' ? 0 : 30 + random.below(1200)
  return times(count, () =>
    flowOf(
      random,
      {
        kind: 'flood',
        start: begins + random.next() * lasts,
        source:
          from === 'made up'
            ? `${11 + random.below(200)}.${random.below(256)}.${random.below(256)}.${random.below(256)}`
            : oneOf(random, bots),
        destination,
        destinationPort: port,
        protocol: what === 'syn' ? 'tcp' : what === 'udp' ? 'udp' : 'icmp',
      },
      { duration: 0, sent: size, returned: 0, state: 'S0' },
    ),
  )
}

/** One caller logs in again and again at a service that asks for a password. */
const bruteForce: Attack = (random, count, network) => {
  const [port, service, sent, returned, lasts] = oneOf(random, [
    [22, 'ssh', 1300, 1900, 1.8],
    [22, 'ssh', 2100, 2600, 2.5],
    [21, 'ftp', 120, 420, 1.2],
    [3389, 'rdp', 1500, 1700, 3],
    [143, 'imap', 260, 640, 0.9],
    [3306, 'mysql', 240, 380, 0.2],
  ] as const)
  const source = caller(random, network)
  const others = network.targets.filter((target) => target !== source)
  const destination = others.length === 0 ? outsider(random) : oneOf(random, others)
  const gap = oneOf(random, [0.3, 2, 8])
  const begins = between(random, 0.05, 0.5) * DAY
  return times(count, (index) =>
    flowOf(
      random,
      {
        kind: 'brute force',
        start: (begins + gap * (index + random.next())) % DAY,
        source,
        destination,
        destinationPort: port,
        service,
      },
      {
        duration: about(random, lasts, 0.2),
        sent: sent * (1 + 0.05 * random.normal()),
        returned: returned * (1 + 0.04 * random.normal()),
        state: random.next() < 0.87 ? 'SF' : 'RSTO',
      },
    ),
  )
}

/** Uploads of megabytes from one host inside to one outside, over some hours; hardly anything comes back. */
const exfiltration: Attack = (random, count, { insiders }) => {
  const [source, destination] = [oneOf(random, insiders), stranger(random)]
  const port = oneOf(random, [443, 443, 21, 22, 8443])
  const service = port === 443 ? 'ssl' : port === 21 ? 'ftp' : port === 22 ? 'ssh' : '-'
  const median = oneOf(random, [4e6, 12e6, 40e6])
  const [begins, lasts] = [between(random, 0.1, 0.6) * DAY, between(random, 0.05, 0.35) * DAY]
  return times(count, () =>
    flowOf(
      random,
      {
        kind: 'exfiltration',
        start: begins + random.next() * lasts,
        source,
        destination,
        destinationPort: port,
        service,
      },
      { duration: about(random, 200, 0.6), sent: about(random, median, 0.5), returned: about(random, 15_000, 0.6) },
    ),
  )
}

/** Infected hosts call the same place after the same time, give or take up to 15 %, with the same few bytes. */
const beacon: Attack = (random, count, { insiders }) => {
  const destination = stranger(random)
  const port = oneOf(random, [443, 443, 80, 8080, 4444])
  const service = port === 443 ? 'ssl' : port === 80 ? 'http' : '-'
  const hosts = insiders.length < 4 ? 1 : Math.max(1, Math.ceil(count / 800))
  const each = Math.ceil(count / hosts)
  const period = Math.min(oneOf(random, [30, 60, 300, 900]), (0.9 * DAY) / each)
  const jitter = oneOf(random, [0, 0.01, 0.05, 0.15])
  const [sent, returned] = [180 + random.below(900), 120 + random.below(400)]
  return times(count, (index) => {
    const turn = Math.floor(index / hosts)
    const start = (index % hosts) * 7 + 0.05 * DAY + period * (turn + jitter * (2 * random.next() - 1))
    return flowOf(
      random,
      {
        kind: 'beacon',
        start,
        source: insiders[(index % hosts) + Math.floor((insiders.length - hosts) / 2)]!,
        destination,
        destinationPort: port,
        service,
      },
      { duration: about(random, 0.15, 0.1), sent: sent + random.below(6), returned: returned + random.below(4) },
    )
  })
}

const ATTACKS: Readonly<Record<AttackKind, Attack>> = {
  'port scan': portScan,
  'host sweep': hostSweep,
  flood,
  'brute force': bruteForce,
  exfiltration,
  beacon,
}
