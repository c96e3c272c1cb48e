/**
 * TCP sequence: how far each side of a connection has got, counted beyond 32 bits, what it sent again and what never came.
 *
 * `sequenceLength` is Zeek's way to a connection's bytes: from the SYN to the highest number sent or acknowledged, less one for the SYN and one for
 * a FIN; where no SYN was seen, as if there had been one before the first packet. Nothing is put together again: holes are known by their
 * bytes, not by their place, so that data sent twice while a hole is open closes as much of it.
 * Sources: RFC 9293 section 3.4 (numbers modulo 2^32); what Zeek's conn.log says of orig_bytes and missed_bytes, and does.
 */

import type { Packet } from '../capture/packet'
import { SideAmount, sideAmounts, SideWord, sideWords, type Side } from './flow-fields'
import type { FlowStore } from './flow-store'
import { tellCounted } from './history'
import { Endpoint } from './tcp-endpoint'
import { TcpFlag } from './tcp-flags'

/** A SYN, a RST or an acknowledgement of 0 that is further off than this is not believed, as in Zeek. */
const FARTHEST = 1_048_576

/** From `from` to `to` in the circle of 2^32, −2^31 … 2^31 − 1. */
const distance = (from: number, to: number): number => (to - from) | 0

/** Where the side's numbers begin, if this packet says so. */
export function beginSequence({ words, amounts }: FlowStore, slot: number, side: Side, packet: Packet): void {
  const w = sideWords(slot, side)
  const isSyn = (packet.tcpFlags & TcpFlag.syn) !== 0
  const state = words[w + SideWord.state]!
  if (state === Endpoint.closed || (state !== Endpoint.inactive && !isSyn)) return
  if (state === Endpoint.reset && words[w + SideWord.stateBefore] !== Endpoint.inactive) return
  const isKnown = state === Endpoint.synSent || state === Endpoint.synAckSent
  if (isKnown && words[w + SideWord.firstSequence] === packet.sequence) return
  words[w + SideWord.firstSequence] = isSyn ? packet.sequence : packet.sequence - 1
  words[w + SideWord.nextSequence] = packet.sequence
  amounts[sideAmounts(slot, side) + SideAmount.sequenceLength] = isSyn ? 0 : 1
}

/** Moves the side on by what the packet carries. To be called before its state is changed by it. */
export function advance(store: FlowStore, slot: number, side: Side, packet: Packet): void {
  const { words, amounts } = store
  const { tcpFlags, payloadBytes, sequence } = packet
  const w = sideWords(slot, side)
  const a = sideAmounts(slot, side)
  const isReset = (tcpFlags & TcpFlag.rst) !== 0
  const next = words[w + SideWord.nextSequence]!
  const end = sequence + segmentLength(tcpFlags, payloadBytes)
  const ahead = distance(next, end)
  if ((tcpFlags & (TcpFlag.syn | TcpFlag.rst)) !== 0 && Math.abs(ahead) > FARTHEST) return
  if (words[w + SideWord.state] === Endpoint.reset) return
  if (!isReset) fillHoles(store, a, distance(next, sequence), segmentLength(tcpFlags, payloadBytes))
  if (ahead > 0) {
    words[w + SideWord.nextSequence] = end
    amounts[a + SideAmount.sequenceLength]! += ahead
  } else if (payloadBytes > 0) tellCounted(store, slot, side, SideWord.retransmissionCount)
}

const segmentLength = (flags: number, payloadBytes: number): number =>
  ((flags & TcpFlag.rst) !== 0 ? 0 : payloadBytes) +
  ((flags & TcpFlag.syn) !== 0 ? 1 : 0) +
  ((flags & TcpFlag.fin) !== 0 ? 1 : 0)

/** @param jump from the next number expected to the packet's; negative where it comes late */
function fillHoles({ amounts }: FlowStore, a: number, jump: number, length: number): void {
  const missing = amounts[a + SideAmount.missing]!
  if (jump >= 0) amounts[a + SideAmount.missing] = missing + jump
  else if (missing > 0) amounts[a + SideAmount.missing] = missing - Math.min(missing, length, -jump)
}

/**
 * Takes note of what the other side says it has got: data that was never seen came past the capture.
 * One number more than was sent is a FIN that was not seen.
 * @param side whose data it is
 */
export function acknowledged(store: FlowStore, slot: number, side: Side, packet: Packet): void {
  const { words, amounts } = store
  const { acknowledgement, tcpFlags } = packet
  const w = sideWords(slot, side)
  const a = sideAmounts(slot, side)
  if (words[w + SideWord.state] === Endpoint.inactive) return void expectFrom(store, w, a, acknowledgement)
  if ((tcpFlags & TcpFlag.rst) !== 0) return
  const ahead = distance(words[w + SideWord.nextSequence]!, acknowledgement)
  if (acknowledgement === 0 && ahead > FARTHEST) return
  if (ahead > 1) {
    words[w + SideWord.nextSequence] = acknowledgement
    amounts[a + SideAmount.sequenceLength]! += ahead
    amounts[a + SideAmount.missing]! += ahead
  }
  if (ahead >= 0 && amounts[a + SideAmount.missing]! > 0) miss(store, slot, side, tcpFlags)
}

/** Nothing came from that side yet: its numbers begin where the other expects them. */
function expectFrom({ words, amounts }: FlowStore, w: number, a: number, next: number): void {
  words[w + SideWord.firstSequence] = next - 1
  words[w + SideWord.nextSequence] = next
  amounts[a + SideAmount.sequenceLength] = 1
}

/** Gaps that come up only as the connection ends are counted, but not told in the history, as in Zeek. */
function miss(store: FlowStore, slot: number, side: Side, flags: number): void {
  const { amounts } = store
  const a = sideAmounts(slot, side)
  amounts[a + SideAmount.missed]! += amounts[a + SideAmount.missing]!
  amounts[a + SideAmount.missing] = 0
  if ((flags & (TcpFlag.fin | TcpFlag.rst)) === 0) tellCounted(store, slot, side, SideWord.gapCount)
}

/** Bytes of payload that the side sent, or that the other said it did. */
export function payloadBySequence({ words, amounts }: FlowStore, slot: number, side: Side): number {
  const beyondSyn = amounts[sideAmounts(slot, side) + SideAmount.sequenceLength]! - 1
  const hasFin = words[sideWords(slot, side) + SideWord.finCount]! > 0
  return Math.max(0, hasFin ? beyondSyn - 1 : beyondSyn)
}
