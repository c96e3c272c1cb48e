/**
 * Row operations: what a shard answers about the cells of its rows, for the screens and for what is worked out elsewhere.
 *
 * Codes cross, not texts: whoever asks has the dictionaries of the whole file. Times and orders of columns are worked out where the
 * cells are.
 */

import { numberOf } from '../intake/number-text'
import { EngineError } from '../failure'
import { numberRuns, type NumberRuns } from '../table/sorted-numbers'
import { isNumbers, numberAt, storedText, type StoredCells } from '../table/stored'
import type { Codes } from '../table/table'
import type { CellPart } from './cell-parts'
import { dictionaryOrder } from './text-order'
import { ownRows, type ShardState } from './shard-state'

export interface RowsPart {
  /** One per column asked for. */
  readonly columns: readonly CellPart[]
  readonly sourceLines: Uint32Array
}

/** A word that a cell must hold, in any of these columns. */
export interface SoughtWord {
  /** Small letters. */
  readonly text: string
  readonly columns: readonly number[]
}

export const rowOps = {
  /** @param columns places in the whole table @param rows ascending indices of the whole table; null for all rows of the shard */
  async cellsAt(
    state: ShardState,
    { columns, rows }: { columns: readonly number[]; rows: Uint32Array | null },
  ): Promise<RowsPart> {
    const own = rows && ownRows(state, rows)
    const parts: CellPart[] = []
    for (const column of columns) {
      parts.push(partOf(state.whole.cells[column]!, own))
      await state.breathe(0)
    }
    const { sourceLines } = state.whole
    return { columns: parts, sourceLines: own === null ? sourceLines.slice() : own.map((row) => sourceLines[row]!) }
  },

  /** The shard's rows in which every word is found, as indices of the whole table. */
  async rowsHolding(state: ShardState, { words }: { words: readonly SoughtWord[] }): Promise<Uint32Array> {
    const finders = words.map(({ text, columns }) =>
      columns.map((column) => cellFinder(state.whole.cells[column]!, text)),
    )
    const found = new Uint32Array(state.rowCount)
    let count = 0
    for (let row = 0; row < state.rowCount; row++) {
      if (row % ROWS_PER_BREATH === 0) await state.breathe(0)
      if (finders.every((columns) => columns.some((holds) => holds(row)))) found[count++] = state.firstRow + row
    }
    return found.slice(0, count)
  },

  /** Per row of the shard a number by which the column is sorted: missing cells first. */
  async sortKeys(state: ShardState, { column }: { column: number }): Promise<Float64Array> {
    const cells = state.whole.cells[column]!
    if (isNumbers(cells)) return Float64Array.from({ length: state.rowCount }, (_, row) => numberAt(cells, row))
    const places = dictionaryOrder(cells.dictionary)
    return Float64Array.from(cells.codes, (code) => places[code]!)
  },

  /** The different numbers of a column that keeps them one by one. */
  async sortedNumbers(state: ShardState, { column }: { column: number }): Promise<NumberRuns> {
    const cells = state.whole.cells[column]!
    if (cells.kind !== 'numbers') throw new EngineError('shape-mismatch', 'a dictionary has these numbers already')
    return numberRuns(cells)
  },

  /** Takes some columns under other names for its table, of all that it was read with: how another file meets a model. */
  async useColumns(
    state: ShardState,
    { columns }: { columns: readonly { readonly place: number; readonly name: string }[] },
  ): Promise<void> {
    const { whole } = state
    state.table = {
      ...whole,
      columnNames: columns.map(({ name }) => name),
      cells: columns.map(({ place }) => whole.cells[place]!),
    }
    state.scoring = null
    state.encoded = null
    state.kept = new Map()
  },
}

const ROWS_PER_BREATH = 4096

function partOf(cells: StoredCells, rows: Uint32Array | null): CellPart {
  if (cells.kind !== 'numbers')
    return { kind: 'codes', codes: rows === null ? cells.codes.slice() : picked(cells.codes, rows) }
  const { values, strays } = cells
  if (rows === null) return { kind: 'values', values: values.slice(), strays }
  const own = new Map<number, string>()
  rows.forEach((row, place) => {
    const stray = strays.size > 0 ? strays.get(row) : undefined
    if (stray !== undefined) own.set(place, stray)
  })
  return { kind: 'values', values: Float64Array.from(rows, (row) => values[row]!), strays: own }
}

function picked(codes: Codes, rows: Uint32Array): Codes {
  const taken = codes.slice(0, rows.length)
  for (let place = 0; place < rows.length; place++) taken[place] = codes[rows[place]!]!
  return taken
}

/** A dictionary is searched once, not once per row. A number is found by any spelling: the file's `443.0` is kept as 443. */
function cellFinder(cells: StoredCells, text: string): (row: number) => boolean {
  const number = numberOf(text)
  const isSpelledOtherwise = !Number.isNaN(number) && String(number) !== text
  const isFound = (cell: string): boolean =>
    cell.toLowerCase().includes(text) || (isSpelledOtherwise && numberOf(cell) === number)
  if (cells.kind === 'numbers') return (row) => isFound(storedText(cells, row))
  const holds = Uint8Array.from(cells.dictionary, (entry) => (isFound(entry) ? 1 : 0))
  return (row) => holds[cells.codes[row]!] === 1
}
