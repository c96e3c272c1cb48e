/**
 * IPv4: addresses, lengths and fragments.
 *
 * Source: RFC 791 section 3.1.
 */

import { Fragment, Layer, malformed, u16, unfinished, type Frame } from './frame'
import { behindIp } from './ip-protocols'

const MORE_FRAGMENTS = 0x2000
const OFFSET = 0x1fff

export function ip4(frame: Frame): Layer {
  const { bytes, at, packet } = frame
  if (at + 20 > frame.end) return unfinished(frame, 'an IPv4 header')
  const headerBytes = (bytes[at]! & 15) * 4
  const stated = u16(bytes, at + 2)
  if (bytes[at]! >> 4 !== 4 || headerBytes < 20) return malformed(frame, 'an IPv4 header')
  // 0 stands in packets captured before the network card cut them up (segmentation offload).
  if (stated !== 0 && stated < headerBytes) return malformed(frame, 'an IPv4 header')
  if (stated !== 0 && at + stated < frame.wireEnd) frame.wireEnd = at + stated
  if (frame.end > frame.wireEnd) frame.end = frame.wireEnd
  if (at + headerBytes > frame.end) return unfinished(frame, 'an IPv4 header')
  packet.addressLength = 4
  packet.sourceAt = at + 12
  packet.destinationAt = at + 16
  packet.ipBytes = frame.wireEnd - at
  frame.at = at + headerBytes
  frame.next = bytes[at + 9]!
  noteFragment(frame, u16(bytes, at + 6), u16(bytes, at + 4))
  return frame.fragment === Fragment.later ? Layer.laterFragment : behindIp(frame)
}

function noteFragment(frame: Frame, word: number, id: number): void {
  frame.fragment = word & OFFSET ? Fragment.later : word & MORE_FRAGMENTS ? Fragment.first : Fragment.none
  if (frame.fragment === Fragment.none) return
  frame.fragmentId = id
  frame.fragmentProtocol = frame.next
}
