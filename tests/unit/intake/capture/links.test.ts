import { describe, expect, it } from 'vitest'
import {
  ciscoHdlc,
  cooked,
  cooked2,
  LinkType,
  loopbackNull,
  mpls,
  ppp,
  pppoe,
  radiotap,
  snap,
  wireless,
} from '../../../fixtures/captures/links'
import { arpRequest } from '../../../fixtures/captures/made-packets'
import { filler, joined, u16, u32, u8 } from '../../../fixtures/captures/octets'
import { ethernet, EtherType, ip4, ip6, udp } from '../../../fixtures/captures/packets'
import { readFrame, told } from './support/frames'

const inside = udp(5000, 53, filler(9))
const packet4 = ip4({ source: '10.0.0.1', destination: '10.0.0.2', protocol: 17 }, inside)
const packet6 = ip6({ source: '2001:db8::1', destination: '2001:db8::2', protocol: 17 }, inside)
const READ4 = '10.0.0.1:5000 → 10.0.0.2:53 of 17'
const READ6 = '2001:db8:0:0:0:0:0:1:5000 → 2001:db8:0:0:0:0:0:2:53 of 17'
const readOn = async (linkType: number, bytes: Uint8Array): Promise<string> => told(await readFrame(bytes, linkType))

describe('Ethernet', () => {
  const readEthernet = (type: number, payload: Uint8Array): Promise<string> =>
    readOn(LinkType.ethernet, ethernet({ type }, payload))

  it('carries IPv4 and IPv6, and padding that is no payload', async () => {
    expect(await readEthernet(EtherType.ip6, packet6)).toBe(READ6)
    const padded = await readFrame(ethernet({ type: EtherType.ip4 }, joined(packet4, filler(20))))
    expect(padded).toMatchObject({ ipBytes: 37, payloadBytes: 9, wireBytes: 71 })
  })

  it.each([
    [[{ id: 42 }], 42],
    [[{ id: 7, type: 0x88a8 }, { id: 8 }], 7],
    [[{ id: 0x6009, type: 0x9100 }, { id: 10 }], 9],
    [[{ id: 0 }, { id: 11 }], 11],
  ])('with the tags %j is of VLAN %d', async (tags, vlan) => {
    const read = await readFrame(ethernet({ type: EtherType.ip4, tags }, packet4))
    expect(told(read)).toBe(READ4)
    expect(read).toMatchObject({ vlan })
  })

  it('carries a stack of MPLS labels, and what is behind them', async () => {
    expect(await readEthernet(0x8847, mpls([16, 17, 18], packet4))).toBe(READ4)
    expect(await readEthernet(0x8848, mpls([16], packet6))).toBe(READ6)
    const wire = joined(u32(0), ethernet({ type: EtherType.ip4 }, packet4))
    expect(await readEthernet(0x8847, mpls([16], wire))).toBe(READ4)
    expect(await readEthernet(0x8847, mpls([16], u8(0x10, 0, 0, 7)))).toBe('an MPLS payload that is no IP')
    expect(await readEthernet(0x8847, mpls([16], u8()))).toBe('an MPLS payload that is not whole')
    expect(await readEthernet(0x8847, u32(16))).toBe('an MPLS label that is not whole')
  })

  it('carries PPPoE sessions', async () => {
    expect(await readEthernet(0x8864, pppoe(0x21, packet4))).toBe(READ4)
    expect(await readEthernet(0x8864, pppoe(0x57, packet6))).toBe(READ6)
    expect(await readEthernet(0x8864, pppoe(0xc021, filler(8)))).toBe('PPP LCP')
    expect(await readEthernet(0x8864, joined(u8(0x22), pppoe(0x21, packet4).subarray(1)))).toBe(
      'a PPPoE header that contradicts itself',
    )
    expect(await readEthernet(0x8863, filler(8))).toBe('PPPoE discovery')
  })

  it('with a length in place of a type carries LLC and SNAP', async () => {
    const readLlc = (payload: Uint8Array): Promise<string> => readEthernet(payload.length, payload)
    expect(await readLlc(snap(EtherType.ip4, packet4))).toBe(READ4)
    expect(await readLlc(u8(0x42, 0x42, 3, 0, 0))).toBe('spanning tree (STP)')
    expect(await readLlc(u8(0xe0, 0xe0, 3))).toBe('IPX')
    expect(await readLlc(u8(0x0e, 0x0e, 3))).toBe('LLC service 0xe')
    expect(await readLlc(snap(0x2000, filler(9), u8(0, 0, 0x0c)))).toBe('Cisco CDP')
    expect(await readLlc(snap(0x7777, filler(9), u8(0, 0, 0x0c)))).toBe('a Cisco protocol')
    expect(await readLlc(snap(1, filler(9), u8(8, 0, 7)))).toBe('an organisation’s own protocol (SNAP)')
    expect(await readLlc(u8(0xaa, 0xaa, 3, 0))).toBe('a SNAP header that is not whole')
    expect(await readLlc(u8(0xaa))).toBe('an LLC header that is not whole')
  })

  it.each([
    [0x0806, 'ARP'],
    [0x88cc, 'LLDP'],
    [0x888e, '802.1X'],
    [0x8137, 'IPX'],
    [0x88e5, 'MACsec'],
    [0xabcd, 'EtherType 0xabcd'],
  ])('of type %d is unread as %s', async (type, reason) => {
    expect(await readEthernet(type, arpRequest())).toBe(reason)
  })
})

describe('other links', () => {
  it('raw IP says in its first bits which version it is', async () => {
    for (const linkType of [12, 14, LinkType.raw]) {
      expect(await readOn(linkType, packet4)).toBe(READ4)
      expect(await readOn(linkType, packet6)).toBe(READ6)
    }
    expect(await readOn(LinkType.raw, u8(0x50, 0))).toBe('IP version 5')
    expect(await readOn(LinkType.ip4, packet4)).toBe(READ4)
    expect(await readOn(LinkType.ip6, packet6)).toBe(READ6)
    expect(await readOn(LinkType.ip6, packet4)).toBe('an IPv6 header that is not whole')
    expect(await readOn(LinkType.ip4, packet6)).toBe('an IPv4 header that contradicts itself')
  })

  it.each([24, 28, 30, 10, 23])('BSD loopback knows IPv6 as family %d, in either byte order', async (family) => {
    expect(await readOn(LinkType.loopbackNull, loopbackNull(family, packet6, true))).toBe(READ6)
    expect(await readOn(LinkType.loopbackNull, loopbackNull(family, packet6, false))).toBe(READ6)
    expect(await readOn(LinkType.loop, loopbackNull(family, packet6, false))).toBe(READ6)
  })

  it('BSD loopback knows IPv4, and names other families', async () => {
    expect(await readOn(LinkType.loopbackNull, loopbackNull(2, packet4, true))).toBe(READ4)
    expect(await readOn(LinkType.loopbackNull, loopbackNull(2, packet4, false))).toBe(READ4)
    expect(await readOn(LinkType.loopbackNull, loopbackNull(7, packet4))).toBe('loopback address family 7')
  })

  it('Linux cooked captures of both versions name an EtherType', async () => {
    expect(await readOn(LinkType.cooked, cooked(EtherType.ip4, packet4))).toBe(READ4)
    expect(await readOn(LinkType.cooked2, cooked2(EtherType.ip6, packet6))).toBe(READ6)
    expect(await readOn(LinkType.cooked, cooked(EtherType.arp, arpRequest()))).toBe('ARP')
    expect(await readOn(LinkType.cooked2, cooked2(0x88cc, filler(9)))).toBe('LLDP')
    expect(await readOn(LinkType.cooked, cooked(4, snap(EtherType.ip4, packet4)))).toBe(READ4)
    expect(await readOn(LinkType.cooked, cooked(0x0c, filler(9)))).toBe('Linux protocol 12')
    expect(await readOn(LinkType.cooked, cooked(0, filler(9), 824))).toBe('netlink')
    const tagged = joined(u16(5), u16(EtherType.ip4), packet4)
    expect(await readFrame(cooked(EtherType.vlan, tagged), LinkType.cooked)).toMatchObject({
      vlan: 5,
      sourcePort: 5000,
    })
  })

  it('PPP may be framed or bare, and leave half of its protocol out', async () => {
    expect(await readOn(LinkType.ppp, ppp(0x21, packet4))).toBe(READ4)
    expect(await readOn(LinkType.ppp, ppp(0x57, packet6, false))).toBe(READ6)
    expect(await readOn(LinkType.ppp, joined(u8(0xff, 3, 0x21), packet4))).toBe(READ4)
    expect(await readOn(LinkType.ppp, ppp(0x4021, packet4))).toBe('PPP protocol 0x4021')
    expect(await readOn(LinkType.ppp, u8(0xff, 3))).toBe('a PPP header that is not whole')
  })

  it('Cisco HDLC names an EtherType', async () => {
    expect(await readOn(LinkType.ciscoHdlc, ciscoHdlc(EtherType.ip4, packet4))).toBe(READ4)
    expect(await readOn(LinkType.ciscoHdlc, ciscoHdlc(0x8035, filler(9)))).toBe('Cisco SLARP')
  })
})

describe('802.11', () => {
  const llc = snap(EtherType.ip4, packet4)
  const read = (bytes: Uint8Array): Promise<string> => readOn(LinkType.wireless, bytes)

  it.each([
    ['to an access point', { flags: 1 }],
    ['from one', { flags: 2 }],
    ['between two', { flags: 3 }],
    ['with quality of service', { subtype: 8, flags: 1 }],
    ['with quality of service, between two', { subtype: 8, flags: 3 }],
    ['with quality of service and high throughput', { subtype: 8, flags: 0x81 }],
  ])('carries data %s', async (_, header) => {
    expect(await read(wireless(header, llc))).toBe(READ4)
  })

  it('that holds no packet says what it is', async () => {
    expect(await read(wireless({ type: 0 }, filler(20)))).toBe('802.11 management')
    expect(await read(wireless({ type: 1 }, filler(20)))).toBe('802.11 control')
    expect(await read(wireless({ subtype: 4 }, u8()))).toBe('802.11 frames without data')
    expect(await read(wireless({ flags: 0x41 }, filler(40)))).toBe('encrypted 802.11 data')
    expect(await read(wireless({ subtype: 8, aggregate: true }, filler(40)))).toBe(
      'several 802.11 packets in one frame (A-MSDU)',
    )
    expect(await read(u8(0x0b, 0))).toBe('an 802.11 header that contradicts itself')
    expect(await read(u8(0x08, 1, 0, 0))).toBe('an 802.11 header that is not whole')
  })

  it('stands behind radiotap, padded if that says so', async () => {
    const quality = wireless({ subtype: 8 }, u8())
    expect(await readOn(LinkType.radiotap, radiotap(wireless({}, llc)))).toBe(READ4)
    expect(await readOn(LinkType.radiotap, radiotap(joined(quality, llc)))).toBe(READ4)
    expect(await readOn(LinkType.radiotap, radiotap(joined(quality, u16(0), llc), true))).toBe(READ4)
    expect(await readOn(LinkType.radiotap, radiotap(u8()).subarray(0, 17))).toBe('a radiotap header that is not whole')
    expect(await readOn(LinkType.radiotap, filler(20))).toBe('a radiotap header that is not whole')
  })

  it('radiotap’s flags are found behind further words of what is there', async () => {
    // Two words of fields, then flags alone; the header is padded.
    const header = joined(u8(0, 0), u16(13, true), u32(0x80000002, true), u32(0, true), u8(0x20))
    const frame = joined(header, wireless({ subtype: 8 }, u16(0)), llc)
    expect(await readOn(LinkType.radiotap, frame)).toBe(READ4)
  })
})
