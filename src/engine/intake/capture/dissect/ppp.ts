/**
 * PPP: the protocol field and what it names, wherever PPP is found: on a serial link, in PPPoE, in PPTP.
 *
 * Sources: RFC 1661 section 2, IANA "PPP Numbers"; RFC 2516 (PPPoE).
 */

import { Layer, malformed, u16, unfinished, unread, type Frame } from './frame'

const NAMES = new Map<number, string>([
  [0x002d, 'PPP with compressed TCP headers'],
  [0x003d, 'PPP multilink'],
  [0x00fd, 'PPP, compressed or encrypted'],
  [0x8021, 'PPP IPCP'],
  [0x8057, 'PPP IPv6CP'],
  [0x80fd, 'PPP CCP'],
  [0xc021, 'PPP LCP'],
  [0xc023, 'PPP PAP'],
  [0xc025, 'PPP link quality'],
  [0xc223, 'PPP CHAP'],
])

export function behindPpp(frame: Frame): Layer {
  const { bytes, at } = frame
  // An odd first byte is a protocol whose upper zero byte was left out (RFC 1661, section 6.5).
  const isShort = at < frame.end && (bytes[at]! & 1) === 1
  if (at + (isShort ? 1 : 2) > frame.end) return unfinished(frame, 'a PPP header')
  const protocol = isShort ? bytes[at]! : u16(bytes, at)
  frame.at = at + (isShort ? 1 : 2)
  switch (protocol) {
    case 0x0021:
      return Layer.ip4
    case 0x0057:
      return Layer.ip6
    case 0x0281:
      return Layer.mpls
    default:
      return unread(frame, NAMES.get(protocol) ?? `PPP protocol 0x${protocol.toString(16).padStart(4, '0')}`)
  }
}

/** A PPPoE session: version and type 1, code 0, then session and length. */
export function pppoe(frame: Frame): Layer {
  const { bytes, at } = frame
  if (at + 6 > frame.end) return unfinished(frame, 'a PPPoE header')
  if (u16(bytes, at) !== 0x1100) return malformed(frame, 'a PPPoE header')
  frame.at = at + 6
  return behindPpp(frame)
}
