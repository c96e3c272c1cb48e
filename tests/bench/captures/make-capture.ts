/**
 * Make capture: a pcap of so many bytes from a seed, block by block.
 *
 * So many connections at a time, each of 1 to so many packets from one side, half of them without payload and a third full; 20,000 packets a second.
 */

import { seededRandom, type Random } from '../../../src/engine/numeric/random'
import { filler } from '../../fixtures/captures/octets'
import { ethernet, EtherType, ip4, tcp } from '../../fixtures/captures/packets'
import { pcapHeader, pcapRecord } from '../../fixtures/captures/pcap-file'

/** Goes up whenever the same seed gives another file. */
export const CAPTURE_VERSION = 1

export interface CapturePlan {
  /** At least; the file may be a block larger. */
  readonly sizeBytes: number
  readonly connectionCount: number
  /** Of a connection, from 1. */
  readonly mostPackets: number
  /** uint32 */
  readonly seed: number
}

const BLOCK_BYTES = 4_000_000
const LONGEST_RECORD = 2000

/** Where what changes from packet to packet stands in a record. */
const Place = {
  seconds: 0,
  microseconds: 4,
  source: 42,
  destination: 46,
  sourcePort: 50,
  sequence: 54,
  flags: 63,
} as const

const recordOf = (payloadBytes: number): Uint8Array => {
  const segment = tcp({ sourcePort: 1, destinationPort: 443, flags: 16 }, filler(payloadBytes))
  const packet = ip4({ source: '10.0.0.1', destination: '10.0.0.2', protocol: 6 }, segment)
  return pcapRecord({ seconds: 0, nanoseconds: 0, bytes: ethernet({ type: EtherType.ip4 }, packet) })
}
const RECORDS = [0, 1400, 0, 1400, 0, 300].map(recordOf)

interface Connection {
  source: number
  port: number
  sequence: number
  left: number
}

const freshConnection = (random: Random, mostPackets: number): Connection => ({
  source: 0x0a000000 | random.below(65_536),
  port: 1024 + random.below(60_000),
  sequence: random.below(4_000_000_000),
  left: 1 + random.below(mostPackets),
})

/** Each block is good until the next is asked for. */
export function* makeCapture(plan: CapturePlan): Generator<Uint8Array> {
  const { sizeBytes, connectionCount, mostPackets, seed } = plan
  const random = seededRandom(seed)
  const fresh = (): Connection => freshConnection(random, mostPackets)
  const connections = Array.from({ length: connectionCount }, fresh)
  const header = pcapHeader()
  yield header
  const block = new Uint8Array(BLOCK_BYTES)
  const view = new DataView(block.buffer)
  let packetIndex = 0
  for (let written = header.length; written < sizeBytes;) {
    let at = 0
    while (at < BLOCK_BYTES - LONGEST_RECORD) {
      const which = random.below(connectionCount)
      const connection = connections[which]!
      at += writePacket(view, at, connection, packetIndex++)
      if (connection.left === 0) connections[which] = fresh()
    }
    written += at
    yield block.subarray(0, at)
  }
}

/** @returns the bytes of its record */
function writePacket(view: DataView, at: number, connection: Connection, index: number): number {
  const record = RECORDS[index % RECORDS.length]!
  new Uint8Array(view.buffer).set(record, at)
  view.setUint32(at + Place.seconds, 1_700_000_000 + Math.floor(index / 20_000), true)
  view.setUint32(at + Place.microseconds, (index % 20_000) * 50, true)
  view.setUint32(at + Place.source, connection.source)
  view.setUint16(at + Place.sourcePort, connection.port)
  view.setUint32(at + Place.sequence, connection.sequence)
  connection.sequence = (connection.sequence + record.length - 16 - 54) >>> 0
  if (--connection.left === 0) view.setUint8(at + Place.flags, 17)
  return record.length
}
