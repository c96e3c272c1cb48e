/**
 * By the clock: the ordinary calls of a generated day that programs make; some look like an attack at first sight.
 */

import type { Random } from '../../../src/engine/numeric/random'
import { about, anyHour, between, DAY, flowOf, officeHour, oneOf, outsider, times, type DayFlow } from './day-flow'

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

export const healthCheck = (random: Random, source: string, destination: string, start: number): DayFlow =>
  flowOf(
    random,
    { kind: 'health check', start: start + random.next(), source, destination, destinationPort: 80, service: 'http' },
    { duration: about(random, 0.005, 0.4), sent: 180, returned: 320 + random.below(3) },
  )

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
