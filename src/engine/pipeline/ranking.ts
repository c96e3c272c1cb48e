/**
 * Ranking: the rows in the order asked for, of those asked for.
 *
 * In    the table, scores and assignments of all rows, and a query
 * Out   row indices
 * Ties keep the order of the file, so that the same query always gives the same list.
 */

import type { Pulse } from '../numeric/pulse'
import { BLOCK_ROWS } from '../numeric/blocks'
import { sortIndices } from '../numeric/order'
import { cellText, type Cells, type Table } from '../table/table'
import type { RowQuery } from './answers'

export interface Rankable {
  /** Null once the rows are no longer at hand: they can then be sorted by score and line only. */
  readonly table: Table | null
  readonly rowCount: number
  readonly scores: Float32Array
  readonly assignments: Uint8Array
}

/** Time O(rowCount · log rowCount), and one pass over the cells for a search. */
export async function rankRows(rows: Rankable, query: RowQuery, pulse: Pulse): Promise<Uint32Array> {
  const wanted = await wantedRows(rows, query, pulse)
  const compare = comparison(rows, query.sortBy)
  const sign = query.descending ? -1 : 1
  return sortIndices(
    wanted,
    (a, b) => sign * compare(a, b) || a - b,
    () => pulse.breathe(),
  )
}

/** All rows by descending score, ties in the order of the file. */
export function strangestFirst(scores: Float32Array, pulse: Pulse): Promise<Uint32Array> {
  const order = new Uint32Array(scores.length).map((_, row) => row)
  return sortIndices(
    order,
    (a, b) => scores[b]! - scores[a]! || a - b,
    () => pulse.breathe(),
  )
}

async function wantedRows(rows: Rankable, query: RowQuery, pulse: Pulse): Promise<Uint32Array> {
  const clusters = query.clusters === null ? null : new Set(query.clusters)
  const found = rows.table === null ? () => true : searchOf(rows.table, query.search)
  const wanted = new Uint32Array(rows.rowCount)
  let count = 0
  for (let row = 0; row < rows.rowCount; row++) {
    if (row % BLOCK_ROWS === 0) await pulse.breathe()
    if (query.flaggedOnly && rows.scores[row]! <= query.threshold) continue
    if (clusters !== null && !clusters.has(rows.assignments[row]!)) continue
    if (found(row)) wanted[count++] = row
  }
  return wanted.subarray(0, count)
}

/**
 * Whether any cell of a row holds every word of the search, whatever its case. A word like `service:http` looks in the
 * columns whose name has that in it.
 */
function searchOf(table: Table, search: string): (row: number) => boolean {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const finders = words.map((word) => wordFinder(table, word))
  return (row) => finders.every((find) => find(row))
}

function wordFinder(table: Table, word: string): (row: number) => boolean {
  const colon = word.indexOf(':')
  const named = colon > 0 ? columnsNamed(table, word.slice(0, colon)) : []
  const cells = named.length > 0 ? named : table.cells
  const text = named.length > 0 ? word.slice(colon + 1) : word
  const finders = cells.map((column) => cellFinder(column, text))
  return (row) => finders.some((find) => find(row))
}

const columnsNamed = (table: Table, part: string): readonly Cells[] =>
  table.cells.filter((_, index) => table.columnNames[index]!.toLowerCase().includes(part))

/** A dictionary is searched once, not once per row. */
function cellFinder(cells: Cells, text: string): (row: number) => boolean {
  if (cells.kind === 'numbers') return (row) => cellText(cells, row).toLowerCase().includes(text)
  const holds = Uint8Array.from(cells.dictionary, (entry) => (entry.toLowerCase().includes(text) ? 1 : 0))
  return (row) => holds[cells.codes[row]!] === 1
}

function comparison(rows: Rankable, sortBy: string): (a: number, b: number) => number {
  if (sortBy === 'score') return (a, b) => rows.scores[a]! - rows.scores[b]!
  if (sortBy === 'group') return (a, b) => rows.assignments[a]! - rows.assignments[b]!
  const cells = rows.table?.cells[rows.table.columnNames.indexOf(sortBy)]
  if (cells === undefined) return (a, b) => a - b
  if (cells.kind === 'numbers') return numberComparison(cells.values)
  const place = dictionaryOrder(cells.dictionary)
  return (a, b) => place[cells.codes[a]!]! - place[cells.codes[b]!]!
}

/** Missing cells count as smaller than every number. */
const numberComparison =
  (values: Float64Array) =>
  (a: number, b: number): number => {
    const [left, right] = [values[a]!, values[b]!]
    if (left === right) return 0
    if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : -1
    return Number.isNaN(right) ? 1 : left - right
  }

/** @returns per dictionary entry its place in the order of the texts, numbers inside them in order of size */
function dictionaryOrder(dictionary: readonly string[]): Uint32Array {
  const sorted = dictionary.map((_, code) => code).sort((a, b) => compareTexts(dictionary[a]!, dictionary[b]!))
  const place = new Uint32Array(dictionary.length)
  sorted.forEach((code, index) => (place[code] = index))
  return place
}

/** By code unit, not by locale: the same on every machine. Numeric texts (ports) by size, before the others. */
function compareTexts(a: string, b: string): number {
  const [left, right] = [Number(a), Number(b)]
  const [leftIsNumber, rightIsNumber] = [a !== '' && Number.isFinite(left), b !== '' && Number.isFinite(right)]
  if (leftIsNumber && rightIsNumber) return left - right
  if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}
