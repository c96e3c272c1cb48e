/**
 * Link types: which header a capture's frames begin with, and how it is called.
 *
 * Source: tcpdump.org, "Link-layer header types".
 */

import { Layer } from './frame'

interface Link {
  readonly words: string
  /** Left out where the link is known by name only. */
  readonly layer?: Layer
}

const LINKS = new Map<number, Link>([
  [0, { words: 'BSD loopback', layer: Layer.loopbackNull }],
  [1, { words: 'Ethernet', layer: Layer.ethernet }],
  [6, { words: 'Token Ring' }],
  [9, { words: 'PPP', layer: Layer.ppp }],
  [10, { words: 'FDDI' }],
  // DLT_RAW, which differs between systems and is written to files by some.
  [12, { words: 'raw IP', layer: Layer.ip }],
  [14, { words: 'raw IP', layer: Layer.ip }],
  [50, { words: 'PPP', layer: Layer.ppp }],
  [51, { words: 'PPPoE', layer: Layer.pppoe }],
  [101, { words: 'raw IP', layer: Layer.ip }],
  [104, { words: 'Cisco HDLC', layer: Layer.ciscoHdlc }],
  [105, { words: '802.11', layer: Layer.wireless }],
  [108, { words: 'BSD loopback', layer: Layer.loop }],
  [113, { words: 'Linux cooked', layer: Layer.cooked }],
  [119, { words: '802.11 with Prism' }],
  [127, { words: '802.11 with radiotap', layer: Layer.radiotap }],
  [147, { words: 'a private link type' }],
  [187, { words: 'Bluetooth' }],
  [189, { words: 'USB' }],
  [195, { words: '802.15.4' }],
  [201, { words: 'Bluetooth' }],
  [220, { words: 'USB' }],
  [227, { words: 'CAN bus' }],
  [228, { words: 'raw IPv4', layer: Layer.ip4 }],
  [229, { words: 'raw IPv6', layer: Layer.ip6 }],
  [239, { words: 'Linux netfilter log' }],
  [249, { words: 'USB' }],
  [276, { words: 'Linux cooked v2', layer: Layer.cooked2 }],
])

/** "Ethernet"; "link type 300" where it has no name here. */
export const linkInWords = (linkType: number): string => LINKS.get(linkType)?.words ?? `link type ${linkType}`

/** The first header's layer; null where such frames can't be read. */
export const layerOfLink = (linkType: number): Layer | null => LINKS.get(linkType)?.layer ?? null
