/**
 * TCP packet: what one packet does to the connection it belongs to, in the order in which Zeek looks at it.
 */

import type { Packet } from '../capture/packet'
import { ORIGINATOR, RESPONDER, SideWord, sideWords, type Side } from './flow-fields'
import type { FlowStore } from './flow-store'
import { Letter, tell, tellCounted, tellEach } from './history'
import { changeState, Endpoint } from './tcp-endpoint'
import { TcpFlag } from './tcp-flags'
import { acknowledged, advance, beginSequence } from './tcp-sequence'

/** @returns whether the connection is over by it */
export function followTcp(store: FlowStore, slot: number, side: Side, packet: Packet): boolean {
  const { tcpFlags, payloadBytes } = packet
  const other = side === ORIGINATOR ? RESPONDER : ORIGINATOR
  countFlags(store.words, sideWords(slot, side), tcpFlags)
  beginSequence(store, slot, side, packet)
  tellPacket(store, slot, side, packet)
  if (packet.window === 0 && isTellingWindow(store.words, slot, side, tcpFlags))
    tellCounted(store, slot, side, SideWord.zeroWindowCount)
  if ((tcpFlags & TcpFlag.ack) !== 0) acknowledged(store, slot, other, packet)
  advance(store, slot, side, packet)
  return changeState(store, slot, side, tcpFlags, payloadBytes)
}

function countFlags(words: Uint32Array, w: number, flags: number): void {
  if ((flags & TcpFlag.fin) !== 0) words[w + SideWord.finCount]!++
  if ((flags & TcpFlag.syn) !== 0) words[w + SideWord.synCount]!++
  if ((flags & TcpFlag.rst) !== 0) words[w + SideWord.rstCount]!++
  if ((flags & TcpFlag.psh) !== 0) words[w + SideWord.pshCount]!++
  if ((flags & TcpFlag.urg) !== 0) words[w + SideWord.urgCount]!++
}

function tellPacket(store: FlowStore, slot: number, side: Side, packet: Packet): void {
  const { tcpFlags, payloadBytes, sequence } = packet
  switch (tcpFlags & (TcpFlag.syn | TcpFlag.fin | TcpFlag.rst)) {
    case 0:
      if (payloadBytes > 0) tell(store, slot, side, Letter.data)
      else if ((tcpFlags & TcpFlag.ack) !== 0) tell(store, slot, side, Letter.acknowledgement)
      break
    case TcpFlag.syn: {
      const letter = (tcpFlags & TcpFlag.ack) === 0 ? Letter.syn : Letter.handshake
      tellEach(store, slot, side, letter, SideWord.synSequence, sequence)
      break
    }
    case TcpFlag.fin:
      tellEach(store, slot, side, Letter.fin, SideWord.finSequence, (sequence + payloadBytes) >>> 0)
      break
    case TcpFlag.rst:
      tellEach(store, slot, side, Letter.reset, SideWord.rstSequence, sequence)
      break
    default:
      tell(store, slot, side, (tcpFlags & TcpFlag.syn) === 0 ? Letter.inconsistent : Letter.severalFlags)
  }
}

/** A window of 0 says nothing with or after a RST, nor once the other side has nothing more to send. */
function isTellingWindow(words: Uint32Array, slot: number, side: Side, flags: number): boolean {
  const peer = sideWords(slot, side === ORIGINATOR ? RESPONDER : ORIGINATOR)
  return (
    (flags & TcpFlag.rst) === 0 &&
    words[peer + SideWord.state] !== Endpoint.closed &&
    words[sideWords(slot, side) + SideWord.state] !== Endpoint.reset
  )
}
