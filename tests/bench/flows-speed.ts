/**
 * Flows speed: how fast a capture on disk becomes a table of flows, in one thread, and what memory that takes.
 *
 *   node scripts/run.mjs tests/bench/flows-speed.ts [--megabytes 1000] [--connections 2000]
 *
 * Writes a capture from a seed into the temporary folder first: so many connections at a time, each of up to 200 packets, half of them without
 * payload and a third full. The rows are counted and dropped, for a tab keeps them outside its memory.
 */

import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { memoryStore, type ByteStore } from '../../src/engine/intake/conversion'
import { captureConverter } from '../../src/engine/intake/flows/capture-converter'
import { silentPulse } from '../../src/engine/numeric/pulse'
import { seededRandom } from '../../src/engine/numeric/random'
import { withFile } from '../../scripts/file-source'
import { filler } from '../fixtures/captures/octets'
import { ethernet, EtherType, ip4, tcp } from '../fixtures/captures/packets'
import { pcapHeader, pcapRecord } from '../fixtures/captures/pcap-file'

const { values } = parseArgs({
  options: { megabytes: { type: 'string', default: '1000' }, connections: { type: 'string', default: '2000' } },
})
const sizeBytes = Number(values.megabytes) * 1_000_000
const openCount = Number(values.connections)
const random = seededRandom(1)

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

const freshConnection = (): Connection => ({
  source: 0x0a000000 | random.below(65_536),
  port: 1024 + random.below(60_000),
  sequence: random.below(4_000_000_000),
  left: 1 + random.below(200),
})

/** @returns packets written */
function writeCapture(path: string): number {
  const file = openSync(path, 'w')
  const connections = Array.from({ length: openCount }, freshConnection)
  let written = writeSync(file, pcapHeader())
  let packetCount = 0
  const block = new Uint8Array(4_000_000)
  const view = new DataView(block.buffer)
  while (written < sizeBytes) {
    let at = 0
    while (at < block.length - 2000) at += writePacket(block, view, at, connections, packetCount++)
    written += writeSync(file, block, 0, at)
  }
  closeSync(file)
  return packetCount
}

/** One of 20,000 packets a second. @returns the bytes of its record */
function writePacket(block: Uint8Array, view: DataView, at: number, connections: Connection[], index: number): number {
  const which = random.below(connections.length)
  const connection = connections[which]!
  const record = RECORDS[index % RECORDS.length]!
  block.set(record, at)
  view.setUint32(at + Place.seconds, 1_700_000_000 + Math.floor(index / 20_000), true)
  view.setUint32(at + Place.microseconds, (index % 20_000) * 50, true)
  view.setUint32(at + Place.source, connection.source)
  view.setUint16(at + Place.sourcePort, connection.port)
  view.setUint32(at + Place.sequence, connection.sequence)
  connection.sequence = (connection.sequence + record.length - 16 - 54) >>> 0
  if (--connection.left === 0) {
    block[at + Place.flags] = 17
    connections[which] = freshConnection()
  }
  return record.length
}

let peakBytes = 0
let rowBytes = 0
const dropping: ByteStore = {
  open: (name) => ({
    ...memoryStore.open(name),
    write: (bytes) => {
      rowBytes += bytes.length
      return Promise.resolve()
    },
  }),
}
const pulse = {
  ...silentPulse,
  breathe: () => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
    return Promise.resolve()
  },
}

const folder = mkdtempSync(join(tmpdir(), 'flows-'))
try {
  const path = join(folder, 'made.pcap')
  const packetCount = writeCapture(path)
  const head = { bytes: new Uint8Array(0), text: '', whole: false }
  const start = performance.now()
  const converted = await withFile(path, (source) => captureConverter.convert(source, head, {}, dropping, pulse))
  const seconds = (performance.now() - start) / 1000
  if (!converted.ok || converted.value.kind !== 'table') throw new Error('was not converted')
  console.log(converted.value.facts.warnings[0])
  const [speed, packets] = [sizeBytes / 1e6 / seconds, packetCount / 1e6 / seconds]
  console.log(`${speed.toFixed(0)} MB/s, ${packets.toFixed(2)} M packets/s in ${seconds.toFixed(1)} s`)
  console.log(`${(rowBytes / 1e6).toFixed(1)} MB of rows, ${(peakBytes / 1e6).toFixed(0)} MB of memory at most`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
