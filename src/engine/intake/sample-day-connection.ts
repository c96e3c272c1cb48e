/**
 * One TCP flow of the sample day's ordinary traffic, which now and then fails as such flows do.
 */

import type { Random } from '../numeric/random'
import type { SampleFlow } from './sample-day'
import { about, drawn, ephemeral, tcpPackets } from './sample-day-flow'

/** Seconds. */
export const DAY = 86_400

/** Who calls whom for what, and when. */
export type Ends = Pick<SampleFlow, 'kind' | 'start' | 'source' | 'destination' | 'destinationPort' | 'service'>

export interface Amounts {
  readonly duration: number
  readonly bytesSent: number
  readonly bytesReturned: number
  /** Share of calls that fail in one of the usual ways. */
  readonly failing: number
}

/** A TCP flow that nearly always works out; failed ones carry little or nothing, as they do. */
export function tcpFlow(random: Random, ends: Ends, amounts: Amounts): SampleFlow {
  const common = {
    ...ends,
    sourcePort: ephemeral(random),
    protocol: 'tcp' as const,
    start: Math.min(ends.start, DAY - 1),
  }
  const state = drawn(random, [
    ['SF', 1 - amounts.failing],
    ['RSTO', amounts.failing * 0.3],
    ['RSTR', amounts.failing * 0.2],
    ['S1', amounts.failing * 0.2],
    ['S0', amounts.failing * 0.2],
    ['REJ', amounts.failing * 0.1],
  ])
  if (state === 'S0') {
    return {
      ...common,
      service: '-',
      state,
      duration: about(random, 3, 0.2),
      bytesSent: 0,
      bytesReturned: 0,
      packetsSent: 3,
      packetsReturned: 0,
    }
  }
  if (state === 'REJ') {
    return {
      ...common,
      service: '-',
      state,
      duration: about(random, 0.02, 0.6),
      bytesSent: 0,
      bytesReturned: 0,
      packetsSent: 1,
      packetsReturned: 1,
    }
  }
  const bytesSent = Math.round(amounts.bytesSent)
  const bytesReturned = Math.round(amounts.bytesReturned)
  return {
    ...common,
    state,
    duration: amounts.duration,
    bytesSent,
    bytesReturned,
    packetsSent: tcpPackets(random, bytesSent, bytesReturned),
    packetsReturned: tcpPackets(random, bytesReturned, bytesSent),
  }
}
