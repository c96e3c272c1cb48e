/**
 * Network: the hosts of a generated day, and what all three shapes of network do alike.
 */

import type { Random } from '../../../src/engine/numeric/random'
import {
  about,
  anyHour,
  between,
  DAY,
  flowOf,
  officeHour,
  oneOf,
  outsider,
  popular,
  times,
  usualState,
  type DayFlow,
} from './day-flow'

export interface Network {
  /** Inside, those who work there. */
  readonly hosts: readonly string[]
  /** Inside, servers; the first are the resolver, the mail server, the file server, the backup. */
  readonly servers: readonly string[]
  /** Outside, what is called often comes first. */
  readonly sites: readonly string[]
  /** What a scan or a login comes for. */
  readonly targets: readonly string[]
  /** Who could be infected. */
  readonly insiders: readonly string[]
}

export function hostsOf(random: Random, count: number): readonly string[] {
  const [a, b] = [random.below(200), random.below(200)]
  return times(count, (index) => `10.${a}.${b + Math.floor(index / 250)}.${1 + (index % 250)}`)
}

export const sitesOf = (random: Random, count: number): readonly string[] => times(count, () => outsider(random))

export function web(random: Random, source: string, destination: string, start: number): DayFlow {
  const encrypted = random.next() < 0.85
  return flowOf(
    random,
    {
      kind: 'web',
      start,
      source,
      destination,
      destinationPort: encrypted ? 443 : 80,
      service: encrypted ? 'ssl' : 'http',
    },
    {
      duration: about(random, 1.2, 1.4),
      sent: about(random, encrypted ? 1500 : 700, 0.9),
      returned: about(random, 8000, 1.7),
      state: usualState(random),
    },
  )
}

export function lookUp(random: Random, source: string, resolver: string, start: number): DayFlow {
  const answered = random.next() < 0.98
  return flowOf(
    random,
    { kind: 'dns', start, source, destination: resolver, destinationPort: 53, protocol: 'udp', service: 'dns' },
    {
      duration: answered ? about(random, 0.02, 1) : 0,
      sent: 28 + random.below(40),
      returned: 60 + random.below(260),
      state: answered ? 'SF' : 'S0',
    },
  )
}

/** One letter, either way. */
export function letter(random: Random, source: string, destination: string): DayFlow {
  return flowOf(
    random,
    {
      kind: 'mail',
      start: officeHour(random),
      source,
      destination,
      destinationPort: oneOf(random, [25, 25, 587]),
      service: 'smtp',
    },
    {
      duration: about(random, 4, 0.9),
      sent: about(random, 11_000, 1.8),
      returned: about(random, 900, 0.5),
      state: usualState(random, 0.04),
    },
  )
}

/** An admin at a shell. */
export function shell(random: Random, source: string, destination: string): DayFlow {
  return flowOf(
    random,
    { kind: 'ssh', start: officeHour(random), source, destination, destinationPort: 22, service: 'ssh' },
    {
      duration: about(random, 90, 1.6),
      sent: about(random, 7000, 1.3),
      returned: about(random, 12_000, 1.5),
      state: usualState(random, 0.04),
    },
  )
}

/** A clock every 1,024 s or so. */
export function clock(random: Random, source: string, destination: string): DayFlow[] {
  const period = oneOf(random, [1024, 2048, 4096])
  const first = random.next() * period
  return times((DAY - first) / period, (index) =>
    flowOf(
      random,
      {
        kind: 'ntp',
        start: first + period * index + 2 * random.normal(),
        source,
        destination,
        destinationPort: 123,
        protocol: 'udp',
        service: 'ntp',
      },
      { duration: about(random, 0.01, 0.5), sent: 48, returned: 48 },
    ),
  )
}

/** An update program: every machine asks the same place each hour on its own minute, with nearly the same bytes. */
export function updates(random: Random, source: string, place: string): DayFlow[] {
  const minute = random.next() * 3600
  const size = 600 + random.below(60)
  return times(24, (hour) =>
    flowOf(
      random,
      {
        kind: 'updates',
        start: 3600 * hour + minute + 5 * random.normal(),
        source,
        destination: place,
        destinationPort: 443,
        service: 'ssl',
      },
      { duration: about(random, 0.4, 0.3), sent: size + random.below(20), returned: 3100 + random.below(60) },
    ),
  )
}

/** Backup at night, inside. */
export function backUp(random: Random, source: string, destination: string): DayFlow[] {
  return times(3, () => {
    const sent = about(random, 25e6, 1.2)
    return flowOf(
      random,
      { kind: 'backup', start: between(random, 1, 3.5) * 3600, source, destination, destinationPort: 873 },
      { duration: 4 + sent / about(random, 4e6, 0.3), sent, returned: sent * 0.0008 + about(random, 9000, 0.6) },
    )
  })
}

/** Somebody's files kept in a cloud: now a few megabytes up, now a look whether anything changed, now something down. */
export function cloudFiles(random: Random, source: string, place: string): DayFlow {
  const what = random.next()
  return flowOf(
    random,
    {
      kind: 'cloud files',
      start: officeHour(random),
      source,
      destination: place,
      destinationPort: 443,
      service: 'ssl',
    },
    what < 0.25
      ? { duration: about(random, 20, 0.8), sent: about(random, 3e6, 1), returned: about(random, 9000, 0.7) }
      : {
          duration: about(random, 2, 1),
          sent: about(random, 2000, 0.7),
          returned: about(random, what < 0.5 ? 4e6 : 2500, 1.2),
        },
  )
}

/** A program that tries a host which is no longer there, every minute or so for some hours. */
export function deadServer(random: Random, source: string, gone: string, destinationPort: number): DayFlow[] {
  const first = anyHour(random) * 0.7
  const period = oneOf(random, [60, 120, 300])
  return times(60 + random.below(60), (index) =>
    flowOf(
      random,
      {
        kind: 'dead server',
        start: first + period * index + random.next(),
        source,
        destination: gone,
        destinationPort,
      },
      { duration: 0, sent: 0, returned: 0, state: 'S0' },
    ),
  )
}

/** The resolver is down for a minute: nobody's look-ups are answered. */
export function outage(random: Random, sources: readonly string[], resolver: string): DayFlow[] {
  const begins = officeHour(random)
  return times(150 + random.below(100), () =>
    flowOf(
      random,
      {
        kind: 'outage',
        start: begins + 25 * random.next(),
        source: oneOf(random, sources),
        destination: resolver,
        destinationPort: 53,
        protocol: 'udp',
        service: 'dns',
      },
      { duration: 0, sent: 28 + random.below(40), returned: 0, state: 'S0' },
    ),
  )
}

/** A program that looks after a database: it logs in every dozen seconds for some hours, always alike. */
export const loginChecks = (random: Random, source: string, destination: string): DayFlow[] =>
  times(700, (index) =>
    flowOf(
      random,
      {
        kind: 'login check',
        start: 20_000 + 12 * index + 0.1 * random.next(),
        source,
        destination,
        destinationPort: 5432,
        service: 'postgresql',
      },
      { duration: about(random, 0.02, 0.2), sent: 310 + random.below(4), returned: 480 + random.below(6) },
    ),
  )

/** Monitoring: one server asks every other in turn; they answer. */
export function watchOver(random: Random, source: string, watched: readonly string[], rounds: number): DayFlow[] {
  const ping = random.next() < 0.4
  return times(rounds, (round) =>
    watched.map((destination, index) =>
      flowOf(
        random,
        {
          kind: 'monitoring',
          start: (DAY / rounds) * round + index * 0.2,
          source,
          destination,
          destinationPort: ping ? 0 : 161,
          protocol: ping ? 'icmp' : 'udp',
          service: ping ? '-' : 'snmp',
        },
        {
          duration: about(random, 0.01, 0.6),
          sent: ping ? 56 : 80 + random.below(10),
          returned: ping ? 56 : 200 + random.below(400),
          state: random.next() < 0.99 ? 'SF' : 'S0',
        },
      ),
    ),
  ).flat()
}

const KNOCKED_AT = [23, 23, 22, 445, 3389, 8080, 80, 5900, 1433, 2323, 8443, 6379]

/** What reaches any address of the internet: strangers who knock once or twice and go on. */
export const background = (random: Random, destination: string): DayFlow =>
  flowOf(
    random,
    {
      kind: 'background',
      start: anyHour(random),
      source: outsider(random),
      destination,
      destinationPort: oneOf(random, KNOCKED_AT),
    },
    { duration: 0, sent: 0, returned: 0, state: random.next() < 0.7 ? 'S0' : 'REJ' },
  )

/** A visit to a site: look-ups, then some connections to it. */
export function visit(
  random: Random,
  source: string,
  resolver: string,
  sites: readonly string[],
  start: number,
): DayFlow[] {
  const site = popular(random, sites)
  return [
    ...times(1 + random.below(3), () => lookUp(random, source, resolver, start + random.next() * 0.4)),
    ...times(1 + random.below(7), (index) => web(random, source, site, start + 0.5 + index * about(random, 0.4, 1))),
  ]
}
