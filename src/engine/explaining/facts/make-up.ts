/**
 * Make-up: what some rows consist of: outcomes, services, amounts, KDD's rates. Asked of each cluster and of all rows.
 */

import { quantileOfSorted } from '../../numeric/quantiles'
import { OUTCOMES, type FlowOutcome } from '../connection-outcomes'
import type { ServiceFamily } from '../service-families'
import type { Traffic } from '../traffic'
import { ICMP } from '../../../wording/protocols'
import { shareWhere, sortedValues, tally, topTexts } from './tally'

export interface Shared {
  readonly text: string
  readonly share: number
}

/** Of a number column: 10th percentile, median, 90th percentile, mean; null if no value is finite. */
export interface Spread {
  readonly low: number
  readonly median: number
  readonly high: number
  readonly mean: number
  /** Share of values ≥ 0.5, for columns that are shares themselves. */
  readonly highShare: number
}

export interface MakeUp {
  readonly rowCount: number
  /** Share of rows per outcome; null if the file can't tell. */
  readonly outcomes: Readonly<Record<FlowOutcome, number>> | null
  /** Share of rows that came to nothing; see Traffic.failed. */
  readonly failingShare: number | null
  readonly states: readonly Shared[]
  readonly services: readonly Shared[]
  readonly ports: readonly { readonly port: number; readonly share: number }[]
  /** Known families, most frequent first. */
  readonly families: readonly { readonly family: ServiceFamily; readonly share: number }[]
  readonly tcpShare: number | null
  readonly icmpShare: number | null
  readonly bytesSent: Spread | null
  readonly bytesReturned: Spread | null
  readonly duration: Spread | null
  /** Share of rows that moved no byte either way, and that got nothing back (bytes, else packets). */
  readonly noBytesShare: number | null
  readonly nothingBackShare: number | null
  readonly rates: ReadonlyMap<string, Spread>
}

export function makeUpOf(traffic: Traffic, rows: Uint32Array): MakeUp {
  const { bytesSent, bytesReturned, packetsReturned, state, service, destinationPort } = traffic
  const spread = (values: Float64Array | null): Spread | null => values && spreadOf(sortedValues(values, rows))
  const returned = bytesReturned ?? packetsReturned
  const rates = new Map<string, Spread>()
  for (const [name, values] of traffic.rates) {
    const found = spread(values)
    if (found) rates.set(name, found)
  }
  return {
    rowCount: rows.length,
    outcomes: outcomeShares(traffic.outcome, rows),
    failingShare: traffic.failed && shareWhere(rows, (row) => traffic.failed![row] === 1),
    states: state ? topTexts(state, rows, 6) : [],
    services: service ? topTexts(service, rows, 6) : [],
    ports: destinationPort ? topPorts(destinationPort, rows) : [],
    families: familyShares(traffic.family, rows),
    tcpShare: protocolShare(traffic, rows, /^(tcp|6)$/i),
    icmpShare: protocolShare(traffic, rows, ICMP),
    bytesSent: spread(bytesSent),
    bytesReturned: spread(bytesReturned),
    duration: spread(traffic.duration),
    noBytesShare:
      bytesSent && bytesReturned && shareWhere(rows, (row) => !(bytesSent[row]! > 0) && !(bytesReturned[row]! > 0)),
    nothingBackShare: returned && shareWhere(rows, (row) => !(returned[row]! > 0)),
    rates,
  }
}

function spreadOf(sorted: Float64Array): Spread | null {
  if (sorted.length === 0) return null
  let sum = 0
  let high = 0
  for (const value of sorted) {
    sum += value
    if (value >= 0.5) high++
  }
  const at = (share: number): number => quantileOfSorted(sorted, share)
  return { low: at(0.1), median: at(0.5), high: at(0.9), mean: sum / sorted.length, highShare: high / sorted.length }
}

function outcomeShares(outcome: Uint8Array | null, rows: Uint32Array): MakeUp['outcomes'] {
  if (outcome === null) return null
  const counts = new Array<number>(OUTCOMES.length).fill(0)
  for (const row of rows) counts[outcome[row]!]!++
  const shares = OUTCOMES.map((name, code) => [name, rows.length === 0 ? 0 : counts[code]! / rows.length] as const)
  return Object.fromEntries(shares) as Record<FlowOutcome, number>
}

function protocolShare({ protocol }: Traffic, rows: Uint32Array, named: RegExp): number | null {
  if (protocol === null) return null
  const matches = protocol.dictionary.map((text) => named.test(text.trim()))
  return shareWhere(rows, (row) => matches[protocol.codes[row]!]!)
}

function topPorts(ports: Float64Array, rows: Uint32Array): MakeUp['ports'] {
  const { counts } = tally(rows, (row) => ports[row]!)
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 6)
  return ranked.map(([port, count]) => ({ port, share: count / rows.length }))
}

function familyShares(family: Traffic['family'], rows: Uint32Array): MakeUp['families'] {
  if (family === null) return []
  const counts = new Map<ServiceFamily, number>()
  for (const row of rows) {
    const found = family[row]!
    if (found) counts.set(found, (counts.get(found) ?? 0) + 1)
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([found, count]) => ({ family: found, share: count / rows.length }))
}
