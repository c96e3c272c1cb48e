/**
 * By people: the ordinary calls of a generated day that somebody makes at work.
 */

import type { Random } from '../../../src/engine/numeric/random'
import { about, anyHour, flowOf, officeHour, oneOf, popular, times, usualState, type DayFlow } from './day-flow'

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

export const mailCheck = (random: Random, source: string, destination: string): DayFlow =>
  flowOf(
    random,
    { kind: 'mail', start: officeHour(random), source, destination, destinationPort: 993, service: 'ssl' },
    {
      duration: about(random, 2.5, 0.9),
      sent: about(random, 1800, 0.5),
      returned: about(random, 5200, 1.5),
      state: usualState(random, 0.02),
    },
  )

export const fileShare = (random: Random, source: string, destination: string): DayFlow =>
  flowOf(
    random,
    { kind: 'files', start: officeHour(random), source, destination, destinationPort: 445, service: 'smb' },
    {
      duration: about(random, 25, 1.3),
      sent: about(random, 14_000, 1.5),
      returned: about(random, 60_000, 1.9),
      state: usualState(random, 0.02),
    },
  )

/** An application at its database: a session per request. */
export const query = (random: Random, source: string, destination: string): DayFlow =>
  flowOf(
    random,
    {
      kind: 'database',
      start: 0.5 * anyHour(random) + 0.5 * officeHour(random),
      source,
      destination,
      destinationPort: 5432,
      service: 'postgresql',
    },
    {
      duration: about(random, 0.3, 1.2),
      sent: about(random, 900, 0.8),
      returned: about(random, 5000, 1.5),
      state: usualState(random, 0.01),
    },
  )

export const call = (random: Random, source: string, destination: string): DayFlow =>
  flowOf(
    random,
    { kind: 'call', start: officeHour(random), source, destination, destinationPort: 3478, protocol: 'udp' },
    { duration: about(random, 600, 0.9), sent: about(random, 6e6, 1), returned: about(random, 9e6, 1) },
  )
