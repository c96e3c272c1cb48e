/**
 * Gather: some rows of a table as a table of their own.
 */

import type { Pulse } from '../numeric/pulse'
import type { Cells, Table } from '../table/table'

/** @param rows ascending row indices */
export async function gatherRows(table: Table, rows: Uint32Array, pulse: Pulse): Promise<Table> {
  if (rows.length === table.rowCount) return table
  const cells: Cells[] = []
  for (const column of table.cells) {
    cells.push(gatherCells(column, rows))
    await pulse.breathe()
  }
  return {
    rowCount: rows.length,
    columnNames: table.columnNames,
    cells,
    sourceLines: rows.map((row) => table.sourceLines[row]!),
  }
}

function gatherCells(cells: Cells, rows: Uint32Array): Cells {
  if (cells.kind === 'texts') return { ...cells, codes: rows.map((row) => cells.codes[row]!) }
  const values = new Float64Array(rows.length)
  const strays = new Map<number, string>()
  rows.forEach((row, place) => {
    values[place] = cells.values[row]!
    const stray = cells.strays.size > 0 ? cells.strays.get(row) : undefined
    if (stray !== undefined) strays.set(place, stray)
  })
  return { kind: 'numbers', values, strays }
}
