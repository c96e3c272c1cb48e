/**
 * Network columns: which network features a file can have, and its rows with them behind its own columns.
 */

import type { Pulse } from '../numeric/pulse'
import { portionOf } from '../numeric/portion'
import type { ColumnProfile } from '../table/column'
import { mayServe } from '../table/context'
import { NETWORK_FEATURES } from '../table/network/catalogue'
import type { Need, NetworkFeature } from '../table/network/feature'
import { makeNetworkColumns } from '../table/network/make'
import type { StoredCells } from '../table/stored'
import { listOf, lowerFirst } from '../../wording/sentences'
import type { NetworkOffer } from './answers'
import { keepColumns } from './keep-columns'
import { hasNeed, NEEDED_MEANINGS, networkColumnsOf, networkRowsOf, type NetworkColumns } from './network-rows'
import type { TableRows } from './table-rows'

/** Rows with made columns, and what these were made of: asked for again of the same, they are at hand. */
export interface MadeRows {
  readonly key: string
  readonly rows: TableRows
  /** Behind the file's own columns, in the order of the catalogue. */
  readonly names: readonly string[]
}

/** @param profiles of the file's own columns */
export function networkOffer(profiles: readonly ColumnProfile[], isOn: boolean): NetworkOffer {
  const columns = networkColumnsOf(profiles)
  return {
    isOn,
    columns: NETWORK_FEATURES.map(({ name, meaning, unit, formula, needs }) => {
      const isTaken = profiles.some((profile) => profile.name === name)
      const obstacle = isTaken ? 'the file has a column of this name already' : obstacleOf(needs, columns, profiles)
      return { name, meaning, unit, formula, obstacle }
    }),
  }
}

export const isNetworkName = (name: string): boolean => NETWORK_FEATURES.some((feature) => feature.name === name)

/** The names of those that a file can have. */
export const possibleNames = (profiles: readonly ColumnProfile[]): readonly string[] =>
  networkOffer(profiles, true).columns.flatMap(({ name, obstacle }) => (obstacle === null ? [name] : []))

const NEED_WORDS: Readonly<Record<Need, string>> = {
  time: 'time',
  source: 'source address',
  destination: 'destination address',
  port: 'destination port',
  'source port': 'source port',
  outcome: 'connection state, action or amount returned',
  bytes: 'bytes sent and returned',
}

/** "needs a time and a source address; this file has no time". */
function obstacleOf(
  needs: readonly Need[],
  columns: NetworkColumns,
  profiles: readonly ColumnProfile[],
): string | null {
  const lacking = needs.filter((need) => !hasNeed(columns, need))
  if (lacking.length === 0) return null
  const needed = needs.map((need) => (need === 'bytes' ? NEED_WORDS.bytes : `a ${NEED_WORDS[need]}`))
  const isLeftOut = (need: Need): boolean =>
    profiles.some(
      (profile) => NEEDED_MEANINGS[need].some((meaning) => meaning === profile.meaning) && !mayServe(profile),
    )
  const absent = lacking.filter((need) => !isLeftOut(need)).map((need) => NEED_WORDS[need])
  const leftOut = lacking.filter(isLeftOut).map((need) => NEED_WORDS[need])
  return [
    `needs ${listOf(needed)}`,
    ...(absent.length > 0 ? [`this file has no ${absent.join(' and no ')}`] : []),
    ...(leftOut.length > 0 ? [`its ${listOf(leftOut)} ${leftOut.length === 1 ? 'is' : 'are'} left out`] : []),
  ].join('; ')
}

/**
 * @param columns of `fileRows` that serve
 * @param names of the features wanted; what the columns don't allow is left out
 * @param before what was made of the same file earlier
 * @returns null if there is none @throws Cancelled
 */
export async function withNetworkColumns(
  fileRows: TableRows,
  columns: NetworkColumns,
  names: readonly string[],
  before: MadeRows | null,
  pulse: Pulse,
): Promise<MadeRows | null> {
  const wanted = NETWORK_FEATURES.filter(({ name }) => names.includes(name))
  const possible = wanted.filter(({ needs }) => needs.every((need) => hasNeed(columns, need)))
  const key = keyOf(columns, possible)
  if (before?.key === key) return before
  if (possible.length === 0) return null
  fileRows.set.breatheWith(pulse)
  const cells: StoredCells[] = []
  for (const profile of Object.values(columns)) cells[profile.index] = await fileRows.column(profile.index)
  const rows = await networkRowsOf({ rowCount: fileRows.rowCount, cells }, columns, pulse)
  const all = await makeNetworkColumns(rows, portionOf(pulse, 0.1, 0.8))
  const made = possible.flatMap(({ name }) => all.filter((column) => column.name === name))
  if (made.length === 0) return null
  return { key, rows: await keepColumns(fileRows, made, pulse), names: made.map(({ name }) => name) }
}

const keyOf = (columns: NetworkColumns, features: readonly NetworkFeature[]): string =>
  JSON.stringify([
    Object.entries(columns).map(([part, { index, time }]) => [part, index, time?.order, time?.utcOffsetMinutes]),
    features.map(({ name }) => name),
  ])

/** Says of the columns behind the file's own what they are. @param fileCount columns of the file */
export const asMade = (profiles: readonly ColumnProfile[], fileCount: number): readonly ColumnProfile[] =>
  profiles.map((profile, index) => {
    const feature = index < fileCount ? undefined : NETWORK_FEATURES.find(({ name }) => name === profile.name)
    if (feature === undefined) return profile
    return {
      ...profile,
      unit: feature.unit,
      reason: `${lowerFirst(feature.meaning)}: ${feature.formula}; ${profile.reason}`,
      badge: profile.decidedBy === 'analyst' ? profile.badge : 'made',
      made: 'network',
    }
  })
