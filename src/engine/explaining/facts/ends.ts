/**
 * Ends: who calls whom in a cluster.
 */

import type { Traffic } from '../traffic'
import { shareWhere, tally, type Tally } from './tally'
import { trying, type Trying } from './trying'

export interface Top {
  readonly text: string
  readonly share: number
}

export interface Ends {
  readonly sourceCount: number | null
  readonly destinationCount: number | null
  readonly topSource: Top | null
  readonly topDestination: Top | null
  /** Distinct ports called at the commonest destination. */
  readonly portsOfTopDestination: number | null
  /** The commonest destination and port together, and its rows. */
  readonly topTarget: (Top & { readonly rows: Uint32Array }) | null
  /** The commonest source and destination together, and its rows. */
  readonly topPair: (Top & { readonly rows: Uint32Array }) | null
  readonly portTrying: Trying | null
  readonly hostTrying: Trying | null
  /** Share of rows whose destination is outside; null if no address of the file is inside, so that none can be told. */
  readonly outsideShare: number | null
}

const PORTS = 65_536

/** " port 443"; '' for a ping, which has none, whatever the file writes there. */
const atPort = (port: number): string => (port > 0 ? ` port ${port}` : '')

export function endsOf(traffic: Traffic, rows: Uint32Array): Ends {
  const { source, destination, destinationPort: port } = traffic
  const sources = source && tally(rows, (row) => source.codes[row]! || NaN)
  const destinations = destination && tally(rows, (row) => destination.codes[row]! || NaN)
  const top = (counted: Tally | null, dictionary: readonly string[] | undefined): Top | null =>
    counted && counted.topKey >= 0
      ? { text: dictionary![counted.topKey]!, share: counted.topCount / rows.length }
      : null
  const group = (keyOf: (row: number) => number, text: (row: number) => string): Ends['topPair'] => {
    const { topKey, topCount } = tally(rows, keyOf)
    if (topKey < 0) return null
    const own = rows.filter((row) => keyOf(row) === topKey)
    return { text: text(own[0]!), share: topCount / rows.length, rows: own }
  }
  const target =
    destination &&
    port &&
    group(
      (row) => destination.codes[row]! * PORTS + port[row]!,
      (row) => `${destination.dictionary[destination.codes[row]!]!}${atPort(port[row]!)}`,
    )
  const pairOf =
    source &&
    destination &&
    ((row: number): number => source.codes[row]! * destination.dictionary.length + destination.codes[row]!)
  return {
    sourceCount: sources && sources.counts.size,
    destinationCount: destinations && destinations.counts.size,
    topSource: top(sources, source?.dictionary),
    topDestination: top(destinations, destination?.dictionary),
    portsOfTopDestination:
      destination &&
      port &&
      destinations &&
      new Set(rows.filter((row) => destination.codes[row] === destinations.topKey).map((row) => port[row]!)).size,
    topTarget: target,
    topPair:
      pairOf &&
      group(
        pairOf,
        (row) => `${source.dictionary[source.codes[row]!]!} to ${destination.dictionary[destination.codes[row]!]!}`,
      ),
    portTrying:
      pairOf &&
      port &&
      trying(
        traffic,
        rows,
        pairOf,
        (row) => port[row]!,
        (row) => destination.dictionary[destination.codes[row]!]!,
      ),
    hostTrying:
      source &&
      destination &&
      trying(
        traffic,
        rows,
        (row) => source.codes[row]! * PORTS + (port && port[row]! >= 0 ? port[row]! : 0),
        (row) => destination.codes[row]!,
        (row) => (port ? atPort(port[row]!).trim() : ''),
      ),
    outsideShare: outsideShareOf(traffic, rows),
  }
}

const outsideShareOf = ({ destination, destinationInside: inside }: Traffic, rows: Uint32Array): number | null =>
  destination && inside && shareWhere(rows, (row) => destination.codes[row] !== 0 && !inside[destination.codes[row]!]!)
