/**
 * Sample day: a made-up working day of office traffic with five attacks planted in it, the same for the same seed.
 *
 * About 20,000 flows in the columns of a Zeek conn.log, and `label`, the ground truth. No address is anybody's: inside is
 * 10.20.0.0/16, outside are the documentation and benchmarking ranges (RFC 5737, RFC 2544). `sample-day-office.ts` has
 * the ordinary traffic, `sample-day-attacks.ts` what is planted.
 */

import { seededRandom, type Random } from '../numeric/random'
import { plantedAttacks, type AttackKind } from './sample-day-attacks'
import { officeTraffic, type OfficeKind } from './sample-day-office'

export const SAMPLE_DAY_NAME = 'sample-working-day.csv'

/** One flow, in the terms of Zeek's conn.log. */
export interface SampleFlow {
  readonly kind: OfficeKind | AttackKind
  /** Seconds since midnight of the day. */
  readonly start: number
  readonly source: string
  readonly sourcePort: number
  readonly destination: string
  readonly destinationPort: number
  readonly protocol: 'tcp' | 'udp'
  /** '-' where Zeek would not know. */
  readonly service: string
  /** Seconds. */
  readonly duration: number
  readonly bytesSent: number
  readonly bytesReturned: number
  readonly state: string
  readonly packetsSent: number
  readonly packetsReturned: number
}

const COLUMNS = [
  'ts',
  'uid',
  'id.orig_h',
  'id.orig_p',
  'id.resp_h',
  'id.resp_p',
  'proto',
  'service',
  'duration',
  'orig_bytes',
  'resp_bytes',
  'conn_state',
  'orig_pkts',
  'resp_pkts',
  'label',
] as const

/** Tuesday 3 March 2026, 00:00 UTC, in epoch seconds. */
const MIDNIGHT = 1_772_496_000

const ATTACK_KINDS: ReadonlySet<string> = new Set<AttackKind>([
  'port scan',
  'SYN flood',
  'exfiltration',
  'SSH brute force',
  'beacon',
])

/** The ground truth of a flow as the `label` column has it. */
export const truthOf = (flow: SampleFlow): string => (ATTACK_KINDS.has(flow.kind) ? flow.kind : 'benign')

/** The day's flows in order of time. @param seed uint32 */
export function sampleFlows(seed: number): readonly SampleFlow[] {
  const random = seededRandom(seed)
  const flows = [...officeTraffic(random), ...plantedAttacks(random)]
  return flows.sort((a, b) => a.start - b.start)
}

/** The day as CSV text with a header line. @param seed uint32 */
export function sampleDay(seed: number): string {
  const flows = sampleFlows(seed)
  const random = seededRandom((seed ^ 0x5bd1e995) >>> 0)
  const lines: string[] = [COLUMNS.join(',')]
  for (const flow of flows) lines.push(lineOf(flow, random))
  lines.push('')
  return lines.join('\n')
}

function lineOf(flow: SampleFlow, random: Random): string {
  return [
    (MIDNIGHT + flow.start).toFixed(6),
    uidOf(random),
    flow.source,
    flow.sourcePort,
    flow.destination,
    flow.destinationPort,
    flow.protocol,
    flow.service,
    flow.duration.toFixed(6),
    flow.bytesSent,
    flow.bytesReturned,
    flow.state,
    flow.packetsSent,
    flow.packetsReturned,
    truthOf(flow),
  ].join(',')
}

const UID_LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Zeek's form: C and 17 letters or digits. */
function uidOf(random: Random): string {
  let uid = 'C'
  for (let i = 0; i < 17; i++) uid += UID_LETTERS[random.below(62)]!
  return uid
}
