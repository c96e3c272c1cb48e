/**
 * Context: what the source and the destination of a flow did lately, as number columns beside the file's own.
 *
 * One flow of a scan looks like any refused connection; that its source knocked on ninety ports just before does not.
 * In time order if the file has times, else in file order. A flow counts itself; later flows are never looked at, so a
 * column can be had for a stream too.
 */

import type { Pulse } from '../numeric/pulse'
import { readAsTexts } from './as-texts'
import type { ColumnProfile, Meaning } from './column'
import { groupRows, orderRows, readPairCodes, type Keys } from './row-groups'
import { allNumbers, isNumbers, type StoredCells } from './stored'
import { readTimes, secondsOf } from './times'
import { beatRegularity, distinctPerFlow, recentFlows, shareOf } from './trailing'

export interface ContextColumn {
  readonly name: string
  /** Per row of the table. */
  readonly values: Float64Array
}

/** What the context is made of; see `contextPlaces`. */
export interface ContextCells {
  readonly rowCount: number
  /** By place in the table; others need not be there. */
  readonly cells: readonly (StoredCells | undefined)[]
}

const SERVES: readonly Meaning[] = [
  'source address',
  'destination address',
  'destination port',
  'bytes returned',
  'packets returned',
  'start time',
]

/** The places of the columns that the context is made of; none if no column holds an address. */
export function contextPlaces(profiles: readonly ColumnProfile[]): readonly number[] {
  const serving = profiles.filter(
    (profile) => profile.meaning !== null && SERVES.includes(profile.meaning) && mayServe(profile),
  )
  const hasAddress = serving.some(({ meaning }) => meaning === 'source address' || meaning === 'destination address')
  return hasAddress ? serving.map(({ index }) => index) : []
}

/** @returns none if no column holds a source or destination address. Time O(rows), after sorting by time. */
export async function contextColumns(
  table: ContextCells,
  profiles: readonly ColumnProfile[],
  pulse: Pulse,
): Promise<readonly ContextColumn[]> {
  const breathe = (): Promise<void> => pulse.breathe()
  const cellsOf = (...meanings: readonly Meaning[]): StoredCells | null => {
    const serves = (profile: ColumnProfile): boolean =>
      profile.meaning !== null && meanings.includes(profile.meaning) && mayServe(profile)
    const index = profiles.find(serves)?.index
    return index === undefined ? null : table.cells[index]!
  }
  const source = await keysOf(cellsOf('source address'), breathe)
  const destination = await keysOf(cellsOf('destination address'), breathe)
  if (source === null && destination === null) return []
  const port = await keysOf(cellsOf('destination port'), breathe)
  const reply = cellsOf('bytes returned', 'packets returned')
  const unanswered = reply !== null && isNumbers(reply) ? unansweredOf(allNumbers(reply)) : null
  const seconds = filledForward(await secondsOfStart(cellsOf('start time'), breathe))
  const order = await orderRows(seconds, table.rowCount, breathe)
  const hosts = [
    { host: 'source', key: source, peers: 'destinations', peer: destination },
    { host: 'destination', key: destination, peers: 'sources', peer: source },
  ].flatMap(({ key, ...rest }) => (key === null ? [] : [{ ...rest, groups: groupRows(key, order) }]))
  await breathe()
  const columns: ContextColumn[] = []
  const add = async (name: string, valuesOf: () => Float64Array): Promise<void> => {
    columns.push({ name, values: valuesOf() })
    await breathe()
  }
  for (const { host, groups, peers, peer } of hosts) {
    if (peer)
      await add(`${host}: distinct ${peers} per flow in its last 100 flows`, () => distinctPerFlow(groups, peer))
    if (port) await add(`${host}: distinct ports per flow in its last 100 flows`, () => distinctPerFlow(groups, port))
    if (unanswered) await add(`${host}: unanswered share of its last 100 flows`, () => shareOf(groups, unanswered))
  }
  if (seconds === null) return columns
  for (const { host, groups } of hosts)
    await add(`${host}: log of flows in 10 seconds`, () => recentFlows(groups, seconds))
  if (source && destination) {
    const pairs = await readPairCodes(port === null ? [source, destination] : [source, destination, port], breathe)
    const groups = groupRows(pairs, order)
    await breathe()
    await add('pair: regularity of its last 16 gaps', () => beatRegularity(groups, seconds))
  }
  return columns
}

/** Whether a column with a network meaning may serve: not if the analyst left it out, and never if it is the answer. */
export const mayServe = (profile: ColumnProfile): boolean =>
  profile.role !== 'ground truth' && !(profile.role === 'ignored' && profile.decidedBy === 'analyst')

async function keysOf(cells: StoredCells | null, breathe: Pulse['breathe']): Promise<Keys | null> {
  if (cells === null) return null
  const { codes, dictionary } = await readAsTexts(cells, breathe)
  return { codes, count: dictionary.length }
}

function unansweredOf(returned: Float64Array): Float64Array {
  const flags = new Float64Array(returned.length)
  for (let row = 0; row < flags.length; row++) flags[row] = returned[row]! > 0 ? 0 : 1
  return flags
}

async function secondsOfStart(cells: StoredCells | null, breathe: Pulse['breathe']): Promise<Float64Array | null> {
  if (cells === null) return null
  await readTimes(cells, breathe)
  const seconds = secondsOf(cells)
  await breathe()
  return seconds
}

/** A row without a time happens when the row before it does; rows before the first time, at the first time. */
function filledForward(seconds: Float64Array | null): Float64Array | null {
  const first = seconds?.find((value) => !Number.isNaN(value))
  if (seconds === null || first === undefined) return null
  let last = first
  return seconds.map((value) => (last = Number.isNaN(value) ? last : value))
}
