/**
 * Wireless: 802.11 frames, bare or behind radiotap. Data that is not encrypted goes on to LLC.
 *
 * Sources: IEEE 802.11-2016 section 9.2 and 9.3; radiotap.org, "Defined fields".
 */

import { Layer, malformed, unfinished, unread, type Frame } from './frame'

/** Of the second byte of frame control. */
const Flag = { toSystem: 1, fromSystem: 2, protected: 0x40, order: 0x80 } as const
/** Of a data frame's subtype. */
const NO_DATA = 4
const QUALITY = 8
/** Of the first byte of QoS control. */
const AGGREGATE = 0x80

const RADIOTAP_TSFT = 1
const RADIOTAP_FLAGS = 2
/** Of the last byte of a word of announcements: another word follows. */
const MORE_WORDS = 0x80
/** The 802.11 header is padded to a multiple of 4 bytes. */
const PADDED = 0x20

export function radiotap(frame: Frame): Layer {
  const { bytes, at } = frame
  if (at + 8 > frame.end) return unfinished(frame, 'a radiotap header')
  const length = bytes[at + 2]! | (bytes[at + 3]! << 8)
  if (bytes[at] !== 0 || length < 8) return malformed(frame, 'a radiotap header')
  if (at + length > frame.end) return unfinished(frame, 'a radiotap header')
  frame.at = at + length
  return dataFrame(frame, isPadded(bytes, at, at + length))
}

/** Fields lie in the order of the bits that announce them, each aligned to its own size from the header's start. */
function isPadded(bytes: Uint8Array, start: number, end: number): boolean {
  const announced = bytes[start + 4]!
  if ((announced & RADIOTAP_FLAGS) === 0) return false
  let at = start + 4
  while (at + 4 <= end && (bytes[at + 3]! & MORE_WORDS) !== 0) at += 4
  at += 4
  if (announced & RADIOTAP_TSFT) at += ((8 - ((at - start) & 7)) & 7) + 8
  return at < end && (bytes[at]! & PADDED) !== 0
}

export const wireless = (frame: Frame): Layer => dataFrame(frame, false)

function dataFrame(frame: Frame, padded: boolean): Layer {
  const { bytes, at } = frame
  if (at + 2 > frame.end) return unfinished(frame, 'an 802.11 header')
  const control = bytes[at]!
  const subtype = control >> 4
  if ((control & 3) !== 0) return malformed(frame, 'an 802.11 header')
  const type = (control >> 2) & 3
  if (type !== 2)
    return unread(frame, type === 0 ? '802.11 management' : type === 1 ? '802.11 control' : '802.11 extension')
  if (subtype & NO_DATA) return unread(frame, '802.11 frames without data')
  if (bytes[at + 1]! & Flag.protected) return unread(frame, 'encrypted 802.11 data')
  const length = headerLength(subtype, bytes[at + 1]!)
  if (at + length > frame.end) return unfinished(frame, 'an 802.11 header')
  if (subtype & QUALITY && bytes[at + qualityAt(bytes[at + 1]!)]! & AGGREGATE)
    return unread(frame, 'several 802.11 packets in one frame (A-MSDU)')
  frame.at = at + (padded ? length + ((4 - (length & 3)) & 3) : length)
  return Layer.llc
}

/** The fourth address is there between two access points only. */
const qualityAt = (flags: number): number => (flags & Flag.toSystem && flags & Flag.fromSystem ? 30 : 24)

function headerLength(subtype: number, flags: number): number {
  if ((subtype & QUALITY) === 0) return qualityAt(flags)
  return qualityAt(flags) + (flags & Flag.order ? 6 : 2)
}
