/**
 * GRE: that and the plainer ways to put one packet into another behind IP.
 *
 * What can't be read inside leaves the tunnel's own flow.
 * Sources: RFC 2784 and 2890 (GRE), RFC 2637 (version 1, PPTP), RFC 7637 (NVGRE), draft-foschiano-erspan-03, RFC 2003
 * and 4213 (IP in IP), RFC 3378 (EtherIP).
 */

import { behindEtherType } from './ether-types'
import { enterTunnel, Layer, u16, unread, type Frame } from './frame'
import { portless } from './transport'

const Flag = { checksum: 0x8000, routing: 0x4000, key: 0x2000, sequence: 0x1000, acknowledgement: 0x0080 } as const
const VERSION = 7
const INSIDE = 'a GRE payload that is no packet'

const EtherType = { bridged: 0x6558, ppp: 0x880b, erspan2: 0x88be, erspan3: 0x22eb } as const

export function gre(frame: Frame): Layer {
  portless(frame)
  enterTunnel(frame)
  const { bytes, at } = frame
  if (at + 4 > frame.end) return unread(frame, INSIDE)
  const flags = u16(bytes, at)
  const type = u16(bytes, at + 2)
  const version = flags & VERSION
  // Routing lists were never used and are gone from RFC 2784.
  if (version > 1 || flags & Flag.routing) return unread(frame, INSIDE)
  frame.at = at + headerLength(flags, version)
  return behindGre(frame, type, flags)
}

function headerLength(flags: number, version: number): number {
  let length = 4
  if (flags & Flag.checksum) length += 4
  if (flags & Flag.key) length += 4
  if (flags & Flag.sequence) length += 4
  if (version === 1 && flags & Flag.acknowledgement) length += 4
  return length
}

function behindGre(frame: Frame, type: number, flags: number): Layer {
  if (frame.at >= frame.end) return unread(frame, INSIDE)
  switch (type) {
    case EtherType.bridged:
      return Layer.ethernet
    case EtherType.ppp:
      return Layer.ppp
    case EtherType.erspan2:
      // Type I has neither a sequence number nor a header of its own.
      if (flags & Flag.sequence) frame.at += 8
      return Layer.ethernet
    case EtherType.erspan3:
      return behindErspan3(frame)
    default:
      return behindEtherType(frame, type)
  }
}

/** Twelve bytes, and eight more if the last bit says so. */
function behindErspan3(frame: Frame): Layer {
  const { bytes, at } = frame
  if (at + 12 > frame.end) return unread(frame, INSIDE)
  frame.at = at + 12 + (bytes[at + 11]! & 1) * 8
  return Layer.ethernet
}

export function ipInIp(frame: Frame): Layer {
  const version = frame.next
  portless(frame)
  enterTunnel(frame)
  return version === 4 ? Layer.ip4 : Layer.ip6
}

export function etherInIp(frame: Frame): Layer {
  portless(frame)
  enterTunnel(frame)
  frame.at += 2
  return Layer.ethernet
}
