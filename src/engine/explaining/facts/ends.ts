/**
 * Ends: who calls whom in a cluster, and whether one caller tries many ports of a host or many hosts on a port.
 */

import { OUTCOMES } from '../connection-outcomes'
import type { Traffic } from '../traffic'
import { isInside } from './addresses'
import { distinctPerGroup, shareWhere, tally, type Tally } from './tally'

export interface Top {
  readonly text: string
  readonly share: number
}

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
  /** Share of all its flows there, in whatever cluster, that were not answered, refused, reset or denied. */
  readonly failingShare: number | null
}

export interface Ends {
  readonly sourceCount: number | null
  readonly destinationCount: number | null
  readonly topSource: Top | null
  readonly topDestination: Top | null
  /** The commonest destination and port together, and its rows. */
  readonly topTarget: (Top & { readonly rows: Uint32Array }) | null
  /** The commonest source and destination together, and its rows. */
  readonly topPair: (Top & { readonly rows: Uint32Array }) | null
  readonly portTrying: Trying | null
  readonly hostTrying: Trying | null
  /** Share of rows whose destination is outside; null if no address of the file is inside, so that none can be told. */
  readonly outsideShare: number | null
}

/** A caller has tried many from 12 on, in at least every other flow: more than a server's handful of services. */
const MANY = 12
const NEW_PER_FLOW = 0.5
const PORTS = 65_536

export function endsOf(traffic: Traffic, rows: Uint32Array): Ends {
  const { source, destination, destinationPort: port } = traffic
  const sources = source && tally(rows, (row) => source.codes[row]! || NaN)
  const destinations = destination && tally(rows, (row) => destination.codes[row]! || NaN)
  const top = (counted: Tally | null, dictionary: readonly string[] | undefined): Top | null =>
    counted && counted.topKey >= 0 ? { text: dictionary![counted.topKey]!, share: counted.topCount / rows.length } : null
  const group = (keyOf: (row: number) => number, text: (row: number) => string): Ends['topPair'] => {
    const { topKey, topCount } = tally(rows, keyOf)
    if (topKey < 0) return null
    const own = rows.filter((row) => keyOf(row) === topKey)
    return { text: text(own[0]!), share: topCount / rows.length, rows: own }
  }
  const target = destination && port && group((row) => destination.codes[row]! * PORTS + port[row]!, (row) => `${destination.dictionary[destination.codes[row]!]!} port ${port[row]!}`)
  const pairOf = source && destination && ((row: number): number => source.codes[row]! * destination.dictionary.length + destination.codes[row]!)
  return {
    sourceCount: sources && sources.counts.size, destinationCount: destinations && destinations.counts.size,
    topSource: top(sources, source?.dictionary), topDestination: top(destinations, destination?.dictionary), topTarget: target,
    topPair: pairOf && group(pairOf, (row) => `${source.dictionary[source.codes[row]!]!} to ${destination.dictionary[destination.codes[row]!]!}`),
    portTrying: pairOf && port && trying(traffic, rows, pairOf, (row) => port[row]!, (row) => destination.dictionary[destination.codes[row]!]!),
    hostTrying: source && destination && trying(
      traffic, rows, (row) => source.codes[row]! * PORTS + (port && port[row]! >= 0 ? port[row]! : 0), (row) => destination.codes[row]!,
      (row) => (port ? `port ${port[row]!}` : ''),
    ),
    outsideShare: outsideShareOf(traffic, rows),
  }
}

function trying(
  traffic: Traffic, rows: Uint32Array, groupOf: (row: number) => number, triedOf: (row: number) => number, at: (row: number) => string,
): Trying | null {
  const flows = tally(rows, groupOf)
  const tried = distinctPerGroup(rows, groupOf, triedOf)
  let share = 0
  let busiest = -1
  for (const [group, count] of flows.counts) {
    const triedCount = tried.get(group)!
    if (triedCount < MANY || triedCount < NEW_PER_FLOW * count) continue
    share += count / rows.length
    if (busiest < 0 || count > flows.counts.get(busiest)!) busiest = group
  }
  if (busiest < 0) return null
  const one = rows.find((row) => groupOf(row) === busiest)!
  return {
    share, source: traffic.source!.dictionary[traffic.source!.codes[one]!]!, at: at(one), triedCount: tried.get(busiest)!,
    flowCount: flows.counts.get(busiest)!, failingShare: failingShareOf(traffic, (row) => groupOf(row) === busiest),
  }
}

const FAILING = (['unanswered', 'refused', 'reset', 'denied'] as const).map((name) => OUTCOMES.indexOf(name))

function failingShareOf({ outcome, rowCount }: Traffic, belongs: (row: number) => boolean): number | null {
  if (outcome === null) return null
  let count = 0
  let failing = 0
  for (let row = 0; row < rowCount; row++) {
    if (!belongs(row)) continue
    count++
    if (FAILING.includes(outcome[row]!)) failing++
  }
  return failing / count
}

function outsideShareOf({ source, destination }: Traffic, rows: Uint32Array): number | null {
  if (destination === null) return null
  const inside = destination.dictionary.map(isInside)
  const anyInside = inside.includes(true) || (source?.dictionary.some(isInside) ?? false)
  return anyInside ? shareWhere(rows, (row) => destination.codes[row] !== 0 && !inside[destination.codes[row]!]!) : null
}
