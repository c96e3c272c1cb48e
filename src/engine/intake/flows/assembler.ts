/**
 * Assembler: packets, one by one → bidirectional flows, each handed over when it has ended.
 *
 * The originator is who sent the first packet; but where that is a SYN+ACK, who it answers. A flow ends when it has waited too long
 * (waiting.ts), when a SYN begins another connection between the same two ports, or with the capture.
 *
 * Flows are handed over in the order in which they end, as in Zeek's conn.log, those still open at the capture's end in the order in which they
 * began. (In order of their beginning all would have to wait for the longest: memory would grow with the capture.)
 * The order depends on the packets alone.
 *
 * A clock that is set back ends nothing, and one packet with a wrong time doesn't either (capture-clock.ts).
 */

import { IpProtocol, type Packet, type PacketSink } from '../capture/packet'
import { CaptureClock } from './capture-clock'
import { ConversationTally, type ConversationCounts } from './conversations'
import { Amount, AMOUNTS, ORIGINATOR, RESPONDER, SideWord, sideWords, Word, WORDS, type Side } from './flow-fields'
import { FlowKey } from './flow-key'
import { FlowStore } from './flow-store'
import { HeldPacket } from './held-packet'
import { Letter, tell, tellFlipped } from './history'
import { countPacket } from './packet-statistics'
import { isPortReuse } from './port-reuse'
import { Endpoint } from './tcp-endpoint'
import { TcpFlag } from './tcp-flags'
import { followTcp } from './tcp-packet'
import { Waiting, WaitingLists } from './waiting'

/**
 * Flows that may be open at once: 480 bytes each, and half as much again while the store grows. A flood of SYNs from made-up addresses
 * leaves 5 s of them open; where that is more, the oldest of them end a little early.
 */
export const MOST_OPEN_FLOWS = 262_144

const SECOND = 1_000_000_000

export interface EndedFlows {
  /** @param slot good until the call returns */
  flow(store: FlowStore, slot: number, baseSeconds: number): void
}

/** Told of every packet, in the capture's order: its frame, and the first frame of the flow that it went to, which no other flow has. */
export type PlacedPacket = (frame: number, firstFrame: number) => void

export class FlowAssembler implements PacketSink {
  /** Flows that had to end because too many were open. */
  cutShortCount = 0
  flowCount = 0
  readonly clock = new CaptureClock()
  private readonly store = new FlowStore()
  private readonly waiting = new WaitingLists(this.store)
  private readonly key = new FlowKey()
  private readonly conversations = new ConversationTally()
  private readonly held = new HeldPacket()
  /** Times are counted from here. */
  private baseSeconds = NaN
  private sweepAt = 0

  constructor(
    private readonly ended: EndedFlows,
    private readonly mostOpen = MOST_OPEN_FLOWS,
    private readonly placed: PlacedPacket = () => undefined,
  ) {}

  packet(packet: Packet): void {
    const { clock } = this
    const stamp = this.stampOf(packet)
    if (this.held.isHeld) this.release(!clock.belies(this.held.stamp, stamp))
    if (clock.isLeap(stamp)) return this.held.hold(packet, stamp)
    clock.follow(stamp)
    this.place(packet)
  }

  unread(): void {}

  /** Ends what is still open. To be called once, after the last packet. */
  finish(): void {
    if (this.held.isHeld) this.release(true)
    const { words } = this.store
    const open = this.store.openSlots()
    open.sort((one, other) => words[one * WORDS + Word.firstFrame]! - words[other * WORDS + Word.firstFrame]!)
    for (const slot of open) this.end(slot)
  }

  /** How many conversations there were, whatever their pauses. */
  get conversationCounts(): ConversationCounts | null {
    return this.conversations.counts
  }

  /** Nanoseconds since the capture's first whole second, exact for 104 days. */
  private stampOf({ seconds, nanoseconds }: Packet): number {
    if (Number.isNaN(this.baseSeconds)) this.baseSeconds = seconds
    return (seconds - this.baseSeconds) * SECOND + nanoseconds
  }

  private release(isTimeRight: boolean): void {
    const { held, clock } = this
    held.isHeld = false
    if (isTimeRight) clock.follow(held.stamp)
    else clock.stand()
    this.place(held.packet)
  }

  private place(packet: Packet): void {
    const { store, key, clock } = this
    this.sweep()
    key.read(packet)
    const slot = this.slotOf(packet)
    const isFromOriginator = (store.words[slot * WORDS + Word.originatorIsFirst] === 1) === key.isFromFirst
    const side = isFromOriginator ? ORIGINATOR : RESPONDER
    this.placed(packet.frame, store.words[slot * WORDS + Word.firstFrame]!)
    countPacket(store, slot, side, packet, clock.now)
    this.noteTime(slot)
    if (packet.protocol === IpProtocol.tcp) this.tcp(slot, side, packet)
    else if (packet.protocol === IpProtocol.udp && packet.payloadBytes > 0) tell(store, slot, side, Letter.data)
  }

  /** Once a second, what has waited too long is ended. */
  private sweep(): void {
    const { steady } = this.clock
    if (steady < this.sweepAt) return
    this.sweepAt = (Math.floor(steady / SECOND) + 1) * SECOND
    for (let slot = this.waiting.nextOver(steady); slot !== 0; slot = this.waiting.nextOver(steady)) this.end(slot)
  }

  private slotOf(packet: Packet): number {
    const { store, key, clock, waiting } = this
    const slot = store.find(key)
    if (slot === 0) return this.begin(packet)
    if (waiting.isOver(slot, clock.steady) || isPortReuse(store, slot, key, packet)) {
      this.end(slot)
      return this.begin(packet)
    }
    waiting.touch(slot, clock.steady)
    return slot
  }

  private begin(packet: Packet): number {
    if (this.store.openCount >= this.mostOpen) {
      this.cutShortCount++
      this.end(this.waiting.firstToGiveUp())
    }
    const { store, key, clock } = this
    const slot = store.open(key)
    const isTcp = packet.protocol === IpProtocol.tcp
    const isAnswer = isTcp && (packet.tcpFlags & (TcpFlag.syn | TcpFlag.ack)) === (TcpFlag.syn | TcpFlag.ack)
    store.words[slot * WORDS + Word.firstFrame] = packet.frame
    store.words[slot * WORDS + Word.originatorIsFirst] = key.isFromFirst !== isAnswer ? 1 : 0
    store.amounts[slot * AMOUNTS + Amount.stamp] = clock.now - clock.offset
    store.amounts[slot * AMOUNTS + Amount.start] = clock.now
    store.amounts[slot * AMOUNTS + Amount.last] = clock.now
    this.conversations.begin(key, packet)
    if (isAnswer) tellFlipped(store, slot)
    this.waiting.move(slot, isTcp ? Waiting.stream : Waiting.datagrams, clock.steady)
    return slot
  }

  /** What comes after both sides have closed no longer belongs to the duration, as in Zeek. */
  private noteTime(slot: number): void {
    const { now } = this.clock
    const { words, amounts } = this.store
    const areClosed =
      words[sideWords(slot, ORIGINATOR) + SideWord.isClosed] === 1 &&
      words[sideWords(slot, RESPONDER) + SideWord.isClosed] === 1
    const at = slot * AMOUNTS + Amount.last
    if (!areClosed && now > amounts[at]!) amounts[at] = now
  }

  private tcp(slot: number, side: Side, packet: Packet): void {
    if (packet.laterFragment) return
    const { store, waiting, clock } = this
    const isOver = followTcp(store, slot, side, packet)
    const { words } = store
    const was = words[slot * WORDS + Word.waiting]!
    if (isOver) waiting.move(slot, Waiting.closing, clock.steady)
    if (isOver || was === Waiting.closing) return
    const state = words[sideWords(slot, ORIGINATOR) + SideWord.state]!
    const isAttempt =
      (state === Endpoint.synSent || state === Endpoint.synAckSent) &&
      words[sideWords(slot, RESPONDER) + SideWord.state] === Endpoint.inactive
    const wanted = isAttempt ? Waiting.attempt : Waiting.stream
    if (was !== wanted) waiting.move(slot, wanted, clock.steady)
  }

  private end(slot: number): void {
    this.flowCount++
    this.conversations.end(this.store, slot)
    this.ended.flow(this.store, slot, this.baseSeconds)
    this.waiting.remove(slot)
    this.store.close(slot)
  }
}
