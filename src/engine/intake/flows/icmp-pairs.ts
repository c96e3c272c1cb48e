/**
 * ICMP pairs: which ICMP messages answer which, so that a request and its reply are one flow.
 *
 * A message that has a counterpart stands with its type in place of its own port and with the counterpart's in place of the other's, as
 * in Zeek's conn.log; one that has none, with type and code, and flows one way only.
 * Sources: RFC 792, RFC 950, RFC 1256 (ICMP); RFC 4443, RFC 4861, RFC 2710, RFC 4620, RFC 6275 (ICMPv6).
 */

import { IpProtocol } from '../capture/packet'

const PAIRS: readonly (readonly [number, number])[] = [
  [8, 0],
  [10, 9],
  [13, 14],
  [15, 16],
  [17, 18],
]
const PAIRS_6: readonly (readonly [number, number])[] = [
  [128, 129],
  [130, 131],
  [133, 134],
  [135, 136],
  [139, 140],
  [144, 145],
  [146, 147],
]

/** By type; -1 where there is none. */
function counterparts(pairs: readonly (readonly [number, number])[]): Int16Array {
  const table = new Int16Array(256).fill(-1)
  for (const [request, reply] of pairs) {
    table[request] = reply
    table[reply] = request
  }
  return table
}

const COUNTERPARTS = counterparts(PAIRS)
const COUNTERPARTS_6 = counterparts(PAIRS_6)

/** @returns the type that answers `type`, or that it answers; -1 if it flows one way */
export const counterpartOf = (protocol: number, type: number): number =>
  (protocol === IpProtocol.icmp6 ? COUNTERPARTS_6 : COUNTERPARTS)[type]!
