/**
 * Loud attacks: many flows in little time, each in the variants that its seed draws: who, from where, how fast, at what.
 */

import { caller, type Attack } from './attack-kinds'
import { about, between, DAY, flowOf, oneOf, outsider, stranger, times } from './day-flow'

/** One caller goes through ports of one to three hosts, 0.01 to 3 s apart. */
export const portScan: Attack = (random, count, network) => {
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
export const hostSweep: Attack = (random, count, network) => {
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
export const flood: Attack = (random, count, network) => {
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
