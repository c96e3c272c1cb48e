/**
 * IPv6: addresses, length and the chain of extension headers.
 *
 * The addresses are the main header's, even where a routing header names a farther destination.
 * Sources: RFC 8200 sections 3 and 4, RFC 4302 (authentication header).
 */

import { Fragment, Layer, malformed, u16, u32, unfinished, type Frame } from './frame'
import { behindIp } from './ip-protocols'

const HEADER_BYTES = 40
const NO_NEXT_HEADER = 59

export function ip6(frame: Frame): Layer {
  const { bytes, at, packet } = frame
  if (at + HEADER_BYTES > frame.end) return unfinished(frame, 'an IPv6 header')
  if (bytes[at]! >> 4 !== 6) return malformed(frame, 'an IPv6 header')
  const payload = u16(bytes, at + 4)
  frame.next = bytes[at + 6]!
  // 0 stands in jumbograms, and in packets captured before the network card cut them up: as long as the frame, then.
  const isStated = payload !== 0 || frame.next === NO_NEXT_HEADER
  if (isStated && at + HEADER_BYTES + payload < frame.wireEnd) frame.wireEnd = at + HEADER_BYTES + payload
  if (frame.end > frame.wireEnd) frame.end = frame.wireEnd
  packet.addressLength = 16
  packet.sourceAt = at + 8
  packet.destinationAt = at + 24
  packet.ipBytes = frame.wireEnd - at
  frame.at = at + HEADER_BYTES
  frame.fragment = Fragment.none
  return behindIp(frame)
}

/** Hop-by-hop options, routing and destination options are all counted in words of 8 bytes, less one. */
export function ip6Extension(frame: Frame): Layer {
  const { bytes, at } = frame
  if (at + 8 > frame.end) return unfinished(frame, 'an IPv6 extension header')
  return behindExtension(frame, (bytes[at + 1]! + 1) * 8)
}

/** Counted in words of 4 bytes, less two; in IPv4 too. */
export function authentication(frame: Frame): Layer {
  const { bytes, at } = frame
  if (at + 8 > frame.end) return unfinished(frame, 'an authentication header')
  return behindExtension(frame, (bytes[at + 1]! + 2) * 4)
}

function behindExtension(frame: Frame, length: number): Layer {
  frame.next = frame.bytes[frame.at]!
  frame.at += length
  return frame.at > frame.end ? unfinished(frame, 'an IPv6 extension header') : behindIp(frame)
}

export function ip6Fragment(frame: Frame): Layer {
  const { bytes, at } = frame
  if (at + 8 > frame.end) return unfinished(frame, 'an IPv6 fragment header')
  const word = u16(bytes, at + 2)
  frame.next = bytes[at]!
  frame.at = at + 8
  // Neither an offset nor more to come: a whole packet, RFC 6946.
  frame.fragment = word & 0xfff8 ? Fragment.later : word & 1 ? Fragment.first : Fragment.none
  frame.fragmentId = u32(bytes, at + 4)
  frame.fragmentProtocol = frame.next
  return frame.fragment === Fragment.later ? Layer.laterFragment : behindIp(frame)
}
