import { describe, expect, it } from 'vitest'
import { readCapture } from '../../../../src/engine/intake/capture/read-capture'
import { recogniseCapture } from '../../../../src/engine/intake/capture/recognise'
import { bytesSource, SourceLost } from '../../../../src/engine/intake/source'
import { Cancelled, silentPulse } from '../../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../../src/engine/numeric/random'
import { madeFrames } from '../../../fixtures/captures/made-captures'
import { filler, joined, u32 } from '../../../fixtures/captures/octets'
import { ethernet, EtherType, ip4, tcp, udp } from '../../../fixtures/captures/packets'
import {
  pcapFile,
  pcapHeader,
  pcapRecord,
  type MadeFrame,
  type PcapOptions,
} from '../../../fixtures/captures/pcap-file'
import { seen } from './support/reading'

const inside = ip4({ source: '10.0.0.1', destination: '10.0.0.2', protocol: 17 }, udp(5353, 53, filler(20)))
const frame: MadeFrame = {
  seconds: 1_700_000_000,
  nanoseconds: 123_456_789,
  bytes: ethernet({ type: EtherType.ip4 }, inside),
}
const FRAME_BYTES = 62
const nothing = { packet: () => undefined, unread: () => undefined }

const KINDS: readonly (readonly [string, PcapOptions, number])[] = [
  ['little-endian, microseconds', {}, 123_456_000],
  ['big-endian, microseconds', { little: false }, 123_456_000],
  ['little-endian, nanoseconds', { nanoseconds: true }, 123_456_789],
  ['big-endian, nanoseconds', { little: false, nanoseconds: true }, 123_456_789],
  ['little-endian, Kuznetzov’s records', { modified: true }, 123_456_000],
  ['big-endian, Kuznetzov’s records', { little: false, modified: true }, 123_456_000],
]

describe('a pcap', () => {
  it.each(KINDS)('is read if it is %s', async (_, options, nanoseconds) => {
    const file = pcapFile([frame, frame], options)
    const { packets, unread, facts } = await seen(file)
    expect(recogniseCapture(file)).toBe('pcap')
    expect(unread).toEqual([])
    expect(facts).toMatchObject({ container: 'pcap', frameCount: 2, packetCount: 2, truncatedAt: null, cutCount: 0 })
    expect(packets[1]).toEqual({
      frame: 2,
      seconds: 1_700_000_000,
      nanoseconds,
      wireBytes: FRAME_BYTES,
      source: '10.0.0.1',
      destination: '10.0.0.2',
      protocol: 17,
      sourcePort: 5353,
      destinationPort: 53,
      ipBytes: 48,
      payloadBytes: 20,
      tcpFlags: 0,
      sequence: 0,
      acknowledgement: 0,
      window: 0,
      vlan: 0,
      laterFragment: false,
    })
  })

  it('gives the same packets however it is cut into slices', async () => {
    const file = pcapFile(madeFrames(seededRandom(3), 1, 60))
    const whole = await seen(file)
    expect(whole.packets.length).toBeGreaterThan(30)
    for (const sliceBytes of [1, 7, 24, 1000, 4096]) expect(await seen(file, sliceBytes)).toEqual(whole)
  })

  it('that ends anywhere gives every packet before that, and the byte where the broken one begins', async () => {
    const file = pcapFile([frame, frame])
    const secondAt = 24 + 16 + FRAME_BYTES
    for (let length = 24; length < file.length; length++) {
      const { facts } = await seen(file.subarray(0, length))
      expect(facts.frameCount).toBe(length < secondAt ? 0 : 1)
      const brokenAt = length < secondAt ? 24 : secondAt
      expect(facts.truncatedAt?.offset ?? null).toBe(length === brokenAt ? null : brokenAt)
    }
    expect((await seen(file.subarray(0, secondAt + 20))).facts.truncatedAt).toEqual({
      offset: 102,
      sentence:
        'The file ends inside frame 2, which begins at byte 102: only 20 B of it are there. Everything before it was read.',
    })
  })

  it('is read up to a length that no packet has', async () => {
    const impossible = joined(u32(0, true), u32(0, true), u32(262_145, true), u32(262_145, true), filler(500))
    const { facts } = await seen(joined(pcapFile([frame]), impossible))
    expect(facts.frameCount).toBe(1)
    expect(facts.truncatedAt).toEqual({
      offset: 102,
      sentence:
        'Frame 2, at byte 102, claims 262,145 bytes, and a capture holds at most 262,144 of a packet: the file is damaged there, and what follows can’t be read.',
    })
  })

  it('is read where a packet is as long as a capture can hold', async () => {
    const long = { ...frame, bytes: joined(frame.bytes, filler(262_144 - FRAME_BYTES)) }
    for (const sliceBytes of [4096, undefined]) {
      const { facts } = await seen(pcapFile([frame, long, long, long, frame]), sliceBytes)
      expect(facts).toMatchObject({ frameCount: 5, packetCount: 5, wireBytes: 3 * 262_144 + 2 * FRAME_BYTES })
    }
  })

  it('says how far it is, and lets others run, every half a megabyte', async () => {
    const long = { ...frame, bytes: joined(frame.bytes, filler(200_000)) }
    const file = pcapFile(new Array<MadeFrame>(10).fill(long))
    const shares: number[] = []
    let breathCount = 0
    const pulse = {
      report: (share: number) => void shares.push(share),
      breathe: () => Promise.resolve(void breathCount++),
    }
    await readCapture(bytesSource('long.pcap', file), nothing, pulse)
    expect(shares).toEqual(shares.toSorted((one, other) => one - other))
    expect(shares.at(-1)).toBe(1)
    expect(breathCount).toBe(Math.ceil(file.length / 524_288))
  })

  it('counts packets that the capture cut, and reads what headers are there', async () => {
    const bytes = ethernet(
      { type: EtherType.ip4 },
      ip4(
        { source: '10.0.0.1', destination: '10.0.0.2', protocol: 6 },
        tcp({ sourcePort: 1, destinationPort: 2, flags: 24 }, filler(1000)),
      ),
    )
    const cut = (length: number): MadeFrame => ({ ...frame, bytes: bytes.subarray(0, length), wireBytes: bytes.length })
    const { packets, unread, facts } = await seen(pcapFile([cut(54), cut(53), cut(33), cut(13), cut(0)]))
    expect(facts.cutCount).toBe(5)
    expect(packets).toHaveLength(1)
    expect(packets[0]).toMatchObject({ payloadBytes: 1000, ipBytes: 1040, wireBytes: 1054, tcpFlags: 24 })
    expect(unread).toEqual([
      ['a TCP header that the capture cut off', 2],
      ['an IPv4 header that the capture cut off', 3],
      ['an Ethernet header that the capture cut off', 4],
      ['an Ethernet header that the capture cut off', 5],
    ])
  })

  it('carries a fraction beyond one second over', async () => {
    const odd = joined(u32(10, true), u32(2_500_000, true), pcapRecord(frame).subarray(8))
    const { packets } = await seen(joined(pcapHeader(), odd))
    expect(packets[0]).toMatchObject({ seconds: 12, nanoseconds: 500_000_000 })
  })

  it('of a version before 2.4 may have its lengths swapped', async () => {
    const swapped = joined(u32(10, true), u32(0, true), u32(1000, true), u32(FRAME_BYTES, true), frame.bytes)
    const { packets, facts } = await seen(joined(pcapHeader({ version: [2, 3] }), swapped))
    expect(facts).toMatchObject({ frameCount: 1, cutCount: 1 })
    expect(packets[0]?.wireBytes).toBe(1000)
  })

  it('with a check sequence behind every packet does not count that as payload', async () => {
    // A total length of 0 leaves the packet as long as the frame.
    const offloaded = inside.slice()
    offloaded.fill(0, 2, 4)
    const bytes = joined(ethernet({ type: EtherType.ip4 }, offloaded), filler(4))
    const options = { checkWords: 2 }
    const { packets, facts } = await seen(pcapFile([{ ...frame, bytes }], options))
    expect(facts.linkTypes).toEqual(['Ethernet'])
    expect(packets[0]).toMatchObject({ ipBytes: 48, payloadBytes: 20, wireBytes: FRAME_BYTES + 4 })
  })

  it('of a link that is not read counts its frames and names the link', async () => {
    const { unread, facts } = await seen(pcapFile([frame, frame], { linkType: 189 }))
    expect(unread.map(([reason]) => reason)).toEqual(new Array(2).fill('frames of a link that is not read here (USB)'))
    expect(facts.linkTypes).toEqual(['USB'])
    expect([...facts.unread.values()]).toEqual([2])
  })

  it('without packets is read', async () => {
    const { facts } = await seen(pcapHeader())
    expect(facts).toMatchObject({ frameCount: 0, firstTime: null, lastTime: null, truncatedAt: null })
  })

  it('knows its earliest and latest time though packets are not in order', async () => {
    const at = (seconds: number, nanoseconds: number): MadeFrame => ({ ...frame, seconds, nanoseconds })
    const { facts } = await seen(pcapFile([at(5, 2000), at(3, 9000), at(9, 1000), at(9, 0)]))
    expect(facts.firstTime).toEqual({ seconds: 3, nanoseconds: 9000 })
    expect(facts.lastTime).toEqual({ seconds: 9, nanoseconds: 1000 })
  })
})

describe('what is no capture', () => {
  const refusalOf = async (bytes: Uint8Array): Promise<string> => {
    const read = await readCapture(bytesSource('odd.pcap', bytes), nothing, silentPulse)
    return read.ok ? 'was read' : `${read.failure.code}: ${read.failure.sentence}`
  }

  it('is refused with what it holds', async () => {
    expect(await refusalOf(new Uint8Array(0))).toBe('empty-file: odd.pcap is empty.')
    expect(await refusalOf(filler(100))).toBe('unsupported-format: odd.pcap holds no capture’s first bytes.')
    expect(await refusalOf(pcapHeader().subarray(0, 20))).toBe(
      'unsupported-format: odd.pcap holds 20 B of a pcap’s header.',
    )
    expect(await refusalOf(pcapHeader({ version: [3, 1] }))).toBe(
      'unsupported-format: odd.pcap is a packet capture (pcap) of version 3.1; version 2 can be read.',
    )
  })

  it('is said of a file that went while it was read', async () => {
    const file = pcapFile([frame, frame])
    const going = {
      ...bytesSource('gone.pcap', file),
      read: (start: number, end: number) =>
        start === 0 ? Promise.resolve(file.subarray(0, end)) : Promise.reject(new SourceLost('changed')),
    }
    const read = await readCapture(going, nothing, silentPulse, 64)
    expect(read.ok ? null : read.failure.code).toBe('file-changed')
  })

  it('is not said of one that was no longer wanted', async () => {
    const pulse = { report: () => undefined, breathe: () => Promise.reject(new Cancelled()) }
    await expect(readCapture(bytesSource('a.pcap', pcapFile([frame])), nothing, pulse)).rejects.toThrow(Cancelled)
  })
})
