/**
 * IP protocols: what stands behind an IP header.
 *
 * A protocol that has no ports here is a flow all the same, with ports 0; so is IPv6's mobility header (135), behind
 * which nothing follows (RFC 6275, section 6.1.1).
 * Source: IANA, "Assigned Internet Protocol Numbers".
 */

import { IpProtocol } from '../packet'
import { Layer, type Frame } from './frame'

const Protocol = { hopByHop: 0, routing: 43, fragment: 44, authentication: 51, destinationOptions: 60 } as const
const Tunnel = { ip4: 4, ip6: 41, gre: 47, ethernet: 97 } as const
export const PortsOnly = { dccp: 33, sctp: 132, udpLite: 136 } as const

/** By `frame.next`. */
export function behindIp(frame: Frame): Layer {
  switch (frame.next) {
    case IpProtocol.tcp:
      return Layer.tcp
    case IpProtocol.udp:
      return Layer.udp
    case IpProtocol.icmp:
    case IpProtocol.icmp6:
      return Layer.icmp
    case PortsOnly.sctp:
    case PortsOnly.dccp:
    case PortsOnly.udpLite:
      return Layer.portsOnly
    case Tunnel.gre:
      return Layer.gre
    case Tunnel.ip4:
    case Tunnel.ip6:
      return Layer.ipInIp
    case Tunnel.ethernet:
      return Layer.etherInIp
    case Protocol.authentication:
      return Layer.authentication
    default:
      return frame.packet.addressLength === 16 ? behindIp6(frame.next) : Layer.portless
  }
}

function behindIp6(next: number): Layer {
  switch (next) {
    case Protocol.hopByHop:
    case Protocol.routing:
    case Protocol.destinationOptions:
      return Layer.ip6Extension
    case Protocol.fragment:
      return Layer.ip6Fragment
    default:
      return Layer.portless
  }
}

/** Whether the parts of such a datagram need its first one to be told apart: ports, or headers that lead to some. */
export function needsFirstPart(protocol: number): boolean {
  switch (protocol) {
    case IpProtocol.tcp:
    case IpProtocol.udp:
    case IpProtocol.icmp:
    case IpProtocol.icmp6:
    case PortsOnly.sctp:
    case PortsOnly.dccp:
    case PortsOnly.udpLite:
    case Protocol.authentication:
    case Protocol.hopByHop:
    case Protocol.routing:
    case Protocol.destinationOptions:
      return true
    default:
      return false
  }
}
