/**
 * Layouts: a day as a Zeek conn.log in CSV, or as a firewall writes its sessions: with an action, without service or state.
 */

import type { Random } from '../../../src/engine/numeric/random'
import type { DayFlow } from './day-flow'

/** Tuesday 3 March 2026, 00:00 UTC, in epoch seconds. */
const MIDNIGHT = 1_772_496_000

const ZEEK =
  'ts,uid,id.orig_h,id.orig_p,id.resp_h,id.resp_p,proto,service,duration,orig_bytes,resp_bytes,conn_state,orig_pkts,resp_pkts'

export function zeekText(flows: readonly DayFlow[], random: Random): string {
  const lines = flows.map((flow) =>
    [
      (MIDNIGHT + flow.start).toFixed(6),
      `C${random.below(2 ** 31).toString(36)}${random.below(2 ** 31).toString(36)}`,
      flow.source,
      flow.sourcePort,
      flow.destination,
      flow.destinationPort,
      flow.protocol,
      flow.service,
      flow.duration === 0 ? '-' : flow.duration.toFixed(6),
      flow.bytesSent,
      flow.bytesReturned,
      flow.state,
      flow.packetsSent,
      flow.packetsReturned,
    ].join(','),
  )
  return [ZEEK, ...lines, ''].join('\n')
}

const FIREWALL =
  'Receive Time,Source address,Source Port,Destination address,Destination Port,NAT Source Port,IP Protocol,Action,Bytes,Bytes Sent,Bytes Received,Packets,Elapsed Time (sec)'

/** Headers counted in, as firewalls do; one decides from outside to inside, so a call that nobody answers is dropped there. */
export function firewallText(flows: readonly DayFlow[]): string {
  const lines = flows.map((flow) => {
    const sent = flow.bytesSent + 54 * flow.packetsSent
    const received = flow.bytesReturned + 54 * flow.packetsReturned
    return [
      new Date((MIDNIGHT + Math.floor(flow.start)) * 1000).toISOString().slice(0, 19).replace('T', ' '),
      flow.source,
      flow.sourcePort,
      flow.destination,
      flow.destinationPort,
      flow.sourcePort,
      flow.protocol,
      actionOf(flow),
      sent + received,
      sent,
      received,
      flow.packetsSent + flow.packetsReturned,
      Math.round(flow.duration),
    ].join(',')
  })
  return [FIREWALL, ...lines, ''].join('\n')
}

const isPrivate = (address: string): boolean => /^(10|192\.168)\./.test(address)

function actionOf({ source, destination, state }: DayFlow): string {
  if (state !== 'S0' && state !== 'REJ' && state !== 'RSTOS0') return 'allow'
  if (isPrivate(source) || !isPrivate(destination)) return state === 'REJ' ? 'reset-both' : 'allow'
  return state === 'REJ' ? 'deny' : 'drop'
}
