import { describe, expect, it } from 'vitest'
import { LinkType } from '../../../fixtures/captures/links'
import { filler, joined, u8 } from '../../../fixtures/captures/octets'
import {
  authentication,
  icmp,
  ip4,
  ip6,
  ip6Extension,
  ip6Routing,
  sctp,
  tcp,
  TcpFlag,
  udp,
  type Ip4Header,
} from '../../../fixtures/captures/packets'
import { readFrame, readFrames, told } from './support/frames'
import type { SeenPacket } from './support/reading'

const HOSTS4 = { source: '10.0.0.1', destination: '10.0.0.2' }
const HOSTS6 = { source: '2001:db8::1', destination: '2001:db8::2' }
const read = (bytes: Uint8Array): Promise<SeenPacket | string> => readFrame(bytes, LinkType.raw)
const read4 = (protocol: number, payload: Uint8Array, more: Partial<Ip4Header> = {}): Promise<SeenPacket | string> =>
  read(ip4({ ...HOSTS4, protocol, ...more }, payload))
const segment = tcp(
  {
    sourcePort: 40_000,
    destinationPort: 443,
    flags: TcpFlag.syn | TcpFlag.ece | TcpFlag.cwr,
    sequence: 4_000_000_000,
    acknowledgement: 3_999_999_999,
    window: 64_240,
    options: u8(2, 4, 5, 0xb4),
  },
  filler(11),
)

describe('the transport header', () => {
  it('of TCP gives ports, numbers, flags, window and what is behind its options', async () => {
    expect(await read4(6, segment)).toMatchObject({
      protocol: 6,
      sourcePort: 40_000,
      destinationPort: 443,
      tcpFlags: 0xc2,
      sequence: 4_000_000_000,
      acknowledgement: 3_999_999_999,
      window: 64_240,
      ipBytes: 55,
      payloadBytes: 11,
    })
  })

  it('of UDP, SCTP, DCCP and UDP-Lite gives ports', async () => {
    expect(await read4(17, udp(1, 65_535, filler(3)))).toMatchObject({
      sourcePort: 1,
      destinationPort: 65_535,
      payloadBytes: 3,
    })
    expect(await read4(132, sctp(2905, 2906, filler(16)))).toMatchObject({
      protocol: 132,
      sourcePort: 2905,
      payloadBytes: 16,
    })
    expect(await read4(33, sctp(7, 8, filler(5)))).toMatchObject({ destinationPort: 8, payloadBytes: 5 })
    expect(await read4(136, udp(7, 8, filler(5)))).toMatchObject({ protocol: 136, destinationPort: 8, payloadBytes: 5 })
  })

  it('of ICMP gives type and code in place of ports', async () => {
    expect(await read4(1, icmp(3, 1, filler(28)))).toMatchObject({
      sourcePort: 3,
      destinationPort: 1,
      payloadBytes: 28,
    })
    const echo = ip6({ ...HOSTS6, protocol: 58 }, icmp(128, 0, filler(4)))
    expect(await read(echo)).toMatchObject({ protocol: 58, sourcePort: 128, destinationPort: 0, payloadBytes: 4 })
  })

  it('of one packet leaves nothing behind for the next', async () => {
    const next = ip4({ ...HOSTS4, protocol: 89 }, filler(44))
    const packets = await readFrames([ip4({ ...HOSTS4, protocol: 6 }, segment), next], LinkType.raw)
    expect(packets[1]).toMatchObject({
      protocol: 89,
      sourcePort: 0,
      destinationPort: 0,
      tcpFlags: 0,
      sequence: 0,
      acknowledgement: 0,
      window: 0,
      payloadBytes: 44,
    })
  })

  it('that is no whole one, or lies, is unread', async () => {
    expect(await read4(6, segment.subarray(0, 19))).toBe('a TCP header that is not whole')
    expect(await read4(17, filler(7))).toBe('a UDP header that is not whole')
    expect(await read4(1, filler(3))).toBe('an ICMP header that is not whole')
    expect(await read4(132, filler(11))).toBe('an SCTP header that is not whole')
    const short = segment.slice()
    short[12] = 0x40
    expect(await read4(6, short)).toBe('a TCP header that contradicts itself')
    short[12] = 0xf0
    expect(await read4(6, short)).toBe('a TCP header that contradicts itself')
  })
})

describe('IPv4', () => {
  it('may have options', async () => {
    const options = u8(7, 7, 4, 0, 0, 0, 0, 0)
    expect(await read4(17, udp(1, 2, filler(5)), { options })).toMatchObject({
      ipBytes: 41,
      payloadBytes: 5,
      sourcePort: 1,
    })
  })

  it('is as long as it says, but never longer than its frame', async () => {
    const long = { totalLength: 65_535 }
    expect(await read4(17, udp(1, 2, filler(5)), long)).toMatchObject({ ipBytes: 33, payloadBytes: 5 })
    expect(await read4(17, udp(1, 2, filler(5)), { totalLength: 30 })).toMatchObject({ ipBytes: 30, payloadBytes: 2 })
  })

  it('of length 0 (segmentation offload) is as long as its frame', async () => {
    expect(await read4(17, udp(1, 2, filler(5)), { totalLength: 0 })).toMatchObject({ ipBytes: 33, payloadBytes: 5 })
  })

  it('whose header lies is unread', async () => {
    expect(await read4(17, udp(1, 2), { totalLength: 19 })).toBe('an IPv4 header that contradicts itself')
    const bytes = ip4({ ...HOSTS4, protocol: 17 }, udp(1, 2))
    bytes[0] = 0x44
    expect(await read(bytes)).toBe('an IPv4 header that contradicts itself')
    bytes[0] = 0x4f
    expect(await read(bytes)).toBe('an IPv4 header that contradicts itself')
    expect(await read(bytes.subarray(0, 19))).toBe('an IPv4 header that is not whole')
  })

  it('with an authentication header is what is behind that', async () => {
    expect(told(await read4(51, joined(authentication(17), udp(1, 2))))).toBe('10.0.0.1:1 → 10.0.0.2:2 of 17')
    expect(await read4(51, filler(7))).toBe('an authentication header that is not whole')
  })

  it.each([2, 50, 89, 103, 112, 255])(
    'of protocol %d, which has no ports, is a flow with ports 0',
    async (protocol) => {
      expect(await read4(protocol, filler(30))).toMatchObject({
        protocol,
        sourcePort: 0,
        destinationPort: 0,
        payloadBytes: 30,
      })
    },
  )
})

describe('IPv6', () => {
  it('may have extension headers of every kind before its payload', async () => {
    const extensions = [ip6Extension(43, 8), ip6Routing(60, '2001:db8::9'), ip6Extension(51, 24), authentication(6)]
    const bytes = ip6({ ...HOSTS6, protocol: 0, payloadProtocol: 6, extensions }, segment)
    const packet = await read(bytes)
    expect(told(packet)).toBe('2001:db8:0:0:0:0:0:1:40000 → 2001:db8:0:0:0:0:0:2:443 of 6')
    expect(packet).toMatchObject({ ipBytes: bytes.length, payloadBytes: 11 })
  })

  it('with an extension header that is not whole is unread', async () => {
    const bytes = ip6({ ...HOSTS6, protocol: 0 }, u8(6, 9, 0, 0, 0, 0, 0, 0))
    expect(await read(bytes)).toBe('an IPv6 extension header that is not whole')
    expect(await read(ip6({ ...HOSTS6, protocol: 44 }, filler(7)))).toBe('an IPv6 fragment header that is not whole')
  })

  it('with more headers than any packet has is unread', async () => {
    const extensions = new Array<Uint8Array>(40).fill(ip6Extension(0, 8))
    expect(await read(ip6({ ...HOSTS6, protocol: 0, extensions }, segment))).toBe(
      'more than 32 headers, one in the other',
    )
  })

  it('with nothing behind its header is a flow of protocol 59', async () => {
    expect(await read(ip6({ ...HOSTS6, protocol: 59 }, u8()))).toMatchObject({
      protocol: 59,
      ipBytes: 40,
      payloadBytes: 0,
    })
  })

  it('of length 0 (a jumbogram) is as long as its frame', async () => {
    const bytes = ip6({ ...HOSTS6, protocol: 17, payloadLength: 0 }, udp(1, 2, filler(5)))
    expect(await read(bytes)).toMatchObject({ ipBytes: 53, payloadBytes: 5 })
  })

  it('that says hop-by-hop in IPv4’s place is no extension there', async () => {
    expect(await read4(0, filler(20))).toMatchObject({ protocol: 0, payloadBytes: 20 })
  })
})
