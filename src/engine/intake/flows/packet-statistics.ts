/**
 * Packet statistics: what is counted of every packet of a flow, whatever its protocol.
 */

import type { Packet } from '../capture/packet'
import { SideAmount, sideAmounts, SideWord, sideWords, Word, WORDS, type Side } from './flow-fields'
import type { FlowStore } from './flow-store'

/** @param now nanoseconds */
export function countPacket(
  { words, amounts }: FlowStore,
  slot: number,
  side: Side,
  packet: Packet,
  now: number,
): void {
  const { payloadBytes } = packet
  const w = sideWords(slot, side)
  const a = sideAmounts(slot, side)
  const isFirst = words[w + SideWord.packetCount]!++ === 0
  if (isFirst || payloadBytes < words[w + SideWord.smallestPayload]!) words[w + SideWord.smallestPayload] = payloadBytes
  if (payloadBytes > words[w + SideWord.largestPayload]!) words[w + SideWord.largestPayload] = payloadBytes
  amounts[a + SideAmount.ipBytes]! += packet.ipBytes
  amounts[a + SideAmount.payloadBytes]! += payloadBytes
  amounts[a + SideAmount.payloadSquares]! += payloadBytes * payloadBytes
  if (!isFirst) countPause(amounts, a, words[w + SideWord.packetCount] === 2, now)
  amounts[a + SideAmount.lastTime] = now
  if (packet.vlan !== 0 && words[slot * WORDS + Word.vlan] === 0) words[slot * WORDS + Word.vlan] = packet.vlan
}

/** A packet that is older than the one before it comes after no pause. */
function countPause(amounts: Float64Array, a: number, isFirst: boolean, now: number): void {
  const pause = Math.max(0, now - amounts[a + SideAmount.lastTime]!)
  if (isFirst || pause < amounts[a + SideAmount.shortestPause]!) amounts[a + SideAmount.shortestPause] = pause
  if (pause > amounts[a + SideAmount.longestPause]!) amounts[a + SideAmount.longestPause] = pause
  amounts[a + SideAmount.pauseSum]! += pause
  amounts[a + SideAmount.pauseSquares]! += pause * pause
}
