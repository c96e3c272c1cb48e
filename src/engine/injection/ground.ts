/**
 * Ground: what the planted flows are shaped to: the file's flows (a sample of a long file), what they mean and how they scored.
 */

import { readTraffic, readTrafficColumns, type Traffic } from '../explaining/traffic'
import type { Pulse } from '../numeric/pulse'
import type { ColumnProfile, Meaning } from '../table/column'
import { mayServe } from '../table/context'
import { cellText, type Table } from '../table/table'

export interface Ground {
  readonly table: Table
  /** Per place of the table the row of the file, ascending. */
  readonly rows: Uint32Array
  readonly profiles: readonly ColumnProfile[]
  readonly traffic: Traffic
  /** Per place. */
  readonly scores: Float32Array
  /** Of the whole file. */
  readonly rowCount: number
}

export async function groundOf(
  table: Table,
  rows: Uint32Array,
  profiles: readonly ColumnProfile[],
  scoresOfFile: Float32Array,
  pulse: Pulse,
): Promise<Ground> {
  await readTrafficColumns(table, profiles, pulse)
  const scores = Float32Array.from(rows, (row) => scoresOfFile[row]!)
  const traffic = readTraffic(table, profiles)
  await pulse.breathe()
  return { table, rows, profiles, traffic, scores, rowCount: scoresOfFile.length }
}

/** The column that means it, unless the analyst has left it out. */
export const columnOf = ({ profiles }: Pick<Ground, 'profiles'>, meaning: Meaning): ColumnProfile | null =>
  profiles.find((profile) => profile.meaning === meaning && mayServe(profile)) ?? null

/** The cells of one flow, one text per column. */
export const cellsAt = ({ table }: Ground, place: number): string[] =>
  table.cells.map((cells) => cellText(cells, place))

export function textAt(ground: Ground, meaning: Meaning, place: number): string | null {
  const column = columnOf(ground, meaning)
  return column && cellText(ground.table.cells[column.index]!, place)
}

export const allPlaces = ({ table }: Ground): number[] => Array.from({ length: table.rowCount }, (_, place) => place)
