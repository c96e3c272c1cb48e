/**
 * Port reuse: whether a SYN between two ports that have a flow already begins another connection.
 */

import { IpProtocol, type Packet } from '../capture/packet'
import { ORIGINATOR, RESPONDER, SideWord, sideWords, Word, WORDS } from './flow-fields'
import type { FlowKey } from './flow-key'
import type { FlowStore } from './flow-store'
import { Endpoint } from './tcp-endpoint'
import { TcpFlag } from './tcp-flags'

/** It does where the last one is closed, or had other sequence numbers. */
export function isPortReuse({ words }: FlowStore, slot: number, key: FlowKey, packet: Packet): boolean {
  const { protocol, tcpFlags, sequence, laterFragment } = packet
  if (protocol !== IpProtocol.tcp || laterFragment) return false
  if ((tcpFlags & (TcpFlag.syn | TcpFlag.ack)) !== TcpFlag.syn) return false
  const originator = sideWords(slot, ORIGINATOR)
  const responder = sideWords(slot, RESPONDER)
  if (words[originator + SideWord.isClosed] === 1 && words[responder + SideWord.isClosed] === 1) return true
  const isFromOriginator = (words[slot * WORDS + Word.originatorIsFirst] === 1) === key.isFromFirst
  // Both may begin at once; then the responder's first number is not known yet.
  if (!isFromOriginator && words[responder + SideWord.state] === Endpoint.inactive) return false
  return sequence !== words[(isFromOriginator ? originator : responder) + SideWord.firstSequence]
}
