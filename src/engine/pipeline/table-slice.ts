/**
 * Table slice: some consecutive rows of a table as a table of their own, without copying a cell.
 */

import type { Cells, Table } from '../table/table'

export function sliceTable(table: Table, first: number, count: number): Table {
  if (first === 0 && count === table.rowCount) return table
  return {
    rowCount: count,
    columnNames: table.columnNames,
    cells: table.cells.map((cells) => sliceCells(cells, first, count)),
    sourceLines: table.sourceLines.subarray(first, first + count),
  }
}

function sliceCells(cells: Cells, first: number, count: number): Cells {
  if (cells.kind === 'texts') return { ...cells, codes: cells.codes.subarray(first, first + count) }
  const strays = new Map<number, string>()
  for (const [row, text] of cells.strays) if (row >= first && row < first + count) strays.set(row - first, text)
  return { kind: 'numbers', values: cells.values.subarray(first, first + count), strays }
}
