/**
 * The ordinary traffic of the sample day: browsing with its look-ups, mail, file shares, admins' shells, clocks, and the
 * backup at night.
 *
 * Medians and spreads are plausible sizes of office traffic, not fitted to anybody's.
 */

import type { Random } from '../numeric/random'
import type { SampleFlow } from './sample-day'
import { DAY, tcpFlow } from './sample-day-connection'
import { about, drawn, officeHour, popular, SERVERS, site, workstation, WORKSTATION_COUNT } from './sample-day-flow'
import { browse } from './sample-day-web'

export type OfficeKind = 'web' | 'dns' | 'mail' | 'files' | 'ssh' | 'ntp' | 'backup'

/** All ordinary flows, in no order. */
export function officeTraffic(random: Random): SampleFlow[] {
  const flows: SampleFlow[] = []
  for (let session = 0; session < 2050; session++) browse(random, flows)
  for (let index = 0; index < WORKSTATION_COUNT; index++) {
    readMail(random, flows, workstation(index))
    useFiles(random, flows, workstation(index))
    setClock(random, flows, workstation(index))
    backUp(random, flows, workstation(index))
  }
  for (let letter = 0; letter < 420; letter++) carryMail(random, flows)
  for (let login = 0; login < 240; login++) administer(random, flows)
  return flows
}

/** A mail program asks every quarter of an hour or so while somebody is at the desk. */
function readMail(random: Random, flows: SampleFlow[], source: string): void {
  const leaves = (16 + random.next() * 3) * 3600
  for (let start = (7 + random.next() * 2) * 3600; start < leaves; start += 900 * (0.5 + random.next() * 1.6)) {
    flows.push(
      tcpFlow(
        random,
        { kind: 'mail', start, source, destination: SERVERS.mail, destinationPort: 993, service: 'ssl' },
        {
          duration: about(random, 2.5, 0.9),
          bytesSent: about(random, 1800, 0.5),
          bytesReturned: about(random, 5200, 1.5),
          failing: 0.012,
        },
      ),
    )
  }
}

/** A letter on its way: handed in by a workstation, sent out by the mail server or brought by another one. */
function carryMail(random: Random, flows: SampleFlow[]): void {
  const [source, destination, destinationPort] = drawn<readonly [string, string, number]>(random, [
    [[workstation(random.below(WORKSTATION_COUNT)), SERVERS.mail, 587], 0.4],
    [[SERVERS.mail, site(popular(random, 120)), 25], 0.25],
    [[site(popular(random, 120)), SERVERS.mail, 25], 0.35],
  ])
  flows.push(
    tcpFlow(
      random,
      { kind: 'mail', start: officeHour(random), source, destination, destinationPort, service: 'smtp' },
      {
        duration: about(random, 3.5, 0.8),
        bytesSent: about(random, 11_000, 1.7),
        bytesReturned: about(random, 900, 0.5),
        failing: 0.03,
      },
    ),
  )
}

function useFiles(random: Random, flows: SampleFlow[], source: string): void {
  for (let opened = 12 + random.below(14); opened > 0; opened--) {
    flows.push(
      tcpFlow(
        random,
        {
          kind: 'files',
          start: officeHour(random),
          source,
          destination: SERVERS.files,
          destinationPort: 445,
          service: 'smb',
        },
        {
          duration: about(random, 25, 1.3),
          bytesSent: about(random, 14_000, 1.5),
          bytesReturned: about(random, 60_000, 1.9),
          failing: 0.02,
        },
      ),
    )
  }
}

/** Three admins, four servers. */
function administer(random: Random, flows: SampleFlow[]): void {
  const source = workstation(3 + random.below(3))
  const destination = [SERVERS.shell, SERVERS.web, SERVERS.files, SERVERS.mail][random.below(4)]!
  flows.push(
    tcpFlow(
      random,
      { kind: 'ssh', start: officeHour(random), source, destination, destinationPort: 22, service: 'ssh' },
      {
        duration: about(random, 90, 1.7),
        bytesSent: about(random, 7000, 1.3),
        bytesReturned: about(random, 12_000, 1.5),
        failing: 0.03,
      },
    ),
  )
}

/** Every 4,096 s, as NTP's poll exponent 12 has it, to the gateway. */
function setClock(random: Random, flows: SampleFlow[], source: string): void {
  for (let start = random.next() * 4096; start < DAY - 10; start += 4096 + random.normal() * 4) {
    flows.push({
      kind: 'ntp',
      start,
      source,
      sourcePort: 123,
      destination: SERVERS.gateway,
      destinationPort: 123,
      protocol: 'udp',
      service: 'ntp',
      duration: about(random, 0.002, 0.5),
      bytesSent: 48,
      bytesReturned: 48,
      state: 'SF',
      packetsSent: 1,
      packetsReturned: 1,
    })
  }
}

/** Between one and half past three at night, three sets per workstation. */
function backUp(random: Random, flows: SampleFlow[], source: string): void {
  for (let set = 0; set < 3; set++) {
    const bytesSent = about(random, 25e6, 1.2)
    flows.push(
      tcpFlow(
        random,
        {
          kind: 'backup',
          start: (1 + random.next() * 2.5) * 3600,
          source,
          destination: SERVERS.backup,
          destinationPort: 873,
          service: '-',
        },
        {
          duration: 4 + bytesSent / about(random, 4e6, 0.3),
          bytesSent,
          bytesReturned: bytesSent * 0.0008 + about(random, 9000, 0.6),
          failing: 0.01,
        },
      ),
    )
  }
}
