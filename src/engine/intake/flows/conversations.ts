/**
 * Conversations: how many pairs of endpoints talked over TCP and over UDP, whatever their pauses, as tshark -z conv counts them.
 *
 * A TCP port that is used again counts again, if its SYN has another sequence number than the last one's or that one had ended. Looked up
 * once for each flow, not for each packet. A conversation is known by 64 bits of hash: among a million, two are taken for one with
 * a chance of 3 in 100 million. Beyond a million it is no longer counted, so that memory stays below 51 MB.
 */

import { IpProtocol, type Packet } from '../capture/packet'
import { ORIGINATOR, RESPONDER, SideWord, sideWords, Word, WORDS } from './flow-fields'
import { finished, mixed, KEY_WORDS, protocolOf, type FlowKey } from './flow-key'
import type { FlowStore } from './flow-store'
import { TcpFlag } from './tcp-flags'

export interface ConversationCounts {
  readonly tcp: number
  readonly udp: number
}

const MOST = 1_048_576
const FIRST_PLACES = 1024

/** Of a conversation; a place whose `isUsed` is 0 is empty. */
const Field = { hash: 0, otherHash: 1, isUsed: 2, isEnded: 3, firstSequence: 4, otherSequence: 5 } as const
const FIELDS = 6

export class ConversationTally {
  private tcpCount = 0
  private udpCount = 0
  private knownCount = 0
  private places = FIRST_PLACES
  private known = new Uint32Array(FIRST_PLACES * FIELDS)
  private isFull = false

  get counts(): ConversationCounts | null {
    return this.isFull ? null : { tcp: this.tcpCount, udp: this.udpCount }
  }

  /** A flow of these endpoints begins with the packet. */
  begin(key: FlowKey, packet: Packet): void {
    const { protocol } = packet
    if (this.isFull || (protocol !== IpProtocol.tcp && protocol !== IpProtocol.udp)) return
    const at = this.placeOf(key.words, 0, key.hash)
    const isNew = this.known[at + Field.isUsed] === 0
    if (isNew) this.add(at, key.hash, otherHash(key.words, 0))
    if (protocol === IpProtocol.udp) this.udpCount += isNew ? 1 : 0
    else if (isNew || this.isUsedAgain(at, key.isFromFirst, packet)) this.tcpCount++
  }

  /** A flow ends: what it leaves behind tells whether the next one is another conversation. */
  end({ words }: FlowStore, slot: number): void {
    const flow = slot * WORDS
    if (this.isFull || protocolOf(words, flow + Word.key) !== IpProtocol.tcp) return
    const at = this.placeOf(words, flow + Word.key, words[flow + Word.hash]!)
    const originator = sideWords(slot, ORIGINATOR)
    const responder = sideWords(slot, RESPONDER)
    const isFirst = words[flow + Word.originatorIsFirst] === 1
    this.known[at + Field.isEnded] = words[originator + SideWord.isClosed]! | words[responder + SideWord.isClosed]!
    this.known[at + Field.firstSequence] = words[(isFirst ? originator : responder) + SideWord.firstSequence]!
    this.known[at + Field.otherSequence] = words[(isFirst ? responder : originator) + SideWord.firstSequence]!
  }

  private isUsedAgain(at: number, isFromFirst: boolean, { tcpFlags, sequence }: Packet): boolean {
    if ((tcpFlags & (TcpFlag.syn | TcpFlag.ack)) !== TcpFlag.syn) return false
    const field = isFromFirst ? Field.firstSequence : Field.otherSequence
    return this.known[at + Field.isEnded] === 1 || this.known[at + field] !== sequence
  }

  private add(at: number, hash: number, other: number): void {
    this.known[at + Field.isUsed] = 1
    this.known[at + Field.hash] = hash
    this.known[at + Field.otherHash] = other
    if (++this.knownCount * 2 > this.places) this.grow()
  }

  private placeOf(words: Uint32Array, keyAt: number, hash: number): number {
    return this.search(hash, otherHash(words, keyAt))
  }

  private search(hash: number, other: number): number {
    const { known, places } = this
    for (let place = hash & (places - 1); ; place = (place + 1) & (places - 1)) {
      const at = place * FIELDS
      if (known[at + Field.isUsed] === 0) return at
      if (known[at + Field.hash] === hash && known[at + Field.otherHash] === other) return at
    }
  }

  private grow(): void {
    const before = this.known
    this.isFull = this.knownCount >= MOST
    this.places = this.isFull ? 1 : this.places * 2
    this.known = new Uint32Array(this.places * FIELDS)
    for (let from = 0; from < before.length && !this.isFull; from += FIELDS) {
      if (before[from + Field.isUsed] === 0) continue
      const at = this.search(before[from + Field.hash]!, before[from + Field.otherHash]!)
      this.known.set(before.subarray(from, from + FIELDS), at)
    }
  }
}

/** A second hash, of another seed. */
function otherHash(words: Uint32Array, keyAt: number): number {
  let hash = 0x5bd1e995
  for (let word = 0; word < KEY_WORDS; word++) hash = mixed(hash, words[keyAt + word]!)
  return finished(hash)
}
