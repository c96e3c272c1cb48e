/**
 * Ether types: what stands behind an Ethernet type, and how the rest is called.
 *
 * Source: IEEE registration authority's EtherType list, IANA "IEEE 802 Numbers"; IEEE 802.1Q and 802.1ad for the tags.
 */

import { Layer, u16, unfinished, unread, type Frame } from './frame'

/** Below it, the field is a length and LLC follows (IEEE 802.3). */
const LEAST_TYPE = 0x0600

const NAMES = new Map<number, string>([
  [0x0806, 'ARP'],
  [0x0842, 'Wake-on-LAN'],
  [0x22f3, 'TRILL'],
  [0x6002, 'DEC MOP'],
  [0x6003, 'DECnet'],
  [0x8035, 'reverse ARP'],
  [0x809b, 'AppleTalk'],
  [0x80f3, 'AppleTalk ARP'],
  [0x8137, 'IPX'],
  [0x8808, 'Ethernet flow control'],
  [0x8809, 'slow protocols (LACP)'],
  [0x8863, 'PPPoE discovery'],
  [0x886d, 'Intel ANS probes'],
  [0x888e, '802.1X'],
  [0x8892, 'PROFINET'],
  [0x8899, 'Realtek loop detection'],
  [0x88a2, 'ATA over Ethernet'],
  [0x88a4, 'EtherCAT'],
  [0x88b8, 'GOOSE (IEC 61850)'],
  [0x88ba, 'sampled values (IEC 61850)'],
  [0x88cc, 'LLDP'],
  [0x88e1, 'HomePlug'],
  [0x88e3, 'media redundancy'],
  [0x88e5, 'MACsec'],
  [0x88f5, 'MVRP'],
  [0x88f7, 'precision time (PTP)'],
  [0x88fb, 'parallel redundancy'],
  [0x8902, 'connectivity faults (CFM)'],
  [0x8906, 'Fibre Channel over Ethernet'],
  [0x8914, 'FCoE initialisation'],
  [0x8915, 'RoCE'],
  [0x891d, 'TTEthernet'],
  [0x893a, 'IEEE 1905'],
  [0x894f, 'network service header'],
  [0x9000, 'Ethernet loopback test'],
])

/** Reads tags, moves behind them and says what follows a type. */
export function behindEtherType(frame: Frame, type: number): Layer {
  while (type === 0x8100 || type === 0x88a8 || type === 0x9100) {
    const { bytes, at, packet } = frame
    if (at + 4 > frame.end) return unfinished(frame, 'a VLAN tag')
    if (packet.vlan === 0) packet.vlan = u16(bytes, at) & 0x0fff
    type = u16(bytes, at + 2)
    frame.at = at + 4
  }
  return layerOf(frame, type)
}

function layerOf(frame: Frame, type: number): Layer {
  switch (type) {
    case 0x0800:
      return Layer.ip4
    case 0x86dd:
      return Layer.ip6
    case 0x8847:
    case 0x8848:
      return Layer.mpls
    case 0x8864:
      return Layer.pppoe
    default:
      return type < LEAST_TYPE ? Layer.llc : unread(frame, NAMES.get(type) ?? unknownType(type))
  }
}

const unknownType = (type: number): string => `EtherType 0x${type.toString(16).padStart(4, '0')}`
