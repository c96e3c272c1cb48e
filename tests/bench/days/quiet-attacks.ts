/**
 * Quiet attacks: sessions that work out, each in the variants that its seed draws.
 */

import { caller, type Attack } from './attack-kinds'
import { about, between, DAY, flowOf, oneOf, outsider, stranger, times } from './day-flow'

/** One caller logs in again and again at a service that asks for a password. */
export const bruteForce: Attack = (random, count, network) => {
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
export const exfiltration: Attack = (random, count, { insiders }) => {
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
export const beacon: Attack = (random, count, { insiders }) => {
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
