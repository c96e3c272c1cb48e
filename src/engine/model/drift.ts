/**
 * Drift: how far a column of a second file has moved from what it was in the fitted one.
 *
 * The population stability index, Σ (now − then) · ln(now / then) over groups of values with about a tenth of the fitted rows each:
 * below 0.1 a column counts as steady, from 0.25 on as another one (Siddiqi, Credit Risk Scorecards, Wiley 2006). Two samples of one
 * population differ too, by (groups − 1)(1/rows + 1/rows) in the mean (Yurdakul, Statistical Properties of Population Stability
 * Index, 2018); that and two standard deviations more are taken off, so that a short file is not said to have moved.
 */

import { log } from '../numeric/portable-math'
import type { ColumnProfile } from '../table/column'
import type { Pulse } from '../numeric/pulse'
import type { ColumnDigest, TableDigest } from '../table/digest'
import type { ModelDocument } from './document'
import { driftGroups, type DriftGroups } from './drift-groups'

export interface ColumnDrift {
  readonly column: string
  /** Population stability index less chance; 0 and up. */
  readonly stability: number
  readonly strength: 'moved' | 'another'
  /** "median 275 B, now 12 kB" is made of it. */
  readonly most: LevelDrift | MedianDrift
}

/** The text whose share has changed most; '' for a missing cell. */
export interface LevelDrift {
  readonly kind: 'level'
  readonly text: string
  readonly then: number
  readonly now: number
}

export interface MedianDrift {
  readonly kind: 'median'
  readonly then: number
  readonly now: number
  readonly unit: ColumnProfile['unit']
}

export const MOVED = 0.1
export const ANOTHER = 0.25
/** Of an empty group, in rows: its logarithm must exist. */
const HALF_A_ROW = 0.5

/**
 * @param profile of the fitted file, of `rowCount` rows
 * @param digest of the same column of the second file, of `rowCountNow` rows
 * @returns null if the column is steady, or there is nothing to compare
 */
export function columnDrift(
  profile: ColumnProfile,
  rowCount: number,
  digest: ColumnDigest,
  rowCountNow: number,
): ColumnDrift | null {
  if (rowCount === 0 || rowCountNow === 0) return null
  const groups = driftGroups(profile, rowCount, digest, rowCountNow)
  if (groups === null) return null
  const stability = stabilityOf(groups, rowCount, rowCountNow)
  if (stability < MOVED) return null
  return {
    column: profile.name,
    stability,
    strength: stability < ANOTHER ? 'moved' : 'another',
    most: mostOf(profile, groups, digest, rowCount, rowCountNow),
  }
}

/** @param digest of the second file under the model's column names @returns the columns that have moved, most first */
export async function driftOf(
  { columns, ledger }: ModelDocument,
  { rowCount, columnNames, columns: digests }: TableDigest,
  pulse: Pulse,
): Promise<{ readonly drift: readonly ColumnDrift[]; readonly columnCount: number }> {
  const drift: ColumnDrift[] = []
  const shared = columns.filter(({ name, role }) => role === 'feature' && columnNames.includes(name))
  for (const profile of shared) {
    const moved = columnDrift(profile, ledger.usedCount, digests[columnNames.indexOf(profile.name)]!, rowCount)
    if (moved !== null) drift.push(moved)
    await pulse.breathe()
  }
  return { drift: drift.sort((a, b) => b.stability - a.stability), columnCount: shared.length }
}

export function stabilityOf({ then, now }: DriftGroups, rowCount: number, rowCountNow: number): number {
  let sum = 0
  let filled = 0
  for (let group = 0; group < then.length; group++) {
    if (then[group] === 0 && now[group] === 0) continue
    filled++
    const before = Math.max(HALF_A_ROW, then[group]!) / rowCount
    const after = Math.max(HALF_A_ROW, now[group]!) / rowCountNow
    sum += (after - before) * log(after / before)
  }
  const perRow = 1 / rowCount + 1 / rowCountNow
  const freedom = Math.max(0, filled - 1)
  return Math.max(0, sum - (freedom + 2 * Math.sqrt(2 * freedom)) * perRow)
}

/** Missing cells if their share has moved most, else the median or the level. */
function mostOf(
  { distribution, unit }: ColumnProfile,
  { then, now }: DriftGroups,
  { measure }: ColumnDigest,
  rowCount: number,
  rowCountNow: number,
): LevelDrift | MedianDrift {
  const moves = then.map((count, group) => Math.abs(now[group]! / rowCountNow - count / rowCount))
  const group = moves.indexOf(Math.max(...moves))
  const isGap = group === then.length - 1
  if (!isGap && distribution.kind === 'numbers' && measure.kind === 'numbers') {
    return { kind: 'median', then: distribution.median, now: measure.median, unit }
  }
  const text = isGap ? '' : distribution.kind === 'levels' ? (distribution.levels[group]?.text ?? 'other') : ''
  return { kind: 'level', text, then: then[group]! / rowCount, now: now[group]! / rowCountNow }
}
