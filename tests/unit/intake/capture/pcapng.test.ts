import { describe, expect, it } from 'vitest'
import { recogniseCapture } from '../../../../src/engine/intake/capture/recognise'
import { seededRandom } from '../../../../src/engine/numeric/random'
import { madeFrames } from '../../../fixtures/captures/made-captures'
import { filler, joined, u16, u32, u8 } from '../../../fixtures/captures/octets'
import { ethernet, EtherType, ip4, udp } from '../../../fixtures/captures/packets'
import { pcapFile } from '../../../fixtures/captures/pcap-file'
import {
  block,
  enhancedPacket,
  interfaceDescription,
  obsoletePacket,
  option,
  pcapngFile,
  sectionHeader,
  simplePacket,
} from '../../../fixtures/captures/pcapng-file'
import { seen } from './support/reading'

/** A packet to tell by its source port; 42 bytes long. */
const packetTo = (port: number): Uint8Array =>
  ip4({ source: '10.0.0.1', destination: '10.0.0.2', protocol: 17 }, udp(port, 53))
const frameTo = (port: number): { readonly bytes: Uint8Array } => ({
  bytes: ethernet({ type: EtherType.ip4 }, packetTo(port)),
})
const FRAME_BYTES = 42
const NOON = 1_700_000_000_000_000n
const usual = joined(sectionHeader(), interfaceDescription())
const usualFrame = enhancedPacket(frameTo(1), { ticks: NOON })

const portsOf = async (file: Uint8Array): Promise<number[]> =>
  (await seen(file)).packets.map(({ sourcePort }) => sourcePort)

describe('a pcapng', () => {
  it.each([true, false])(
    'gives the packets that the pcap of the same frames gives (little-endian: %s)',
    async (little) => {
      const frames = madeFrames(seededRandom(5), 1, 80)
      const file = pcapngFile(frames, { little })
      const { packets, unread, facts } = await seen(file)
      const twin = await seen(pcapFile(frames))
      expect(recogniseCapture(file)).toBe('pcapng')
      expect(packets).toEqual(twin.packets)
      expect(unread).toEqual(twin.unread)
      expect(facts).toMatchObject({ container: 'pcapng', frameCount: frames.length, wireBytes: twin.facts.wireBytes })
    },
  )

  it('gives the same packets however it is cut into slices', async () => {
    const file = pcapngFile(madeFrames(seededRandom(6), 1, 40), { nanoseconds: true })
    const whole = await seen(file)
    for (const sliceBytes of [1, 13, 512]) expect(await seen(file, sliceBytes)).toEqual(whole)
  })

  it('may hold enhanced, simple and obsolete packets, and blocks that are passed over', async () => {
    const file = joined(
      usual,
      block(4, filler(30)),
      enhancedPacket(frameTo(1), { ticks: NOON, options: [option(1, filler(5)), option(2, u32(9))] }),
      block(0x80000bad, filler(7)),
      obsoletePacket(frameTo(2), { ticks: NOON + 1n }),
      simplePacket(frameTo(3)),
      block(5, filler(12)),
    )
    const { packets, facts } = await seen(file)
    expect(packets.map(({ frame, sourcePort }) => [frame, sourcePort])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ])
    expect(facts).toMatchObject({ frameCount: 3, timelessCount: 1, truncatedAt: null })
  })

  it('gives a simple packet the time of the packet before', async () => {
    const { packets, facts } = await seen(joined(usual, simplePacket(frameTo(1)), usualFrame, simplePacket(frameTo(2))))
    expect(packets.map(({ seconds }) => seconds)).toEqual([0, 1_700_000_000, 1_700_000_000])
    expect(facts.firstTime).toEqual({ seconds: 1_700_000_000, nanoseconds: 0 })
  })

  it('keeps of a simple packet what its interface’s snap length and its block leave', async () => {
    const described = interfaceDescription({ snapLength: 42 })
    const long = { bytes: joined(frameTo(4).bytes, u16(0)), wireBytes: 900 }
    const { packets, facts } = await seen(joined(sectionHeader(), described, simplePacket(long)))
    expect(packets[0]).toMatchObject({ sourcePort: 4, wireBytes: 900 })
    expect(facts).toMatchObject({ cutCount: 1 })
  })

  it('reads each interface’s link, clock and name', async () => {
    const file = joined(
      sectionHeader(),
      interfaceDescription({ name: 'eth0', snapLength: 96 }),
      interfaceDescription({ linkType: 101, resolution: 9, name: 'tun ✓' }),
      interfaceDescription({ linkType: 228, resolution: 0x80 | 10, timeOffset: 1_000_000n }),
      enhancedPacket({ bytes: packetTo(2) }, { interfaceIndex: 1, ticks: 1_700_000_000_123_456_789n }),
      enhancedPacket({ bytes: packetTo(3) }, { interfaceIndex: 2, ticks: 1536n }),
      obsoletePacket(frameTo(4), { interfaceIndex: 0, ticks: NOON }),
    )
    const { packets, facts } = await seen(file)
    expect(packets.map(({ sourcePort, seconds, nanoseconds }) => [sourcePort, seconds, nanoseconds])).toEqual([
      [2, 1_700_000_000, 123_456_789],
      [3, 1_000_001, 500_000_000],
      [4, 1_700_000_000, 0],
    ])
    expect(facts.linkTypes).toEqual(['Ethernet', 'raw IP', 'raw IPv4'])
    expect(facts.interfaces).toEqual([
      { name: 'eth0', link: 'Ethernet', snapLengthBytes: 96, frameCount: 1 },
      { name: 'tun ✓', link: 'raw IP', snapLengthBytes: 262_144, frameCount: 1 },
      { name: '', link: 'raw IPv4', snapLengthBytes: 262_144, frameCount: 1 },
    ])
  })

  it('with a check sequence behind every packet does not count that as payload', async () => {
    const checked = block(1, joined(u16(1, true), u16(0), u32(0), option(13, u8(32)), u32(0)))
    const offloaded = frameTo(1).bytes.slice()
    offloaded.fill(0, 16, 18)
    const bytes = joined(offloaded, filler(4))
    const { packets } = await seen(joined(sectionHeader(), checked, enhancedPacket({ bytes }, { ticks: NOON })))
    expect(packets[0]).toMatchObject({ ipBytes: 28, payloadBytes: 0, wireBytes: FRAME_BYTES + 4 })
  })

  it('may have several sections, each of its own byte order and with its own interfaces', async () => {
    const section = (little: boolean, linkType: number, bytes: Uint8Array): Uint8Array =>
      joined(
        sectionHeader({ little, sectionLength: little ? -1n : 12_345n }),
        interfaceDescription({ little, linkType }),
        enhancedPacket({ bytes }, { little, ticks: NOON }),
      )
    const file = joined(
      section(true, 1, frameTo(1).bytes),
      section(false, 101, packetTo(2)),
      section(true, 228, packetTo(3)),
    )
    const { facts } = await seen(file)
    expect(await portsOf(file)).toEqual([1, 2, 3])
    expect(facts).toMatchObject({ interfaceCount: 3, linkTypes: ['Ethernet', 'raw IP', 'raw IPv4'] })
  })

  it('counts a packet whose interface was never described, and goes on', async () => {
    const { packets, unread, facts } = await seen(
      joined(usual, enhancedPacket(frameTo(1), { interfaceIndex: 1, ticks: NOON }), usualFrame),
    )
    expect(unread).toEqual([['a packet of an interface the file does not describe', 1]])
    expect(packets.map(({ frame }) => frame)).toEqual([2])
    expect(facts.truncatedAt).toBeNull()
  })

  it('counts a packet that claims more than its block holds, and goes on', async () => {
    const lying = usualFrame.slice()
    lying.set(u32(FRAME_BYTES + 100, true), 20)
    const { unread, packets } = await seen(joined(usual, lying, usualFrame))
    expect(unread).toEqual([['a packet block whose lengths contradict each other', 1]])
    expect(packets).toHaveLength(1)
  })

  it('may leave the padding out of a block’s length', async () => {
    const body = usualFrame.subarray(8, 28 + FRAME_BYTES)
    const length = u32(12 + body.length, true)
    const unpadded = joined(u32(6, true), length, body, u16(0), length)
    expect(await portsOf(joined(usual, unpadded, usualFrame))).toEqual([1, 1])
  })

  it('whose options run beyond their block is read all the same', async () => {
    const odd = block(1, joined(u16(1, true), u16(0), u32(0), u16(9, true), u16(500, true), u8(6)))
    expect(await portsOf(joined(sectionHeader(), odd, usualFrame))).toEqual([1])
  })

  it.each([
    [
      'whose two lengths differ',
      joined(usualFrame.subarray(0, -4), u32(80, true)),
      /is 76 bytes long at its beginning and 80 at its end/,
    ],
    ['shorter than any', joined(u32(6, true), u32(8, true), filler(20)), /claims 8 bytes, which no block has/],
    ['longer than any', joined(u32(6, true), u32(0xfffffff0, true), filler(20)), /claims 4,294,967,280 bytes/],
    [
      'of another version',
      sectionHeader({ version: [2, 0] }),
      /begins a section of version 2, and version 1 can be read/,
    ],
    ['of no byte order', block(0x0a0d0d0a, filler(16)), /begins a section whose byte order can’t be told/],
    ['too short for an interface', block(1, filler(4)), /is too short to describe an interface/],
  ])('stops at a block %s, with the byte', async (_, odd, trouble) => {
    const { facts } = await seen(joined(usual, usualFrame, odd, usualFrame))
    expect(facts.frameCount).toBe(1)
    expect(facts.truncatedAt?.offset).toBe(usual.length + usualFrame.length)
    expect(facts.truncatedAt?.sentence).toMatch(
      /^The block after frame 1, at byte 124, .* what follows can’t be read\.$/,
    )
    expect(facts.truncatedAt?.sentence).toMatch(trouble)
  })

  it('that ends anywhere gives every packet before that', async () => {
    const file = joined(usual, usualFrame)
    for (let length = 28; length < file.length; length++) {
      const { facts } = await seen(file.subarray(0, length))
      const isBetween = length === 28 || length === usual.length
      expect([length, facts.frameCount, facts.truncatedAt === null]).toEqual([length, 0, isBetween])
    }
  })

  it('damaged at its very beginning is refused', async () => {
    for (const odd of [
      usual.subarray(0, 20),
      sectionHeader({ version: [2, 0] }),
      joined(usual.subarray(0, 24), u32(7)),
    ])
      await expect(seen(odd)).rejects.toThrow(
        'unsupported-format: made.pcap is a packet capture (pcapng) that is damaged at its very beginning.',
      )
  })

  it('describes no more interfaces than can be meant', async () => {
    const many = new Array<Uint8Array>(4097).fill(interfaceDescription())
    const { facts } = await seen(joined(sectionHeader(), ...many, usualFrame))
    expect(facts).toMatchObject({ frameCount: 0, interfaceCount: 4096 })
    expect(facts.truncatedAt?.sentence).toMatch(/describes one more than 4,096 interfaces/)
  })
})
