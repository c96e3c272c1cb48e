/**
 * Row answers: the cells of rows on screen, and the reasons of one row. Asked only while the rows are at hand.
 */

import type { RowReasons } from '../explaining/findings'
import { mainReason, reasonsOfRow as reasonsFrom, type ReasonInput } from '../explaining/reasons'
import type { Pulse } from '../numeric/pulse'
import { inputRowOf } from '../scoring/input-row'
import { partsOfRow, sumOfParts } from '../scoring/parts'
import { cellText } from '../table/table'
import type { RowCells } from './answers'
import type { Found } from './found'
import type { LiveGrouping } from './grouping'
import type { LiveRun } from './live-run'

/** A screenful is made between two breaths. */
const ROWS_AT_ONCE = 100

export async function cellsOfRows(
  found: Found,
  indices: readonly number[],
  pulse: Pulse,
): Promise<readonly RowCells[]> {
  const asked: Found = { ...found }
  const cells: RowCells[] = []
  for (const row of indices) {
    cells.push(cellsOfRow(asked, row))
    if (cells.length % ROWS_AT_ONCE === 0) await pulse.breathe()
  }
  return cells
}

export const cellsOfRow = (found: Found, row: number): RowCells =>
  found.live === null ? markOf(found, row) : cellsOf(found, found.live, row)

/** All that is known of a row whose file is no longer at hand. */
const markOf = ({ scores, sourceLines, grouping }: Found, row: number): RowCells => ({
  row,
  sourceLine: sourceLines?.[row] ?? row + 1,
  score: scores?.[row] ?? NaN,
  clusterIndex: grouping.assignments?.[row] ?? 0,
  cells: [],
  mainReason: '',
})

function cellsOf(found: Found, live: LiveRun, row: number): RowCells {
  return {
    ...markOf(found, row),
    cells: live.open.table.cells.map((cells) => cellText(cells, row)),
    mainReason: mainReason(reasonInput(found, live, row)),
  }
}

export function reasonsOfRow(found: Found, row: number): RowReasons {
  if (found.live === null) throw new Error('reasons were asked of a row that is no longer at hand')
  return reasonsFrom(reasonInput(found, found.live, row))
}

function reasonInput(found: Found, live: LiveRun, row: number): ReasonInput {
  const { model, columns, sourceMeans } = live.scoring
  const { assignments, bands } = found.grouping as LiveGrouping
  const parts = partsOfRow(model, inputRowOf(columns, row), sourceMeans === null ? null : sourceMeans[row]!)
  return {
    row,
    score: sumOfParts(parts),
    clusterIndex: assignments[row]!,
    parts,
    textOf: (column) => textOfColumn(live, row, column),
    profiles: live.open.profiles,
    bands,
  }
}

/** A column of the file, or one that scoring derived. */
function textOfColumn({ open, scoring }: LiveRun, row: number, column: string): string {
  const index = open.table.columnNames.indexOf(column)
  if (index >= 0) return cellText(open.table.cells[index]!, row)
  const derived = scoring.model.numbers.findIndex((input) => input.column === column && input.origin === 'context')
  const value = scoring.columns.numbers[derived]?.[row]
  return value === undefined || !Number.isFinite(value) ? '' : String(value)
}
