/**
 * Context: what the source, the destination and the port of a flow did lately, as number columns beside the file's own.
 *
 * One flow of a scan looks like any refused connection; that its source knocked on ninety ports just before does not.
 * In time order if the file has times, else in file order. A flow counts itself; later flows are never looked at, so a
 * column can be had for a stream too.
 */

import type { Pulse } from '../numeric/pulse'
import { readAsTexts } from './as-texts'
import type { ColumnProfile, Meaning, TimeReading } from './column'
import type { DerivedNumbers } from './derived-numbers'
import { groupRows, orderRows, readPairCodes, type Keys } from './row-groups'
import { allNumbers, isNumbers, type StoredCells } from './stored'
import { readTimes, secondsOf } from './times'
import { beatRegularity, distinctPerFlow, recentFlows, shareOf } from './trailing'
import { viewpointsOf, type ServingKeys, type Viewpoint } from './viewpoints'

export interface ContextColumn {
  readonly name: string
  /** Of every row of the table. */
  readonly cells: DerivedNumbers
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

/** The places of the columns that the context is made of; none if there are neither addresses nor times and ports. */
export function contextPlaces(profiles: readonly ColumnProfile[]): readonly number[] {
  const serving = profiles.filter(
    (profile) => profile.meaning !== null && SERVES.includes(profile.meaning) && mayServe(profile),
  )
  const has = (wanted: Meaning): boolean => serving.some(({ meaning }) => meaning === wanted)
  const serves = has('source address') || has('destination address') || (has('start time') && has('destination port'))
  return serves ? serving.map(({ index }) => index) : []
}

/** Of the work, what reading keys and times and putting rows in order takes, about. */
const ORDER_SHARE = 0.4

/** @returns none where there are neither addresses nor times and ports. Time O(rows), after sorting by time. */
export async function contextColumns(
  table: ContextCells,
  profiles: readonly ColumnProfile[],
  pulse: Pulse,
): Promise<readonly ContextColumn[]> {
  const breathe = (): Promise<void> => pulse.breathe()
  if (contextPlaces(profiles).length === 0) return []
  const profileOf = (...meanings: readonly Meaning[]): ColumnProfile | undefined =>
    profiles.find((profile) => profile.meaning !== null && meanings.includes(profile.meaning) && mayServe(profile))
  const cellsOf = (...meanings: readonly Meaning[]): StoredCells | null => {
    const index = profileOf(...meanings)?.index
    return index === undefined ? null : table.cells[index]!
  }
  const serving = {
    source: await keysOf(cellsOf('source address'), breathe),
    destination: await keysOf(cellsOf('destination address'), breathe),
    port: await keysOf(cellsOf('destination port'), breathe),
  }
  const reply = cellsOf('bytes returned', 'packets returned')
  const unanswered = reply !== null && isNumbers(reply) ? unansweredOf(allNumbers(reply)) : null
  const seconds = filledForward(await secondsOfStart(cellsOf('start time'), profileOf('start time')?.time, breathe))
  const order = await orderRows(seconds, table.rowCount, breathe)
  const columns: ContextColumn[] = []
  pulse.report(ORDER_SHARE)
  const viewpoints = await viewpointsOf(serving, seconds !== null, table.rowCount, breathe)
  for (const [index, viewpoint] of viewpoints.entries()) {
    columns.push(...(await seenFrom(viewpoint, order, unanswered, seconds, breathe)))
    pulse.report(ORDER_SHARE + (1 - ORDER_SHARE) * ((index + 1) / viewpoints.length))
  }
  if (seconds !== null) columns.push(...(await beatOf(serving, order, seconds, breathe)))
  return columns
}

async function seenFrom(
  { of, keys, distinct }: Viewpoint,
  order: Uint32Array,
  unanswered: Uint8Array | null,
  seconds: Float64Array | null,
  breathe: Pulse['breathe'],
): Promise<readonly ContextColumn[]> {
  const groups = groupRows(keys, order)
  await breathe()
  const columns: ContextColumn[] = []
  const add = async (name: string, cells: DerivedNumbers): Promise<void> => {
    columns.push({ name: `${of}: ${name}`, cells })
    await breathe()
  }
  for (const { what, keys: peers } of distinct)
    await add(`distinct ${what} per flow in its last 100 flows`, distinctPerFlow(groups, peers))
  if (unanswered) await add('unanswered share of its last 100 flows', shareOf(groups, unanswered))
  if (seconds) await add('log of flows in 10 seconds', recentFlows(groups, seconds))
  return columns
}

async function beatOf(
  { source, destination, port }: ServingKeys,
  order: Uint32Array,
  seconds: Float64Array,
  breathe: Pulse['breathe'],
): Promise<readonly ContextColumn[]> {
  if (source === null || destination === null) return []
  const parts = port === null ? [source, destination] : [source, destination, port]
  const groups = groupRows(await readPairCodes(parts, breathe), order)
  await breathe()
  return [{ name: 'pair: regularity of its last 16 gaps', cells: beatRegularity(groups, seconds) }]
}

/** Whether a column with a network meaning may serve: not if the analyst left it out, and never if it is the answer. */
export const mayServe = (profile: ColumnProfile): boolean =>
  profile.role !== 'ground truth' && !(profile.role === 'ignored' && profile.decidedBy === 'analyst')

/** A missing cell is a key of its own. */
export async function keysOf(cells: StoredCells | null, breathe: Pulse['breathe']): Promise<Keys | null> {
  if (cells === null) return null
  const { codes, dictionary } = await readAsTexts(cells, breathe)
  return { codes, count: dictionary.length }
}

function unansweredOf(returned: Float64Array): Uint8Array {
  const flags = new Uint8Array(returned.length)
  for (let row = 0; row < flags.length; row++) flags[row] = returned[row]! > 0 ? 0 : 1
  return flags
}

/** @returns null without such a column, or if its cells are no times; NaN where a cell is none */
export async function secondsOfStart(
  cells: StoredCells | null,
  time: TimeReading | undefined,
  breathe: Pulse['breathe'],
): Promise<Float64Array | null> {
  if (cells === null) return null
  await readTimes(cells, breathe, time)
  const seconds = secondsOf(cells, time)
  await breathe()
  return seconds
}

/** A row without a time happens when the row before it does; rows before the first time, at the first time. */
export function filledForward(seconds: Float64Array | null): Float64Array | null {
  const first = seconds?.find((value) => !Number.isNaN(value))
  if (seconds === null || first === undefined) return null
  let last = first
  return seconds.map((value) => (last = Number.isNaN(value) ? last : value))
}
