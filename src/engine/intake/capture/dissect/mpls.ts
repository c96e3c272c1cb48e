/**
 * MPLS: a stack of labels, behind which the first four bits say what follows.
 *
 * Sources: RFC 3032 (the stack), RFC 4928 section 3 (guessing by the first bits), RFC 4385 (the control word).
 */

import { Layer, unfinished, unread, type Frame } from './frame'

const CONTROL_WORD_BYTES = 4

export function mpls(frame: Frame): Layer {
  const { bytes } = frame
  for (let isLast = false; !isLast; frame.at += 4) {
    if (frame.at + 4 > frame.end) return unfinished(frame, 'an MPLS label')
    isLast = (bytes[frame.at + 2]! & 1) === 1
  }
  if (frame.at >= frame.end) return unfinished(frame, 'an MPLS payload')
  switch (bytes[frame.at]! >> 4) {
    case 4:
      return Layer.ip4
    case 6:
      return Layer.ip6
    case 0:
      // A pseudowire with its control word; one without could begin with any address.
      frame.at += CONTROL_WORD_BYTES
      return Layer.ethernet
    default:
      return unread(frame, 'an MPLS payload that is no IP')
  }
}
