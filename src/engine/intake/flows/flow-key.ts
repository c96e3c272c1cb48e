/**
 * Flow key: what tells one flow from another, the same for packets of both directions.
 *
 * Two addresses, two ports and the IP protocol; not the VLAN, for a packet that is captured on both sides of a router or on a trunk belongs to one
 * conversation, and tshark counts so too. The endpoint with the smaller address (or port, where the addresses are equal) stands first.
 */

import { IpProtocol, type Packet } from '../capture/packet'
import { counterpartOf } from './icmp-pairs'

/** Four words for each address, one for both ports, one for the protocol and the version of IP. */
export const KEY_WORDS = 10
const PORTS = 8
const PROTOCOL = 9

export class FlowKey {
  readonly words = new Uint32Array(KEY_WORDS)
  hash = 0
  /** Whether the packet's source is the endpoint that stands first. */
  isFromFirst = true

  read(packet: Packet): void {
    const { words } = this
    const { protocol, addressLength, sourcePort } = packet
    let { destinationPort } = packet
    let isOneWay = false
    if (protocol === IpProtocol.icmp || protocol === IpProtocol.icmp6) {
      const counterpart = counterpartOf(protocol, sourcePort)
      isOneWay = counterpart < 0
      if (!isOneWay) destinationPort = counterpart
    }
    const isFromFirst = isOneWay || sourceStandsFirst(packet, sourcePort, destinationPort)
    this.isFromFirst = isFromFirst
    this.address(packet, isFromFirst ? packet.sourceAt : packet.destinationAt, 0)
    this.address(packet, isFromFirst ? packet.destinationAt : packet.sourceAt, 4)
    words[PORTS] = isFromFirst ? (sourcePort << 16) | destinationPort : (destinationPort << 16) | sourcePort
    words[PROTOCOL] = (addressLength << 8) | protocol
    this.hash = addressLength === 4 ? this.hash4() : this.hash6()
  }

  private address({ bytes, addressLength }: Packet, at: number, word: number): void {
    const { words } = this
    words[word] = wordAt(bytes, at)
    words[word + 1] = addressLength === 4 ? 0 : wordAt(bytes, at + 4)
    words[word + 2] = addressLength === 4 ? 0 : wordAt(bytes, at + 8)
    words[word + 3] = addressLength === 4 ? 0 : wordAt(bytes, at + 12)
  }

  private hash4(): number {
    const { words } = this
    return finished(mixed(mixed(mixed(words[PROTOCOL]!, words[0]!), words[4]!), words[PORTS]!))
  }

  private hash6(): number {
    const { words } = this
    let hash = words[PROTOCOL]!
    for (let word = 0; word < PROTOCOL; word++) hash = mixed(hash, words[word]!)
    return finished(hash)
  }
}

export const protocolOf = (words: Uint32Array, key: number): number => words[key + PROTOCOL]! & 255
export const addressLengthOf = (words: Uint32Array, key: number): number => words[key + PROTOCOL]! >>> 8
/** Of the endpoint that stands first, or of the other. */
export const portOf = (words: Uint32Array, key: number, isFirst: boolean): number =>
  isFirst ? words[key + PORTS]! >>> 16 : words[key + PORTS]! & 0xffff

function sourceStandsFirst(packet: Packet, sourcePort: number, destinationPort: number): boolean {
  const { bytes, sourceAt, destinationAt, addressLength } = packet
  for (let i = 0; i < addressLength; i++) {
    const difference = bytes[sourceAt + i]! - bytes[destinationAt + i]!
    if (difference !== 0) return difference < 0
  }
  return sourcePort <= destinationPort
}

const wordAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!

/** A round and the end of MurmurHash3 (A. Appleby, public domain, x86 32 bits). */
export function mixed(hash: number, word: number): number {
  const spread = Math.imul(word, 0xcc9e2d51)
  const turned = hash ^ Math.imul((spread << 15) | (spread >>> 17), 0x1b873593)
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0
}

export function finished(hash: number): number {
  let end = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  end = Math.imul(end ^ (end >>> 13), 0xc2b2ae35)
  return (end ^ (end >>> 16)) >>> 0
}
