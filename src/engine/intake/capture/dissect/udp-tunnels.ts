/**
 * UDP tunnels: packets inside UDP, known by the port they are sent to.
 *
 * What can't be read inside leaves the tunnel's own flow.
 * Sources: RFC 7348 (VXLAN), RFC 8926 (Geneve), 3GPP TS 29.281 section 5 (GTP-U).
 */

import { behindEtherType } from './ether-types'
import { enterTunnel, Layer, u16, unread, type Frame } from './frame'

const Port = { gtpUser: 2152, vxlan: 4789, geneve: 6081 } as const

const INSIDE = 'a UDP payload that is no tunnel'

/** What to try behind a UDP header; `Layer.read` as a rule. */
export function tunnelOfPort(port: number): Layer {
  switch (port) {
    case Port.vxlan:
      return Layer.vxlan
    case Port.geneve:
      return Layer.geneve
    case Port.gtpUser:
      return Layer.gtpUser
    default:
      return Layer.read
  }
}

/** The flags' one bit says that the network's number is there; all the others are 0. */
export function vxlan(frame: Frame): Layer {
  const { bytes, at } = frame
  enterTunnel(frame)
  if (at + 8 > frame.end || bytes[at] !== 8) return unread(frame, INSIDE)
  frame.at = at + 8
  return Layer.ethernet
}

/** Version 0, options in words of 4 bytes, then an EtherType's payload. */
export function geneve(frame: Frame): Layer {
  const { bytes, at } = frame
  enterTunnel(frame)
  if (at + 8 > frame.end || bytes[at]! >> 6 !== 0) return unread(frame, INSIDE)
  const type = u16(bytes, at + 2)
  frame.at = at + 8 + (bytes[at]! & 0x3f) * 4
  if (frame.at >= frame.end) return unread(frame, INSIDE)
  return type === 0x6558 ? Layer.ethernet : behindEtherType(frame, type)
}

const USER_PACKET = 255
const HasExtras = { extension: 4, any: 7 } as const

/** Version 1 and protocol type 1; four more bytes if any of the last three flags is set, then a chain of extensions. */
export function gtpUser(frame: Frame): Layer {
  const { bytes, at } = frame
  enterTunnel(frame)
  if (at + 8 > frame.end || bytes[at]! >> 4 !== 3 || bytes[at + 1] !== USER_PACKET) return unread(frame, INSIDE)
  frame.at = at + (bytes[at]! & HasExtras.any ? 12 : 8)
  if (frame.at > frame.end) return unread(frame, INSIDE)
  let next = bytes[at]! & HasExtras.extension ? bytes[at + 11]! : 0
  while (next !== 0) {
    const length = frame.at < frame.end ? bytes[frame.at]! * 4 : 0
    if (length === 0 || frame.at + length > frame.end) return unread(frame, INSIDE)
    frame.at += length
    next = bytes[frame.at - 1]!
  }
  return Layer.ip
}
