/**
 * Fragments: the ports of datagrams that came in parts, for the parts after the first have none.
 *
 * A part belongs to the datagram of the same two addresses, protocol and identification (RFC 791, section 3.2; RFC
 * 8200, section 4.5). A table of fixed size holds what the first parts said: a datagram takes the one place its key
 * hashes to, and the later datagram wins. Nothing is put together again, so a part that comes before the first is unread.
 */

import type { Packet } from '../packet'

/** Datagrams that can be under way at once; a power of two. 16,384 places take 0.9 MB, made when a first part comes. */
const PLACES = 16_384
/** Two addresses of up to 16 bytes. */
const KEY_BYTES = 32
/** What RFC 791 and RFC 8200 give a datagram's parts to arrive: older ones are another's. */
const LONGEST_SECONDS = 60

interface Places {
  readonly addresses: Uint8Array
  readonly ids: Uint32Array
  /** Of the fragments' headers, plus one: 0 marks an empty place. */
  readonly keyProtocols: Uint16Array
  readonly protocols: Uint8Array
  readonly sourcePorts: Uint16Array
  readonly destinationPorts: Uint16Array
  readonly seconds: Float64Array
}

const newPlaces = (): Places => ({
  addresses: new Uint8Array(PLACES * KEY_BYTES),
  ids: new Uint32Array(PLACES),
  keyProtocols: new Uint16Array(PLACES),
  protocols: new Uint8Array(PLACES),
  sourcePorts: new Uint16Array(PLACES),
  destinationPorts: new Uint16Array(PLACES),
  seconds: new Float64Array(PLACES),
})

export class FragmentTable {
  private places: Places | null = null

  /** @param keyProtocol what the fragment header says comes next; `packet` has the protocol that was found in the end */
  remember(packet: Packet, id: number, keyProtocol: number): void {
    this.places ??= newPlaces()
    const { places } = this
    const place = placeOf(packet, id, keyProtocol)
    const { bytes, addressLength, sourceAt, destinationAt } = packet
    const key = place * KEY_BYTES
    for (let i = 0; i < addressLength; i++) {
      places.addresses[key + i] = bytes[sourceAt + i]!
      places.addresses[key + 16 + i] = bytes[destinationAt + i]!
    }
    places.ids[place] = id
    places.keyProtocols[place] = keyOf(packet, keyProtocol)
    places.protocols[place] = packet.protocol
    places.sourcePorts[place] = packet.sourcePort
    places.destinationPorts[place] = packet.destinationPort
    places.seconds[place] = packet.seconds
  }

  /** Writes protocol and ports of the packet's datagram into it. @returns whether its first part is known */
  recall(packet: Packet, id: number, keyProtocol: number): boolean {
    const { places } = this
    if (places === null) return false
    const place = placeOf(packet, id, keyProtocol)
    const isKnown =
      places.keyProtocols[place] === keyOf(packet, keyProtocol) &&
      places.ids[place] === id &&
      packet.seconds - places.seconds[place]! <= LONGEST_SECONDS &&
      sameAddresses(packet, places.addresses, place * KEY_BYTES)
    if (!isKnown) return false
    packet.protocol = places.protocols[place]!
    packet.sourcePort = places.sourcePorts[place]!
    packet.destinationPort = places.destinationPorts[place]!
    return true
  }
}

/** Never 0, and different for the two versions of IP. */
const keyOf = ({ addressLength }: Packet, keyProtocol: number): number => addressLength * 256 + keyProtocol

function sameAddresses(packet: Packet, addresses: Uint8Array, key: number): boolean {
  const { bytes, addressLength, sourceAt, destinationAt } = packet
  for (let i = 0; i < addressLength; i++) {
    if (addresses[key + i] !== bytes[sourceAt + i]) return false
    if (addresses[key + 16 + i] !== bytes[destinationAt + i]) return false
  }
  return true
}

/** FNV-1a over the addresses, then the rest of the key mixed in. */
function placeOf(packet: Packet, id: number, keyProtocol: number): number {
  const { bytes, addressLength, sourceAt, destinationAt } = packet
  let hash = 0x811c9dc5
  for (let i = 0; i < addressLength; i++) hash = Math.imul(hash ^ bytes[sourceAt + i]!, 0x01000193)
  for (let i = 0; i < addressLength; i++) hash = Math.imul(hash ^ bytes[destinationAt + i]!, 0x01000193)
  hash = Math.imul(hash ^ id ^ (keyProtocol << 16), 0x85ebca6b)
  return (hash ^ (hash >>> 15)) & (PLACES - 1)
}
