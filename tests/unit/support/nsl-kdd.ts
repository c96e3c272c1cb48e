/**
 * NSL-KDD, 20 %, if the developer has it beside the repository; tests that want it skip without.
 */

import { existsSync, readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { seededRandom } from '../../../src/engine/numeric/random'
import type { Table } from '../../../src/engine/table/table'
import type { PlainProfile } from './tables'
import { tableOf } from './tables'

const FOLDER = new URL('../../../../shared/data/nsl-kdd/', import.meta.url)
const FILE = new URL('KDDTrain+_20Percent.txt', FOLDER)

export const nslKddIsThere = existsSync(FILE)

/** Its 41 features; texts are categories, and what spans powers of ten gets a logarithm. */
export function readNslKdd(): { table: Table; said: Record<string, PlainProfile> } {
  const names = readFileSync(new URL('field-names.csv', FOLDER), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',')[0]!)
  const rows = Papa.parse<string[]>(readFileSync(FILE, 'utf8').trim()).data
  const columns: Record<string, number[] | string[]> = {}
  const said: Record<string, PlainProfile> = {}
  names.slice(0, 41).forEach((name, index) => {
    const texts = rows.map((row) => row[index]!)
    if (new Set(texts).size === 1) return
    const numbers = texts.map(Number)
    const isNumber = numbers.every((value) => !Number.isNaN(value))
    columns[name] = isNumber ? numbers : texts
    said[name] = { transform: isNumber && numbers.some((value) => value > 100) ? 'log1p' : 'none' }
  })
  return { table: tableOf(columns), said }
}

/** Some rows of a table, drawn with a seed. */
export function someRows(table: Table, rowCount: number, seed: number): Table {
  const random = seededRandom(seed)
  const drawn = Array.from({ length: rowCount }, () => random.below(table.rowCount))
  return {
    rowCount,
    columnNames: table.columnNames,
    cells: table.cells.map((cells) =>
      cells.kind === 'numbers'
        ? { ...cells, values: Float64Array.from(drawn, (row) => cells.values[row]!) }
        : { ...cells, codes: Uint32Array.from(drawn, (row) => cells.codes[row]!) },
    ),
    sourceLines: Uint32Array.from(drawn, (row) => table.sourceLines[row]!),
  }
}
