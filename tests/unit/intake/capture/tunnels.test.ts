import { describe, expect, it } from 'vitest'
import { LinkType, ppp } from '../../../fixtures/captures/links'
import { arpRequest } from '../../../fixtures/captures/made-packets'
import { filler, joined, u16, u32, u8 } from '../../../fixtures/captures/octets'
import { ethernet, EtherType, ip4, ip6, tcp, udp } from '../../../fixtures/captures/packets'
import { erspan2, geneve, gre, gtpUser, pptp, vxlan } from '../../../fixtures/captures/tunnels'
import { readFrame, told } from './support/frames'

const inner4 = ip4(
  { source: '10.0.0.1', destination: '10.0.0.2', protocol: 6 },
  tcp({ sourcePort: 5000, destinationPort: 22, flags: 24, sequence: 9 }, filler(30)),
)
const inner6 = ip6(
  { source: '2001:db8::1', destination: '2001:db8::2', protocol: 6 },
  tcp({ sourcePort: 5000, destinationPort: 22, flags: 24 }, filler(30)),
)
const wire = ethernet({ type: EtherType.ip4 }, inner4)
const INNER4 = '10.0.0.1:5000 → 10.0.0.2:22 of 6'
const INNER6 = '2001:db8:0:0:0:0:0:1:5000 → 2001:db8:0:0:0:0:0:2:22 of 6'
const OUTER = '203.0.113.1:0 → 203.0.113.2:0 of'

const outer = (protocol: number, payload: Uint8Array): Uint8Array =>
  ip4({ source: '203.0.113.1', destination: '203.0.113.2', protocol }, payload)
const readIn = async (protocol: number, payload: Uint8Array): Promise<string> =>
  told(await readFrame(outer(protocol, payload), LinkType.raw))
const readInUdp = (port: number, payload: Uint8Array): Promise<string> => readIn(17, udp(49_152, port, payload))

describe('the innermost packet counts in', () => {
  it('IP in IP, of both versions in both', async () => {
    expect(await readIn(4, inner4)).toBe(INNER4)
    expect(await readIn(41, inner6)).toBe(INNER6)
    const hosts = { source: '2001:db8::a', destination: '2001:db8::b' }
    expect(told(await readFrame(ip6({ ...hosts, protocol: 4 }, inner4), LinkType.raw))).toBe(INNER4)
    expect(told(await readFrame(ip6({ ...hosts, protocol: 41 }, inner6), LinkType.raw))).toBe(INNER6)
  })

  it('GRE with and without checksum, key and sequence number', async () => {
    for (const checksum of [true, false]) {
      for (const key of [undefined, 77]) {
        for (const sequence of [undefined, 5]) {
          const header = { checksum, ...(key && { key }), ...(sequence && { sequence }) }
          expect(await readIn(47, gre({ protocol: EtherType.ip4, ...header }, inner4))).toBe(INNER4)
        }
      }
    }
    expect(await readIn(47, gre({ protocol: EtherType.ip6 }, inner6))).toBe(INNER6)
  })

  it('NVGRE, ERSPAN of all types, EtherIP and PPTP', async () => {
    expect(await readIn(47, gre({ protocol: 0x6558, key: 0x1234 }, wire))).toBe(INNER4)
    expect(await readIn(47, gre({ protocol: 0x88be }, wire))).toBe(INNER4)
    expect(await readIn(47, gre({ protocol: 0x88be, sequence: 1 }, erspan2(wire)))).toBe(INNER4)
    const erspan3 = joined(u16(0x2000), filler(8), u8(0, 0))
    expect(await readIn(47, gre({ protocol: 0x22eb, sequence: 1 }, joined(erspan3, wire)))).toBe(INNER4)
    const longer = joined(u16(0x2000), filler(8), u8(0, 1), filler(8))
    expect(await readIn(47, gre({ protocol: 0x22eb, sequence: 1 }, joined(longer, wire)))).toBe(INNER4)
    expect(await readIn(97, joined(u16(0x3000), wire))).toBe(INNER4)
    expect(await readIn(47, pptp(ppp(0x21, inner4)))).toBe(INNER4)
  })

  it('VXLAN, Geneve and GTP-U', async () => {
    expect(await readInUdp(4789, vxlan(42, wire))).toBe(INNER4)
    expect(await readInUdp(6081, geneve(0x6558, wire))).toBe(INNER4)
    expect(await readInUdp(6081, geneve(EtherType.ip6, inner6, filler(12)))).toBe(INNER6)
    expect(await readInUdp(2152, gtpUser(inner4))).toBe(INNER4)
    expect(await readInUdp(2152, gtpUser(inner6, 9))).toBe(INNER6)
    const extended = joined(u8(0x34, 255), u16(0), u32(1), u8(0, 0, 0, 0x85), u8(1, 0x10, 1, 0), inner4)
    expect(await readInUdp(2152, extended)).toBe(INNER4)
  })

  it('several tunnels, one in the other, with its own lengths', async () => {
    const nested = outer(
      4,
      outer(
        17,
        udp(1, 4789, vxlan(1, ethernet({ type: EtherType.ip4 }, outer(47, gre({ protocol: 0x0800 }, inner4))))),
      ),
    )
    const packet = await readFrame(nested, LinkType.raw)
    expect(told(packet)).toBe(INNER4)
    expect(packet).toMatchObject({ ipBytes: 70, payloadBytes: 30, sequence: 9, wireBytes: nested.length })
  })
})

describe('the tunnel itself counts', () => {
  it('where what is inside is no packet, or none that can be read', async () => {
    expect(await readIn(47, gre({ protocol: EtherType.arp }, arpRequest()))).toBe(`${OUTER} 47`)
    expect(await readIn(47, gre({ protocol: 0x0000 }, u8()))).toBe(`${OUTER} 47`)
    expect(await readIn(47, filler(3))).toBe(`${OUTER} 47`)
    expect(await readIn(47, joined(u16(0x4000), u16(0x0800), inner4))).toBe(`${OUTER} 47`)
    expect(await readIn(4, inner4.subarray(0, 30))).toBe(`${OUTER} 4`)
    expect(await readIn(41, inner4)).toBe(`${OUTER} 41`)
    expect(await readIn(97, filler(5))).toBe(`${OUTER} 97`)
    expect(await readIn(47, pptp(ppp(0xfd, filler(40))))).toBe(`${OUTER} 47`)
  })

  it('with its own ports and lengths, though the inner packet was half read', async () => {
    const cut = ethernet({ type: EtherType.ip4 }, inner4.subarray(0, 38))
    const packet = await readFrame(outer(17, udp(49_152, 4789, vxlan(1, cut))), LinkType.raw)
    expect(told(packet)).toBe('203.0.113.1:49152 → 203.0.113.2:4789 of 17')
    expect(packet).toMatchObject({ ipBytes: 88, payloadBytes: 60, tcpFlags: 0 })
  })

  it.each([
    [4789, filler(40)],
    [4789, filler(7)],
    [6081, u8(0xff, 0, 0, 0)],
    [6081, joined(u8(63, 0), filler(20))],
    [2152, joined(u8(0x30, 1), filler(20))],
    [2152, joined(u8(0x34, 255), filler(9), u8(0x85), u8(0, 0))],
    [2152, joined(u8(0x34, 255), filler(9), u8(0x85), u8(200, 0))],
  ])('where UDP to port %d is no tunnel', async (port, payload) => {
    expect(await readInUdp(port, payload)).toBe(`203.0.113.1:49152 → 203.0.113.2:${port} of 17`)
  })
})
