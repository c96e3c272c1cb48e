/**
 * Links: the wired link-layer headers, up to the network header.
 *
 * Sources: tcpdump.org's list of link-layer header types and the pages it points to; IEEE 802.3; RFC 1661 and 1662 (PPP).
 */

import { behindEtherType } from './ether-types'
import { Layer, u16, u32, unfinished, unread, type Frame } from './frame'
import { behindPpp } from './ppp'

export function ethernet(frame: Frame): Layer {
  const { bytes, at } = frame
  if (at + 14 > frame.end) return unfinished(frame, 'an Ethernet header')
  frame.at = at + 14
  return behindEtherType(frame, u16(bytes, at + 12))
}

/** LINKTYPE_LINUX_SLL. */
export function cooked(frame: Frame): Layer {
  const { bytes, at } = frame
  if (at + 16 > frame.end) return unfinished(frame, 'a Linux cooked header')
  frame.at = at + 16
  return behindCooked(frame, u16(bytes, at + 2), u16(bytes, at + 14))
}

/** LINKTYPE_LINUX_SLL2. */
export function cooked2(frame: Frame): Layer {
  const { bytes, at } = frame
  if (at + 20 > frame.end) return unfinished(frame, 'a Linux cooked header')
  frame.at = at + 20
  return behindCooked(frame, u16(bytes, at + 8), u16(bytes, at))
}

/** Linux's ARPHRD_ numbers of hardware whose protocol field is no EtherType. */
const Hardware = { netlink: 824, gre: 778, wireless: 803 } as const
const LINUX_LLC = 4

function behindCooked(frame: Frame, hardware: number, protocol: number): Layer {
  if (hardware === Hardware.netlink) return unread(frame, 'netlink')
  if (hardware === Hardware.wireless) return Layer.radiotap
  if (protocol === LINUX_LLC) return Layer.llc
  if (protocol < 0x0600 && hardware !== Hardware.gre) return unread(frame, `Linux protocol ${protocol}`)
  return behindEtherType(frame, protocol)
}

/** LINKTYPE_NULL: the address family as the capturing machine held it, of either byte order. */
export function loopbackNull(frame: Frame): Layer {
  const { bytes, at } = frame
  if (at + 4 > frame.end) return unfinished(frame, 'a loopback header')
  frame.at = at + 4
  const isLittle = bytes[at] !== 0 || bytes[at + 1] !== 0
  return behindFamily(frame, isLittle ? bytes[at]! | (bytes[at + 1]! << 8) : u16(bytes, at + 2))
}

/** LINKTYPE_LOOP: the same in network order. */
export function loop(frame: Frame): Layer {
  const { bytes, at } = frame
  if (at + 4 > frame.end) return unfinished(frame, 'a loopback header')
  frame.at = at + 4
  return behindFamily(frame, u32(bytes, at))
}

/** AF_INET is 2 everywhere; AF_INET6 is 10 in Linux, 23 in Windows, 24, 28 and 30 in the BSDs. */
function behindFamily(frame: Frame, family: number): Layer {
  switch (family) {
    case 2:
      return Layer.ip4
    case 10:
    case 23:
    case 24:
    case 28:
    case 30:
      return Layer.ip6
    default:
      return unread(frame, `loopback address family ${family}`)
  }
}

/** LINKTYPE_PPP: address and control, if they are there, then the protocol in one byte or two. */
export function ppp(frame: Frame): Layer {
  const { bytes, at } = frame
  if (at + 2 <= frame.end && bytes[at] === 0xff && bytes[at + 1] === 3) frame.at = at + 2
  return behindPpp(frame)
}

/** LINKTYPE_C_HDLC: address, control, EtherType. */
export function ciscoHdlc(frame: Frame): Layer {
  const { bytes, at } = frame
  if (at + 4 > frame.end) return unfinished(frame, 'a Cisco HDLC header')
  frame.at = at + 4
  const type = u16(bytes, at + 2)
  return type === 0x8035 ? unread(frame, 'Cisco SLARP') : behindEtherType(frame, type)
}

/** Raw IP: the first four bits say which. */
export function ip(frame: Frame): Layer {
  if (frame.at >= frame.end) return unfinished(frame, 'an IP header')
  const version = frame.bytes[frame.at]! >> 4
  if (version === 4) return Layer.ip4
  return version === 6 ? Layer.ip6 : unread(frame, `IP version ${version}`)
}
