/**
 * Grouped rows: the rows of a file by who calls whom, in time order; the ground that patterns are looked for on.
 */

import { groupRows, inOrder, pairCodes, type Keys } from '../../table/row-groups'
import type { Traffic } from '../traffic'

/** One more than there are: what is none, be it −1 or 70,000, is one of its own. */
const PORTS = 65_537

/** What rows may be grouped by. A missing port counts as port 0. */
export type GroupBy = 'source' | 'destination' | 'port'

const orders = new WeakMap<Traffic, Uint32Array>()

/** All rows by start time; in file order without times. */
export function timeOrder(traffic: Traffic): Uint32Array {
  let order = orders.get(traffic)
  if (order === undefined) orders.set(traffic, (order = inOrder(traffic.seconds, traffic.rowCount)))
  return order
}

/**
 * The rows of each combination, those with fewer than `atLeast` left out.
 *
 * @param rows in time order, and so are those of each group
 */
export function* groupsOf(
  traffic: Traffic,
  rows: Uint32Array,
  by: readonly GroupBy[],
  atLeast: number,
): Generator<Uint32Array> {
  if (rows.length < atLeast) return
  const keys = pairCodes(by.map((part) => keysOf(traffic, rows, part)))
  const places = new Uint32Array(rows.length)
  for (let place = 0; place < places.length; place++) places[place] = place
  const { rows: grouped, starts } = groupRows(keys, places)
  for (let group = 0; group < keys.count; group++) {
    if (starts[group + 1]! - starts[group]! < atLeast) continue
    yield grouped.slice(starts[group], starts[group + 1]).map((place) => rows[place]!)
  }
}

function keysOf({ source, destination, destinationPort: port }: Traffic, rows: Uint32Array, part: GroupBy): Keys {
  if (part === 'port') return portKeys(port, rows)
  const cells = (part === 'source' ? source : destination)!
  return { codes: Uint32Array.from(rows, (row) => cells.codes[row]!), count: cells.dictionary.length }
}

/** Ports of some rows as keys; a missing one counts as port 0. */
export const portKeys = (ports: ArrayLike<number> | null | undefined, rows: Uint32Array): Keys => ({
  codes: Uint32Array.from(rows, (row) => {
    const port = ports?.[row] || 0
    return port >= 0 && port < PORTS - 1 ? port : PORTS - 1
  }),
  count: PORTS,
})

/**
 * Cut wherever more than `longestGap` seconds pass between two rows; runs shorter than `atLeast` are left out. Without times it is
 * one run.
 *
 * @param rows in time order
 */
export function* runsOf(
  { seconds }: Traffic,
  rows: Uint32Array,
  longestGap: number,
  atLeast: number,
): Generator<Uint32Array> {
  let first = 0
  for (let place = 1; place <= rows.length; place++) {
    const ends =
      place === rows.length || (seconds !== null && seconds[rows[place]!]! - seconds[rows[place - 1]!]! > longestGap)
    if (!ends) continue
    if (place - first >= atLeast) yield rows.subarray(first, place)
    first = place
  }
}

export function distinctCount(rows: Uint32Array, valueOf: (row: number) => number): number {
  const values = new Set<number>()
  for (const row of rows) values.add(valueOf(row))
  return values.size
}

export interface Span {
  readonly from: number
  readonly to: number
}

/** First to last start of some rows; all time without times. */
export function spanOf({ seconds }: Traffic, rows: Uint32Array): Span {
  let [from, to] = [Infinity, -Infinity]
  if (seconds !== null)
    for (const row of rows) {
      if (seconds[row]! < from) from = seconds[row]!
      if (seconds[row]! > to) to = seconds[row]!
    }
  return from <= to ? { from, to } : { from: -Infinity, to: Infinity }
}

export const isWithin = ({ seconds }: Traffic, { from, to }: Span, row: number): boolean =>
  seconds === null || (seconds[row]! >= from && seconds[row]! <= to)
