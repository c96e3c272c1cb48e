/**
 * Gather: some rows of a table as a table of their own.
 */

import type { Cells, Table } from '../table/table'

/** @param rows ascending row indices */
export function gatherRows(table: Table, rows: Uint32Array): Table {
  if (rows.length === table.rowCount) return table
  return {
    rowCount: rows.length,
    columnNames: table.columnNames,
    cells: table.cells.map((cells) => gatherCells(cells, rows)),
    sourceLines: rows.map((row) => table.sourceLines[row]!),
  }
}

function gatherCells(cells: Cells, rows: Uint32Array): Cells {
  if (cells.kind === 'texts') return { ...cells, codes: rows.map((row) => cells.codes[row]!) }
  const strays = new Map<number, string>()
  if (cells.strays.size > 0) {
    rows.forEach((row, place) => {
      const stray = cells.strays.get(row)
      if (stray !== undefined) strays.set(place, stray)
    })
  }
  return { kind: 'numbers', values: Float64Array.from(rows, (row) => cells.values[row]!), strays }
}
