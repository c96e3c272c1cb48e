/**
 * LLC: what IEEE 802.2 puts where Ethernet has a type, on 802.3, 802.11 and Linux cooked links.
 *
 * SNAP brings the type back.
 * Sources: IEEE 802.2, RFC 1042; Cisco's codes as Wireshark's oui list names them.
 */

import { behindEtherType } from './ether-types'
import { u16, u32, unfinished, unread, type Frame, type Layer } from './frame'

const SNAP = 0xaa

/** By the destination's service access point. */
const NAMES = new Map<number, string>([
  [0x42, 'spanning tree (STP)'],
  [0xe0, 'IPX'],
  [0xf0, 'NetBIOS'],
  [0xfe, 'OSI routing (IS-IS)'],
  [0xff, 'IPX'],
])

const CISCO = 0x00000c
const CISCO_NAMES = new Map<number, string>([
  [0x010b, 'spanning tree (PVST+)'],
  [0x0111, 'Cisco UDLD'],
  [0x2000, 'Cisco CDP'],
  [0x2003, 'Cisco VTP'],
  [0x2004, 'Cisco DTP'],
])

/** Organisations whose second field is an EtherType: none (RFC 1042), and the bridge tunnel of IEEE 802.1H. */
const isEtherTypes = (organisation: number): boolean => organisation === 0 || organisation === 0x0000f8

export function llc(frame: Frame): Layer {
  const { bytes, at } = frame
  if (at + 3 > frame.end) return unfinished(frame, 'an LLC header')
  const service = bytes[at]!
  if (service !== SNAP) return unread(frame, NAMES.get(service) ?? `LLC service 0x${service.toString(16)}`)
  if (at + 8 > frame.end) return unfinished(frame, 'a SNAP header')
  const organisation = u32(bytes, at + 2) & 0xffffff
  const type = u16(bytes, at + 6)
  if (organisation === CISCO) return unread(frame, CISCO_NAMES.get(type) ?? 'a Cisco protocol')
  if (!isEtherTypes(organisation)) return unread(frame, 'an organisation’s own protocol (SNAP)')
  frame.at = at + 8
  return behindEtherType(frame, type)
}
