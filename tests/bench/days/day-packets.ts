/**
 * Day packets: the flows of a generated day as the packets that would have made them, in order of time.
 *
 * Made up beside what a flow says: a round trip per pair of hosts (log-normal, 0.2 ms inside and 25 ms outside at the median), gaps of a few round trips
 * with now and then a long pause, stretched to the flow's duration, and full segments but for the last.
 */

import { IpProtocol, emptyPacket, type Packet } from '../../../src/engine/intake/capture/packet'
import { TcpFlag } from '../../../src/engine/intake/flows/tcp-flags'
import type { Random } from '../../../src/engine/numeric/random'
import { about, type DayFlow } from './day-flow'

const MIDNIGHT = 1_700_006_400
const FULL = 1448
const { syn, ack, fin, rst, psh } = TcpFlag

interface Sent {
  readonly fromOriginator: boolean
  readonly flags: number
  readonly payload: number
}

export interface DayPacket {
  readonly packet: Packet
  /** Of the flow it belongs to. */
  readonly kind: string
}

export function packetsOfDay(flows: readonly DayFlow[], random: Random): DayPacket[] {
  const roundTrips = new Map<string, number>()
  const packets = flows.flatMap((flow) => {
    const pair = `${flow.source} ${flow.destination}`
    const isNear = flow.source.slice(0, 3) === flow.destination.slice(0, 3)
    const roundTrip = roundTrips.get(pair) ?? about(random, isNear ? 0.0002 : 0.025, 0.5)
    roundTrips.set(pair, roundTrip)
    return packetsOf(flow, roundTrip, random)
  })
  packets.sort((one, next) => timeOf(one.packet) - timeOf(next.packet))
  packets.forEach(({ packet }, i) => (packet.frame = i + 1))
  return packets
}

const timeOf = ({ seconds, nanoseconds }: Packet): number => seconds + nanoseconds / 1e9

function packetsOf(flow: DayFlow, roundTrip: number, random: Random): DayPacket[] {
  const sent = flow.protocol === 'tcp' ? segmentsOf(flow, random) : datagramsOf(flow)
  const gaps = sent.map((_, i) => (i === 0 ? 0 : about(random, roundTrip, 1) * (random.below(12) === 0 ? 30 : 0.3)))
  const stretch =
    flow.duration /
    Math.max(
      1e-9,
      gaps.reduce((sum, gap) => sum + gap, 0),
    )
  const next = [random.below(2 ** 31), random.below(2 ** 31)]
  let at = MIDNIGHT + flow.start
  return sent.map((one, i) => {
    at += gaps[i]! * stretch
    const [own, other] = one.fromOriginator ? [0, 1] : [1, 0]
    const packet = packetOf(flow, one, at, next[own]!, next[other]!)
    next[own]! += one.payload + ((one.flags & (syn | fin)) === 0 ? 0 : 1)
    return { packet, kind: flow.kind }
  })
}

function packetOf(
  flow: DayFlow,
  { fromOriginator, flags, payload }: Sent,
  at: number,
  sequence: number,
  acknowledgement: number,
): Packet {
  const isTcp = flow.protocol === 'tcp'
  const ports = flow.protocol === 'icmp' ? [8, 0] : [flow.sourcePort, flow.destinationPort]
  const header = isTcp ? 20 : 8
  return {
    ...emptyPacket(),
    seconds: Math.floor(at),
    nanoseconds: Math.floor((at % 1) * 1e6) * 1000,
    bytes: Uint8Array.from(`${flow.source}.${flow.destination}`.split('.').map(Number)),
    sourceAt: fromOriginator ? 0 : 4,
    destinationAt: fromOriginator ? 4 : 0,
    protocol: IpProtocol[flow.protocol],
    sourcePort: fromOriginator ? ports[0]! : ports[1]!,
    destinationPort: fromOriginator ? ports[1]! : ports[0]!,
    ipBytes: 20 + header + payload,
    payloadBytes: payload,
    tcpFlags: flags,
    sequence: sequence >>> 0,
    acknowledgement: (flags & ack) === 0 ? 0 : acknowledgement >>> 0,
    window: isTcp ? 1000 : 0,
  }
}

/** What each side sends, mixed as questions and answers are. */
function dataOf(flow: DayFlow, left: readonly [number, number]): Sent[] {
  const bytes = [flow.bytesSent, flow.bytesReturned]
  const sides = [0, 1].map((side): Sent[] =>
    Array.from({ length: Math.max(left[side]!, Math.ceil(bytes[side]! / FULL)) }, () => {
      const payload = Math.min(FULL, bytes[side]!)
      bytes[side]! -= payload
      return { fromOriginator: side === 0, flags: payload === 0 ? ack : ack | psh, payload }
    }),
  )
  const [own, other] = sides as [Sent[], Sent[]]
  const all: Sent[] = []
  for (let i = 0; i < Math.max(own.length, other.length); i++) {
    if (i < own.length) all.push(own[i]!)
    if (i < other.length) all.push(other[i]!)
  }
  return all
}

const datagramsOf = (flow: DayFlow): Sent[] =>
  dataOf(flow, [flow.packetsSent, flow.packetsReturned]).map((one) => ({ ...one, flags: 0 }))

function segmentsOf(flow: DayFlow, random: Random): Sent[] {
  const own = (flags: number): Sent => ({ fromOriginator: true, flags, payload: 0 })
  const other = (flags: number): Sent => ({ fromOriginator: false, flags, payload: 0 })
  if (flow.state === 'S0') return [own(syn)]
  if (flow.state === 'REJ') return [own(syn), other(rst | ack)]
  const opened = flow.state === 'OTH' ? [] : [own(syn), other(syn | ack), own(ack)]
  const data = dataOf(flow, [flow.packetsSent - 4, flow.packetsReturned - 3])
  if (flow.state === 'SF') return [...opened, ...data, own(fin | ack), other(fin | ack), own(ack)]
  if (flow.state === 'RSTO') return [...opened, ...data, own(rst | ack)]
  if (flow.state === 'RSTR') return [...opened, ...data, other(rst | ack)]
  return random.below(2) === 0 ? [...opened, ...data] : [...opened, ...data, own(ack)]
}
