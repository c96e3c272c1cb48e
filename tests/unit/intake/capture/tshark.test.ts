import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { linkInWords } from '../../../../src/engine/intake/capture/dissect/link-types'
import { seededRandom } from '../../../../src/engine/numeric/random'
import { MADE_LINK_TYPES, madeFrames } from '../../../fixtures/captures/made-captures'
import { ipAddress } from '../../../fixtures/captures/octets'
import { pcapFile } from '../../../fixtures/captures/pcap-file'
import { addressText, seen, sharedCapture, sharedCaptureNames, type SeenPacket } from './support/reading'
import { fieldsOf, hasTshark, type Dissected, type Field } from './support/tshark'

const number = (value: string | undefined): number => Number(value ?? 0)
const last = (frame: Dissected, field: Field): string | undefined => frame[field].at(-1)

function address(text: string | undefined): string {
  const bytes = ipAddress(text!)
  return addressText(bytes, 0, bytes.length)
}

/** What both say of a frame: its innermost addresses, and its transport as far as there is one. */
function toldByTshark(frame: Dissected): Record<string, unknown> | null {
  const layers = frame['frame.protocols'][0]!.split(':')
  const ipAt = Math.max(layers.lastIndexOf('ip'), layers.lastIndexOf('ipv6'))
  if (ipAt < 0) return null
  const version = layers[ipAt] as 'ip' | 'ipv6'
  const transport = layers.slice(ipAt).find((layer) => ['tcp', 'udp', 'sctp', 'icmp', 'icmpv6'].includes(layer))
  const [seconds, fraction] = last(frame, 'frame.time_epoch')!.split('.')
  return {
    frame: number(last(frame, 'frame.number')),
    wireBytes: number(last(frame, 'frame.len')),
    seconds: number(seconds),
    nanoseconds: number(fraction),
    vlan: number(frame['ieee8021ad.id'][0] ?? frame['vlan.id'][0]),
    source: address(last(frame, `${version}.src`)),
    destination: address(last(frame, `${version}.dst`)),
    ...portsByTshark(frame, transport),
  }
}

function portsByTshark(frame: Dissected, transport: string | undefined): Record<string, unknown> {
  const ports = (first: Field, second: Field): Record<string, unknown> => ({
    sourcePort: number(last(frame, first)),
    destinationPort: number(last(frame, second)),
  })
  if (transport === 'icmp') return ports('icmp.type', 'icmp.code')
  if (transport === 'icmpv6') return ports('icmpv6.type', 'icmpv6.code')
  if (transport === 'sctp') return ports('sctp.srcport', 'sctp.dstport')
  if (transport === 'udp') return ports('udp.srcport', 'udp.dstport')
  if (transport !== 'tcp') return { sourcePort: 0, destinationPort: 0 }
  return {
    ...ports('tcp.srcport', 'tcp.dstport'),
    payloadBytes: number(last(frame, 'tcp.len')),
    sequence: number(last(frame, 'tcp.seq_raw')),
    acknowledgement: number(last(frame, 'tcp.ack_raw')),
    // Its flags have four bits more.
    tcpFlags: number(last(frame, 'tcp.flags')) & 255,
    window: number(last(frame, 'tcp.window_size_value')),
  }
}

/** A later fragment's ports are known here and not there. */
const compared = (packet: SeenPacket): SeenPacket =>
  packet.laterFragment ? { ...packet, sourcePort: 0, destinationPort: 0 } : packet

async function compare(path: string, file: Uint8Array): Promise<number> {
  const { packets, unread } = await seen(file)
  const byFrame = new Map(packets.map((packet) => [packet.frame, packet]))
  const unreadFrames = new Set(unread.map(([, frame]) => frame))
  let comparedCount = 0
  for (const frame of fieldsOf(path)) {
    const told = toldByTshark(frame)
    const packet = byFrame.get(number(last(frame, 'frame.number')))
    if (told === null) {
      expect(unreadFrames).toContain(number(last(frame, 'frame.number')))
      continue
    }
    expect(packet, `frame ${String(told['frame'])}`).toBeDefined()
    expect(compared(packet!)).toMatchObject(told)
    comparedCount++
  }
  return comparedCount
}

describe.skipIf(!hasTshark)('packets as tshark reads them (skipped where there is no tshark)', () => {
  const folder = hasTshark ? mkdtempSync(join(tmpdir(), 'flotsam-')) : ''
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const written = (name: string, bytes: Uint8Array): string => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }

  it.each(MADE_LINK_TYPES.map((linkType) => [linkInWords(linkType), linkType] as const))(
    'addresses, ports, flags, lengths and times of 400 frames are the same on a link of %s (%d)',
    async (_, linkType) => {
      const frames = madeFrames(seededRandom(linkType + 1), linkType, 400)
      const file = pcapFile(frames, { linkType })
      expect(await compare(written(`${linkType}.pcap`, file), file)).toBeGreaterThan(150)
    },
  )

  it.skipIf(sharedCaptureNames.length === 0)('and so are those of real captures', async () => {
    for (const name of ['wikipedia.pcap', 'sample.pcapng', 'sshguess.pcap', 'dns_exfiltration.pcap']) {
      const file = sharedCapture(name)
      expect(await compare(written(name, file), file)).toBeGreaterThan(50)
    }
  })
})
