/**
 * Context: what the source and the destination of a flow did lately, as number columns beside the file's own.
 *
 * One flow of a scan looks like any refused connection; that its source knocked on ninety ports just before does not.
 * In time order if the file has times, else in file order. A flow counts itself; later flows are never looked at, so a
 * column can be had for a stream too.
 */

import { asTexts } from './as-texts'
import type { ColumnProfile, Meaning } from './column'
import { groupRows, inOrder, pairCodes, type Keys } from './row-groups'
import type { Cells, Table } from './table'
import { secondsOf } from './times'
import { beatRegularity, distinctPerFlow, recentFlows, shareOf } from './trailing'

export interface ContextColumn {
  readonly name: string
  /** Per row of the table. */
  readonly values: Float64Array
}

/** @returns none if no column holds a source or destination address. Time O(rows), after sorting by time. */
export function contextColumns(table: Table, profiles: readonly ColumnProfile[]): readonly ContextColumn[] {
  const cellsOf = (...meanings: readonly Meaning[]): Cells | null => {
    const serves = (profile: ColumnProfile): boolean =>
      profile.meaning !== null && meanings.includes(profile.meaning) && mayServe(profile)
    const index = profiles.find(serves)?.index
    return index === undefined ? null : table.cells[index]!
  }
  const source = keysOf(cellsOf('source address'))
  const destination = keysOf(cellsOf('destination address'))
  if (source === null && destination === null) return []
  const port = keysOf(cellsOf('destination port'))
  const reply = cellsOf('bytes returned', 'packets returned')
  const unanswered = reply?.kind === 'numbers' ? Float64Array.from(reply.values, (value) => (value > 0 ? 0 : 1)) : null
  const seconds = filledForward(secondsOfStart(cellsOf('start time')))
  const order = inOrder(seconds, table.rowCount)
  const hosts = [
    { host: 'source', key: source, peers: 'destinations', peer: destination },
    { host: 'destination', key: destination, peers: 'sources', peer: source },
  ].flatMap(({ key, ...rest }) => (key === null ? [] : [{ ...rest, groups: groupRows(key, order) }]))
  const columns: ContextColumn[] = []
  const add = (name: string, values: Float64Array): number => columns.push({ name, values })
  for (const { host, groups, peers, peer } of hosts) {
    if (peer) add(`${host}: distinct ${peers} per flow in its last 100 flows`, distinctPerFlow(groups, peer))
    if (port) add(`${host}: distinct ports per flow in its last 100 flows`, distinctPerFlow(groups, port))
    if (unanswered) add(`${host}: unanswered share of its last 100 flows`, shareOf(groups, unanswered))
  }
  if (seconds === null) return columns
  for (const { host, groups } of hosts) add(`${host}: log of flows in 10 seconds`, recentFlows(groups, seconds))
  if (source && destination) {
    const pairs = pairCodes(port === null ? [source, destination] : [source, destination, port])
    add('pair: regularity of its last 16 gaps', beatRegularity(groupRows(pairs, order), seconds))
  }
  return columns
}

/** Whether a column with a network meaning may serve: not if the analyst left it out, and never if it is the answer. */
export const mayServe = (profile: ColumnProfile): boolean =>
  profile.role !== 'ground truth' && !(profile.role === 'ignored' && profile.decidedBy === 'analyst')

function keysOf(cells: Cells | null): Keys | null {
  if (cells === null) return null
  const { codes, dictionary } = asTexts(cells)
  return { codes, count: dictionary.length }
}

const secondsOfStart = (cells: Cells | null): Float64Array | null => (cells === null ? null : secondsOf(cells))

/** A row without a time happens when the row before it does; rows before the first time, at the first time. */
function filledForward(seconds: Float64Array | null): Float64Array | null {
  const first = seconds?.find((value) => !Number.isNaN(value))
  if (seconds === null || first === undefined) return null
  let last = first
  return seconds.map((value) => (last = Number.isNaN(value) ? last : value))
}
