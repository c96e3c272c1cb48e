/**
 * Row cells: one flow's values, read again from the file for the tooltip and the strip under the map.
 */

import { session } from '../../session/session.svelte'
import type { RowCells } from '../../worker/protocol'

/** Null if the engine is gone; the session has said so already. */
export async function readCells(row: number): Promise<RowCells | null> {
  const found = await session.engine.ask((api) => api.rows([row])).catch(() => [])
  return found[0] ?? null
}

export const readManyCells = (rows: readonly number[]): Promise<readonly RowCells[]> =>
  session.engine.ask((api) => api.rows(rows)).catch(() => [])
