/**
 * Context of: what the hosts of an open file did lately. Only the columns it is made of leave the shards.
 */

import type { Pulse } from '../numeric/pulse'
import type { ColumnProfile } from '../table/column'
import { contextColumns, contextPlaces, type ContextColumn } from '../table/context'
import type { StoredCells } from '../table/stored'
import type { TableRows } from './table-rows'

/** Of scoring, what working it out takes, about. */
export const CONTEXT_SHARE = 0.35

export async function contextOf(
  rows: TableRows,
  profiles: readonly ColumnProfile[],
  pulse: Pulse,
): Promise<readonly ContextColumn[]> {
  const cells: StoredCells[] = []
  for (const place of contextPlaces(profiles)) cells[place] = await rows.column(place)
  return contextColumns({ rowCount: rows.rowCount, cells }, profiles, pulse)
}
