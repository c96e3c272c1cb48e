/**
 * Capture speed: how fast packets are read from a capture in memory, in one thread, without what is made of them.
 *
 *   node scripts/run.mjs tests/bench/capture-speed.ts [--megabytes 256] [--runs 5]
 */

import { parseArgs } from 'node:util'
import type { PacketSink } from '../../src/engine/intake/capture/packet'
import { readCapture } from '../../src/engine/intake/capture/read-capture'
import { bytesSource } from '../../src/engine/intake/source'
import { silentPulse } from '../../src/engine/numeric/pulse'
import { seededRandom } from '../../src/engine/numeric/random'
import { filler } from '../fixtures/captures/octets'
import { ethernet, EtherType, ip4, ip6, tcp, udp } from '../fixtures/captures/packets'
import { pcapHeader, pcapRecord } from '../fixtures/captures/pcap-file'
import { enhancedPacket, interfaceDescription, sectionHeader } from '../fixtures/captures/pcapng-file'
import { vxlan } from '../fixtures/captures/tunnels'

const { values } = parseArgs({
  options: { megabytes: { type: 'string', default: '256' }, runs: { type: 'string', default: '5' } },
})
const sizeBytes = Number(values.megabytes) * 1_000_000
const runCount = Number(values.runs)

const random = seededRandom(1)
const host = (): string => `10.0.${random.below(4)}.${1 + random.below(250)}`

function tcpFrame(payloadBytes: number): Uint8Array {
  const ports = { sourcePort: 1024 + random.below(60_000), destinationPort: 443 }
  const segment = tcp({ ...ports, flags: 16, sequence: random.below(4_000_000_000) }, filler(payloadBytes))
  return ethernet({ type: EtherType.ip4 }, ip4({ source: host(), destination: host(), protocol: 6 }, segment))
}

/** Padded to the 60 bytes that Ethernet has at least, its check sequence not captured. */
function smallest(): Uint8Array {
  const frame = new Uint8Array(60)
  frame.set(tcpFrame(0))
  return frame
}

const udpFrame = (payload: Uint8Array, port = 53): Uint8Array =>
  ethernet(
    { type: EtherType.ip4 },
    ip4({ source: host(), destination: host(), protocol: 17 }, udp(5000, port, payload)),
  )

const ip6Frame = (payloadBytes: number): Uint8Array =>
  ethernet(
    { type: EtherType.ip6 },
    ip6(
      { source: '2001:db8::1', destination: '2001:db8::2', protocol: 6 },
      tcp({ sourcePort: 40_000, destinationPort: 443, flags: 16 }, filler(payloadBytes)),
    ),
  )

/** Half of the frames without payload, a third full, the rest between: 600 bytes on average. */
const typical = (index: number): Uint8Array =>
  index % 2 === 0
    ? smallest()
    : index % 6 === 1
      ? udpFrame(filler(180))
      : index % 8 === 3
        ? ip6Frame(1000)
        : tcpFrame(1400)

const KINDS: readonly (readonly [string, (index: number) => Uint8Array])[] = [
  ['typical, pcap', typical],
  ['64-byte packets, pcap', smallest],
  ['VXLAN, pcap', () => udpFrame(vxlan(7, tcpFrame(500)), 4789)],
]

/** Frames over and over: a thousand different ones are more than a processor learns by heart. */
function repeated(head: Uint8Array, records: readonly Uint8Array[]): Uint8Array {
  const file = new Uint8Array(sizeBytes)
  file.set(head)
  let at = head.length
  for (let i = 0; at + records[i % records.length]!.length <= sizeBytes; i++) {
    const record = records[i % records.length]!
    file.set(record, at)
    at += record.length
  }
  return file.subarray(0, at)
}

async function measure(name: string, file: Uint8Array): Promise<void> {
  let seconds = Infinity
  let frameCount = 0
  for (let run = 0; run < runCount; run++) {
    let portSum = 0
    const sink: PacketSink = { packet: (packet) => void (portSum += packet.sourcePort), unread: () => undefined }
    const start = performance.now()
    const read = await readCapture(bytesSource('made', file), sink, silentPulse)
    seconds = Math.min(seconds, (performance.now() - start) / 1000)
    if (!read.ok || portSum === 0) throw new Error('was not read')
    frameCount = read.value.frameCount
  }
  const [megabytes, millions] = [file.length / 1e6 / seconds, frameCount / 1e6 / seconds]
  const average = Math.round(file.length / frameCount)
  console.log(`${name}: ${megabytes.toFixed(0)} MB/s, ${millions.toFixed(2)} M packets/s (${average} bytes each)`)
}

for (const [name, frameOf] of KINDS) {
  const frames = Array.from({ length: 1000 }, (_, index) => ({ seconds: index, nanoseconds: 0, bytes: frameOf(index) }))
  await measure(
    name,
    repeated(
      pcapHeader(),
      frames.map((frame) => pcapRecord(frame)),
    ),
  )
  if (name !== KINDS[0]![0]) continue
  const blocks = frames.map((frame, index) => enhancedPacket(frame, { ticks: 1_700_000_000_000_000n + BigInt(index) }))
  await measure('typical, pcapng', repeated(Uint8Array.from([...sectionHeader(), ...interfaceDescription()]), blocks))
}
