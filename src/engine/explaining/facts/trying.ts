/**
 * Trying: one caller that goes through many ports of a host, or many hosts on a port.
 */

import type { Traffic } from '../traffic'
import { isWithin, spanOf } from './grouped-rows'
import { distinctPerGroup, tally } from './tally'

/** One caller going through many ports or hosts. */
export interface Trying {
  /** Share of the cluster's rows that belong to such a caller. */
  readonly share: number
  /** Of the busiest one: what it tried, how many of them in how many flows. */
  readonly source: string
  /** The host whose ports were tried, or the port that was tried on hosts. */
  readonly at: string
  readonly triedCount: number
  readonly flowCount: number
  readonly rows: Uint32Array
  /** Share of all its flows there meanwhile, in whatever cluster, that came to nothing. */
  readonly failingShare: number | null
}

/**
 * A caller has tried many from 10 on, in at least every other flow: more than a server's handful of services. Bro's scan.bro
 * alarms from 15 ports and 25 hosts on, whether they fail or not; the verdicts ask that they do.
 */
export const MANY = 10
export const NEW_PER_FLOW = 0.5

/**
 * @param groupOf what the caller sticks to: the pair, or caller and port
 * @param triedOf what it goes through: ports, or hosts
 * @returns null if nobody tries many
 */
export function trying(
  traffic: Traffic,
  rows: Uint32Array,
  groupOf: (row: number) => number,
  triedOf: (row: number) => number,
  at: (row: number) => string,
): Trying | null {
  const flows = tally(rows, groupOf)
  // Who has fewer flows has tried fewer: a file may have as many pairs as flows, and each would get a set of its own.
  const frequent = rows.filter((row) => flows.counts.get(groupOf(row))! >= MANY)
  if (frequent.length === 0) return null
  const tried = distinctPerGroup(frequent, groupOf, triedOf)
  let share = 0
  let busiest = -1
  for (const [group, count] of flows.counts) {
    const triedCount = tried.get(group) ?? 0
    if (triedCount < MANY || triedCount < NEW_PER_FLOW * count) continue
    share += count / rows.length
    if (busiest < 0 || count > flows.counts.get(busiest)!) busiest = group
  }
  if (busiest < 0) return null
  const own = rows.filter((row) => groupOf(row) === busiest)
  const one = own[0]!
  return {
    share,
    source: traffic.source!.dictionary[traffic.source!.codes[one]!]!,
    at: at(one),
    triedCount: tried.get(busiest)!,
    flowCount: flows.counts.get(busiest)!,
    rows: own,
    failingShare: failingShareOf(traffic, own, (row) => groupOf(row) === busiest),
  }
}

function failingShareOf(traffic: Traffic, own: Uint32Array, belongs: (row: number) => boolean): number | null {
  const { failed, rowCount } = traffic
  if (failed === null) return null
  const span = spanOf(traffic, own)
  let count = 0
  let failing = 0
  for (let row = 0; row < rowCount; row++) {
    if (!isWithin(traffic, span, row) || !belongs(row)) continue
    count++
    failing += failed[row]!
  }
  return failing / count
}
