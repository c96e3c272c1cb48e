/**
 * Transport: ports, types and flags, and the end of the way for most packets.
 *
 * Sources: RFC 9293 (TCP), RFC 768 (UDP), RFC 792 and 4443 (ICMP), RFC 9260 (SCTP), RFC 4340 (DCCP), RFC 3828 (UDP-Lite).
 */

import { Fragment, Layer, malformed, u16, u32, unfinished, unread, type Frame } from './frame'
import { needsFirstPart, PortsOnly } from './ip-protocols'
import { tunnelOfPort } from './udp-tunnels'

export function tcp(frame: Frame): Layer {
  const { bytes, at, packet } = frame
  if (at + 20 > frame.end) return unfinished(frame, 'a TCP header')
  const headerBytes = (bytes[at + 12]! >> 4) * 4
  // The options need not have been captured, but the packet must have had room for them.
  if (headerBytes < 20 || at + headerBytes > frame.wireEnd) return malformed(frame, 'a TCP header')
  settle(frame, u16(bytes, at), u16(bytes, at + 2), headerBytes)
  packet.sequence = u32(bytes, at + 4)
  packet.acknowledgement = u32(bytes, at + 8)
  packet.tcpFlags = bytes[at + 13]!
  packet.window = u16(bytes, at + 14)
  return Layer.read
}

export function udp(frame: Frame): Layer {
  const { bytes, at } = frame
  if (at + 8 > frame.end) return unfinished(frame, 'a UDP header')
  const destinationPort = u16(bytes, at + 2)
  settle(frame, u16(bytes, at), destinationPort, 8)
  return tunnelOfPort(destinationPort)
}

/** Type and code in place of the ports; the header is 8 bytes long in all types that carry something. */
export function icmp(frame: Frame): Layer {
  const { bytes, at } = frame
  if (at + 4 > frame.end) return unfinished(frame, 'an ICMP header')
  settle(frame, bytes[at]!, bytes[at + 1]!, 8)
  return Layer.read
}

/** SCTP, DCCP and UDP-Lite begin with two ports and have 12 bytes of header at least, UDP-Lite 8. */
export function portsOnly(frame: Frame): Layer {
  const { bytes, at } = frame
  const headerBytes = frame.next === PortsOnly.udpLite ? 8 : 12
  if (at + headerBytes > frame.end)
    return unfinished(frame, frame.next === PortsOnly.sctp ? 'an SCTP header' : 'a transport header')
  settle(frame, u16(bytes, at), u16(bytes, at + 2), headerBytes)
  return Layer.read
}

export function portless(frame: Frame): Layer {
  settle(frame, 0, 0, 0)
  return Layer.read
}

/** A fragment after the first. */
export function laterFragment(frame: Frame): Layer {
  const { packet, fragments, fragmentId, fragmentProtocol } = frame
  settle(frame, 0, 0, 0)
  packet.laterFragment = true
  if (fragments.recall(packet, fragmentId, fragmentProtocol)) return Layer.read
  return needsFirstPart(fragmentProtocol) ? unread(frame, 'a fragment whose first part is missing') : Layer.read
}

/** Writes what every packet has of its transport; a first fragment tells its ports to those that follow. */
function settle(frame: Frame, sourcePort: number, destinationPort: number, headerBytes: number): void {
  const { packet } = frame
  const payloadBytes = frame.wireEnd - frame.at - headerBytes
  packet.protocol = frame.next
  packet.sourcePort = sourcePort
  packet.destinationPort = destinationPort
  packet.payloadBytes = payloadBytes < 0 ? 0 : payloadBytes
  packet.tcpFlags = 0
  packet.sequence = 0
  packet.acknowledgement = 0
  packet.window = 0
  packet.laterFragment = false
  frame.at += headerBytes
  if (frame.fragment === Fragment.first) frame.fragments.remember(packet, frame.fragmentId, frame.fragmentProtocol)
}
