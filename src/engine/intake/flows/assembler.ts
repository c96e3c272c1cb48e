/**
 * Assembler: packets, one by one → bidirectional flows, each handed over when it has ended.
 *
 * The originator is who sent the first packet; but where that is a SYN+ACK, who it answers. A flow ends when it has waited too long
 * (waiting.ts), when a SYN begins another connection between the same two ports, or with the capture.
 *
 * Flows are handed over in the order in which they end, as in Zeek's conn.log, those still open at the capture's end in the order in which they
 * began. (In order of their beginning all would have to wait for the longest: memory would grow with the capture.)
 * The order depends on the packets alone.
 */

import { IpProtocol, type Packet, type PacketSink } from '../capture/packet'
import { ConversationTally, type ConversationCounts } from './conversations'
import { Amount, AMOUNTS, ORIGINATOR, RESPONDER, SideWord, sideWords, Word, WORDS, type Side } from './flow-fields'
import { FlowKey } from './flow-key'
import { FlowStore } from './flow-store'
import { Letter, tell, tellFlipped } from './history'
import { countPacket } from './packet-statistics'
import { Endpoint } from './tcp-endpoint'
import { TcpFlag } from './tcp-flags'
import { followTcp } from './tcp-packet'
import { Waiting, WaitingLists } from './waiting'

/**
 * Flows that may be open at once: 472 bytes each, and half as much again while the store grows. A flood of SYNs from made-up addresses
 * leaves 5 s of them open; where that is more, the oldest end a little early.
 */
export const MOST_OPEN_FLOWS = 262_144

export interface EndedFlows {
  /** @param slot good until the call returns */
  flow(store: FlowStore, slot: number, baseSeconds: number): void
}

export class FlowAssembler implements PacketSink {
  /** Flows that had to end because too many were open. */
  cutShortCount = 0
  flowCount = 0
  /** Of the flow that the last packet went to: its first frame, which no other flow has. */
  firstFrame = 0
  private readonly store = new FlowStore()
  private readonly waiting = new WaitingLists(this.store)
  private readonly key = new FlowKey()
  private readonly conversations = new ConversationTally()
  /** Times are counted from here. */
  private baseSeconds = NaN
  private sweptSeconds = NaN

  constructor(
    private readonly ended: EndedFlows,
    private readonly mostOpen = MOST_OPEN_FLOWS,
  ) {}

  packet(packet: Packet): void {
    const now = this.timeOf(packet)
    this.key.read(packet)
    const slot = this.slotOf(packet, now)
    const { store } = this
    const isFromOriginator = (store.words[slot * WORDS + Word.originatorIsFirst] === 1) === this.key.isFromFirst
    const side = isFromOriginator ? ORIGINATOR : RESPONDER
    this.firstFrame = store.words[slot * WORDS + Word.firstFrame]!
    countPacket(store, slot, side, packet, now)
    this.noteTime(slot, now)
    if (packet.protocol === IpProtocol.tcp) this.tcp(slot, side, packet, now)
    else if (packet.protocol === IpProtocol.udp && packet.payloadBytes > 0) tell(store, slot, side, Letter.data)
  }

  unread(): void {}

  /** Ends what is still open. To be called once, after the last packet. */
  finish(): void {
    const { words } = this.store
    const open = this.store.openSlots()
    open.sort((one, other) => words[one * WORDS + Word.firstFrame]! - words[other * WORDS + Word.firstFrame]!)
    for (const slot of open) this.end(slot)
  }

  /** How many conversations there were, whatever their pauses. */
  get conversationCounts(): ConversationCounts | null {
    return this.conversations.counts
  }

  /** Nanoseconds since the capture's first second, exact for 104 days. Once a second, what has waited too long is ended. */
  private timeOf({ seconds, nanoseconds }: Packet): number {
    if (Number.isNaN(this.baseSeconds)) this.baseSeconds = seconds
    const now = (seconds - this.baseSeconds) * 1_000_000_000 + nanoseconds
    if (seconds === this.sweptSeconds) return now
    this.sweptSeconds = seconds
    for (let slot = this.waiting.nextOver(now); slot !== 0; slot = this.waiting.nextOver(now)) this.end(slot)
    return now
  }

  private slotOf(packet: Packet, now: number): number {
    const slot = this.store.find(this.key)
    if (slot === 0) return this.begin(packet, now)
    if (!this.waiting.isOver(slot, now) && !this.isReuse(slot, packet)) return slot
    this.end(slot)
    return this.begin(packet, now)
  }

  /** Whether a SYN begins another connection: the last one is closed, or had other sequence numbers. */
  private isReuse(slot: number, { protocol, tcpFlags, sequence, laterFragment }: Packet): boolean {
    if (protocol !== IpProtocol.tcp || laterFragment) return false
    if ((tcpFlags & (TcpFlag.syn | TcpFlag.ack)) !== TcpFlag.syn) return false
    const { words } = this.store
    const originator = sideWords(slot, ORIGINATOR)
    const responder = sideWords(slot, RESPONDER)
    if (words[originator + SideWord.isClosed] === 1 && words[responder + SideWord.isClosed] === 1) return true
    const isFromOriginator = (words[slot * WORDS + Word.originatorIsFirst] === 1) === this.key.isFromFirst
    // Both may begin at once; then the responder's first number is not known yet.
    if (!isFromOriginator && words[responder + SideWord.state] === Endpoint.inactive) return false
    return sequence !== words[(isFromOriginator ? originator : responder) + SideWord.firstSequence]
  }

  private begin(packet: Packet, now: number): number {
    if (this.store.openCount >= this.mostOpen) {
      this.cutShortCount++
      this.end(this.waiting.firstToGiveUp())
    }
    const { store, key } = this
    const slot = store.open(key)
    const isTcp = packet.protocol === IpProtocol.tcp
    const isAnswer = isTcp && (packet.tcpFlags & (TcpFlag.syn | TcpFlag.ack)) === (TcpFlag.syn | TcpFlag.ack)
    store.words[slot * WORDS + Word.firstFrame] = packet.frame
    store.words[slot * WORDS + Word.originatorIsFirst] = key.isFromFirst !== isAnswer ? 1 : 0
    store.amounts[slot * AMOUNTS + Amount.start] = now
    store.amounts[slot * AMOUNTS + Amount.last] = now
    this.conversations.begin(key, packet)
    if (isAnswer) tellFlipped(store, slot)
    this.waiting.move(slot, isTcp ? Waiting.stream : Waiting.datagrams, now)
    return slot
  }

  /** What comes after both sides have closed no longer belongs to the duration, as in Zeek. */
  private noteTime(slot: number, now: number): void {
    const { words, amounts } = this.store
    const areClosed =
      words[sideWords(slot, ORIGINATOR) + SideWord.isClosed] === 1 &&
      words[sideWords(slot, RESPONDER) + SideWord.isClosed] === 1
    const at = slot * AMOUNTS + Amount.last
    if (!areClosed && now > amounts[at]!) amounts[at] = now
  }

  private tcp(slot: number, side: Side, packet: Packet, now: number): void {
    if (packet.laterFragment) return
    const { store, waiting } = this
    const isOver = followTcp(store, slot, side, packet)
    const { words } = store
    const was = words[slot * WORDS + Word.waiting]!
    if (isOver) waiting.move(slot, Waiting.closing, now)
    if (isOver || was === Waiting.closing) return
    const state = words[sideWords(slot, ORIGINATOR) + SideWord.state]!
    const isAttempt =
      (state === Endpoint.synSent || state === Endpoint.synAckSent) &&
      words[sideWords(slot, RESPONDER) + SideWord.state] === Endpoint.inactive
    const wanted = isAttempt ? Waiting.attempt : Waiting.stream
    if (was !== wanted) waiting.move(slot, wanted, now)
  }

  private end(slot: number): void {
    this.flowCount++
    this.conversations.end(this.store, slot)
    this.ended.flow(this.store, slot, this.baseSeconds)
    this.waiting.remove(slot)
    this.store.close(slot)
  }
}
