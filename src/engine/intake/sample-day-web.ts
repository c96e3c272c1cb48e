/**
 * Browsing on the sample day: look-ups, then a handful of connections to one site.
 */

import type { Random } from '../numeric/random'
import type { SampleFlow } from './sample-day'
import { tcpFlow } from './sample-day-connection'
import {
  about,
  ephemeral,
  officeHour,
  popular,
  SERVERS,
  site,
  SITE_COUNT,
  workstation,
  WORKSTATION_COUNT,
} from './sample-day-flow'

/** A visit: a look-up or two, then one to eight connections to the same site within seconds. */
export function browse(random: Random, flows: SampleFlow[]): void {
  const source = workstation(popular(random, WORKSTATION_COUNT))
  const destination = site(popular(random, SITE_COUNT))
  const encrypted = random.next() < 0.84
  let start = officeHour(random)
  for (let lookup = 1 + random.below(4); lookup > 0; lookup--)
    flows.push(lookUp(random, source, start + random.next() * 0.4))
  for (let connection = 1 + random.below(8); connection > 0; connection--) {
    start += about(random, 0.4, 1.2)
    flows.push(
      tcpFlow(
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
          bytesSent: about(random, encrypted ? 1400 : 600, 0.8),
          bytesReturned: about(random, encrypted ? 9000 : 6000, 1.6),
          failing: 0.045,
        },
      ),
    )
  }
}

function lookUp(random: Random, source: string, start: number): SampleFlow {
  const answered = random.next() < 0.985
  return {
    kind: 'dns',
    start,
    source,
    sourcePort: ephemeral(random),
    protocol: 'udp',
    service: 'dns',
    destinationPort: 53,
    destination: random.next() < 0.8 ? SERVERS.resolver : SERVERS.secondResolver,
    duration: answered ? about(random, 0.015, 1) : 0,
    bytesSent: 28 + random.below(40),
    bytesReturned: answered ? 60 + random.below(260) : 0,
    state: answered ? 'SF' : 'S0',
    packetsSent: 1,
    packetsReturned: answered ? 1 : 0,
  }
}
