/**
 * TCP endpoint: what each side of a connection has done, as far as an onlooker can tell.
 *
 * Source: the states that Zeek keeps of an endpoint (docs.zeek.org, base/init-bare.zeek, TCP_INACTIVE … TCP_RESET) and how it changes them. One
 * difference: a SYN that comes after its SYN+ACK establishes the connection, for captures of two interfaces swap them.
 */

import { TcpFlag } from './tcp-flags'
import { ORIGINATOR, SideWord, sideWords, type Side } from './flow-fields'
import type { FlowStore } from './flow-store'

export const Endpoint = {
  inactive: 0,
  synSent: 1,
  synAckSent: 2,
  /** It sent something without a SYN before. */
  partial: 3,
  established: 4,
  /** It sent a FIN. */
  closed: 5,
  /** It sent a RST. */
  reset: 6,
} as const

/**
 * Changes the states of both sides by a packet of one.
 * @returns whether the connection is over by it: nothing but its last packets will follow
 */
export function changeState(store: FlowStore, slot: number, side: Side, flags: number, payloadBytes: number): boolean {
  const { words } = store
  const own = sideWords(slot, side)
  const peer = sideWords(slot, side === ORIGINATOR ? 1 : 0)
  const isClosing = closes(words, own, peer, side, flags, payloadBytes)
  if (!isClosing || words[own + SideWord.isClosed] === 1) return false
  words[own + SideWord.isClosed] = 1
  return (
    words[own + SideWord.state] === Endpoint.reset ||
    words[peer + SideWord.isClosed] === 1 ||
    words[peer + SideWord.state] === Endpoint.inactive
  )
}

function closes(
  words: Uint32Array,
  own: number,
  peer: number,
  side: Side,
  flags: number,
  payloadBytes: number,
): boolean {
  switch (words[own + SideWord.state]) {
    case Endpoint.inactive:
      return fromInactive(words, own, peer, side, flags, payloadBytes)
    case Endpoint.synSent:
    case Endpoint.synAckSent:
      return endsBy(words, own, flags)
    case Endpoint.partial:
    case Endpoint.established:
      return fromEstablished(words, own, peer, flags)
    case Endpoint.closed:
      if ((flags & TcpFlag.rst) === 0 || words[peer + SideWord.state] === Endpoint.closed) return false
      set(words, own, Endpoint.reset)
      return true
    default:
      return false
  }
}

function fromInactive(
  words: Uint32Array,
  own: number,
  peer: number,
  side: Side,
  flags: number,
  payloadBytes: number,
): boolean {
  if ((flags & TcpFlag.syn) !== 0) {
    if (side === ORIGINATOR) originatorBegins(words, own, peer, flags)
    else responderBegins(words, own, peer)
  }
  const isOver = endsBy(words, own, flags)
  if (words[own + SideWord.state] !== Endpoint.inactive) return isOver
  // Some acknowledge a SYN before they answer it.
  if (side !== ORIGINATOR && payloadBytes === 0 && words[peer + SideWord.state] === Endpoint.synSent) return isOver
  const isAnswer = (flags & TcpFlag.ack) !== 0 && words[peer + SideWord.state] === Endpoint.established
  set(words, own, isAnswer ? Endpoint.established : Endpoint.partial)
  return isOver
}

function originatorBegins(words: Uint32Array, own: number, peer: number, flags: number): void {
  if ((flags & TcpFlag.ack) !== 0) set(words, own, Endpoint.synAckSent)
  else set(words, own, words[peer + SideWord.state] === Endpoint.established ? Endpoint.established : Endpoint.synSent)
}

function responderBegins(words: Uint32Array, own: number, peer: number): void {
  if (words[peer + SideWord.state] === Endpoint.synSent) set(words, peer, Endpoint.established)
  set(words, own, Endpoint.established)
}

function fromEstablished(words: Uint32Array, own: number, peer: number, flags: number): boolean {
  const isSynOnly = (flags & (TcpFlag.syn | TcpFlag.ack)) === TcpFlag.syn
  if (
    isSynOnly &&
    words[own + SideWord.state] === Endpoint.partial &&
    words[peer + SideWord.state] === Endpoint.inactive
  )
    set(words, own, Endpoint.synSent)
  const isFin = (flags & (TcpFlag.fin | TcpFlag.rst)) === TcpFlag.fin
  const peerClosedThenReset =
    words[peer + SideWord.state] === Endpoint.reset && words[peer + SideWord.stateBefore] === Endpoint.closed
  // A FIN, then a RST, and now the other's FIN: an ordinary end.
  if (isFin && peerClosedThenReset) set(words, peer, Endpoint.closed)
  return endsBy(words, own, flags)
}

function endsBy(words: Uint32Array, own: number, flags: number): boolean {
  if ((flags & TcpFlag.rst) !== 0) set(words, own, Endpoint.reset)
  else if ((flags & TcpFlag.fin) !== 0) set(words, own, Endpoint.closed)
  else return false
  return true
}

function set(words: Uint32Array, own: number, state: number): void {
  words[own + SideWord.stateBefore] = words[own + SideWord.state]!
  words[own + SideWord.state] = state
}
