/**
 * Stored flows: the made flows as a shard keeps them, a code per cell; kept below node_modules/.cache for the next run.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import { codesFor, type StoredCells, type StoredTable } from '../../../src/engine/table/stored'
import { flowsFile } from '../flows/flows-file'
import { COLUMN_COUNT, FLOWS_VERSION } from '../flows/make-flows'

/** The last two are the class and how hard it is to tell: not features. */
export const FEATURE_COLUMNS = COLUMN_COUNT - 2

export async function storedFlows(rowCount: number): Promise<StoredTable> {
  const kept = `node_modules/.cache/bench/stored-v${FLOWS_VERSION}-${rowCount}.bin`
  if (existsSync(kept)) return deserialize(readFileSync(kept)) as StoredTable
  const table = coded(readFileSync(await flowsFile(rowCount, 1), 'latin1'), rowCount)
  writeFileSync(kept, serialize(table))
  return table
}

function coded(text: string, rowCount: number): StoredTable {
  const codeOf = Array.from({ length: FEATURE_COLUMNS }, () => new Map([['', 0]]))
  const codes = codeOf.map(() => new Uint32Array(rowCount))
  let row = 0
  for (const line of text.split('\n')) {
    if (line === '') continue
    const cells = line.split(',')
    for (let column = 0; column < FEATURE_COLUMNS; column++) {
      const known = codeOf[column]!
      const cell = cells[column]!
      let code = known.get(cell)
      if (code === undefined) known.set(cell, (code = known.size))
      codes[column]![row] = code
    }
    row++
  }
  return {
    rowCount,
    columnNames: codes.map((_, column) => `column ${column}`),
    cells: codes.map((column, index) => cellsOf(column, [...codeOf[index]!.keys()])),
    sourceLines: new Uint32Array(rowCount),
  }
}

function cellsOf(wide: Uint32Array, dictionary: string[]): StoredCells {
  const codes = codesFor(wide.length, dictionary.length)
  codes.set(wide)
  const numbers = Float64Array.from(dictionary, (text) => (text === '' ? NaN : Number(text)))
  return numbers.subarray(1).some(Number.isNaN)
    ? { kind: 'texts', codes, dictionary }
    : { kind: 'coded numbers', codes, dictionary: dictionary.map((cell) => String(Number(cell))), numbers }
}

/** The rows first … pastLast − 1, with the dictionaries of the whole. */
export const slice = (table: StoredTable, first: number, pastLast: number): StoredTable => ({
  rowCount: pastLast - first,
  columnNames: table.columnNames,
  cells: table.cells.map((cells) =>
    cells.kind === 'numbers' ? cells : { ...cells, codes: cells.codes.slice(first, pastLast) },
  ),
  sourceLines: table.sourceLines.slice(first, pastLast),
})
