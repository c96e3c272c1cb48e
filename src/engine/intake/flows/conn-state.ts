/**
 * Conn state: one word for how a flow went, by Zeek's rules.
 *
 * Source: docs.zeek.org, conn.log, "conn_state" and "history".
 */

import { IpProtocol } from '../capture/packet'
import { HISTORY_BYTES, ORIGINATOR, RESPONDER, SideWord, sideWords, Word, WORDS } from './flow-fields'
import { protocolOf } from './flow-key'
import type { FlowStore } from './flow-store'
import { Endpoint } from './tcp-endpoint'
import { payloadBySequence } from './tcp-sequence'

export type ConnState =
  'S0' | 'S1' | 'S2' | 'S3' | 'SF' | 'REJ' | 'RSTO' | 'RSTR' | 'RSTOS0' | 'RSTRH' | 'SH' | 'SHR' | 'OTH'

export function connStateOf(store: FlowStore, slot: number): ConnState {
  const { words } = store
  const protocol = protocolOf(words, slot * WORDS + Word.key)
  if (protocol === IpProtocol.tcp) return tcpState(store, slot)
  if (protocol !== IpProtocol.udp) return 'OTH'
  const isAnswered = words[sideWords(slot, RESPONDER) + SideWord.packetCount]! > 0
  if (words[sideWords(slot, ORIGINATOR) + SideWord.packetCount] === 0) return isAnswered ? 'SHR' : 'OTH'
  return isAnswered ? 'SF' : 'S0'
}

function tcpState(store: FlowStore, slot: number): ConnState {
  const originator = store.words[sideWords(slot, ORIGINATOR) + SideWord.state]!
  const responder = store.words[sideWords(slot, RESPONDER) + SideWord.state]!
  if (responder === Endpoint.reset) return resetByResponder(store, slot, originator)
  if (originator === Endpoint.reset) return resetByOriginator(store, slot, responder)
  if (originator === Endpoint.closed) {
    if (responder === Endpoint.closed) return 'SF'
    return neverBegan(responder) ? 'SH' : 'S2'
  }
  if (responder === Endpoint.closed) return neverBegan(originator) ? 'SHR' : 'S3'
  if (originator === Endpoint.synSent && responder === Endpoint.inactive) return 'S0'
  return originator === Endpoint.established && responder === Endpoint.established ? 'S1' : 'OTH'
}

const neverBegan = (state: number): boolean => state === Endpoint.inactive || state === Endpoint.partial

function resetByResponder(store: FlowStore, slot: number, originator: number): ConnState {
  const sentNothing =
    payloadBySequence(store, slot, ORIGINATOR) === 0 && payloadBySequence(store, slot, RESPONDER) === 0
  const isRejected =
    originator === Endpoint.synSent ||
    originator === Endpoint.synAckSent ||
    (originator === Endpoint.reset && sentNothing)
  if (isRejected) return 'REJ'
  return neverBegan(originator) ? 'RSTRH' : 'RSTR'
}

function resetByOriginator(store: FlowStore, slot: number, responder: number): ConnState {
  if (!neverBegan(responder)) return 'RSTO'
  return takesBackItsSyn(historyOf(store, slot)) ? 'RSTOS0' : 'OTH'
}

/** Whether the originator began with a SYN and sent nothing else but the same again before it reset. */
function takesBackItsSyn(history: string): boolean {
  const letters = [...history].filter((letter) => letter !== '^')
  const own = letters.filter((letter) => letter === letter.toUpperCase())
  const reset = own.indexOf('R')
  return letters[0] === 'S' && reset > 0 && own.slice(0, reset).every((letter) => letter === 'S' || letter === 'T')
}

export function historyOf({ words, history }: FlowStore, slot: number): string {
  const at = slot * HISTORY_BYTES
  return String.fromCharCode(...history.subarray(at, at + words[slot * WORDS + Word.historyLength]!))
}
