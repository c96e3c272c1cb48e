/**
 * Forest cells: a shard's rows as a forest reads them: per split column how many of its places are not larger, or whether the row
 * has the level. Worked out once per different cell.
 */

import type { Codes } from '../../table/table'
import { firstAtLeast } from '../../numeric/order'
import { standardReader } from '../axis-reader'
import type { ScoringColumns, ScoringNumbers } from '../columns'
import { categoryColumn, type CategoryColumn } from '../input-columns'
import type { NumberInput, ScoreInputs } from '../score-model'
import type { Forest, SplitColumn } from './isolation-forest'

/** Writes one column's cells of consecutive rows, `stride` apart. */
export type CellWriter = (first: number, pastLast: number, out: Uint16Array, at: number, stride: number) => void

/** @returns one per column of the forest */
export const cellWriters = (forest: Forest, inputs: ScoreInputs, columns: ScoringColumns): readonly CellWriter[] =>
  forest.columns.map((column) =>
    column.kind === 'number'
      ? numberWriter(column.places, inputs.numbers[column.index]!, columns.numbers[column.index]!)
      : levelWriter(column.level, categoryColumn(inputs, columns, column.index)),
  )

type Places = Extract<SplitColumn, { kind: 'number' }>['places']

function numberWriter(places: Places, input: NumberInput, cells: ScoringNumbers | null): CellWriter {
  const place = standardReader(input)
  const cellOf = (value: number): number => notLarger(places, place(Number.isFinite(value) ? value : input.fill))
  if (cells === null) return stillWriter(cellOf(input.fill))
  if (cells.kind !== 'numbers') return codedWriter(cells.codes, Uint16Array.from(cells.numbers, cellOf))
  const { values } = cells
  return (first, pastLast, out, at, stride) => {
    for (let row = first; row < pastLast; row++, at += stride) out[at] = cellOf(values[row]!)
  }
}

function levelWriter(level: number, column: CategoryColumn): CellWriter {
  const cellOf = (own: number): number => (own === level ? 1 : 0)
  if (column.kind === 'still') return stillWriter(cellOf(column.level))
  if (column.kind === 'coded') return codedWriter(column.codes, column.levels.map(cellOf))
  const { values, present, missing } = column
  return (first, pastLast, out, at, stride) => {
    for (let row = first; row < pastLast; row++, at += stride) {
      out[at] = cellOf(Number.isFinite(values[row]!) ? present : missing)
    }
  }
}

function codedWriter(codes: Codes, cells: Uint16Array | Uint8Array): CellWriter {
  return (first, pastLast, out, at, stride) => {
    for (let row = first; row < pastLast; row++, at += stride) out[at] = cells[codes[row]!]!
  }
}

function stillWriter(cell: number): CellWriter {
  return (first, pastLast, out, at, stride) => {
    for (let row = first; row < pastLast; row++, at += stride) out[at] = cell
  }
}

/** How many of the ascending, distinct places are not larger. */
function notLarger(places: Places, value: number): number {
  const first = firstAtLeast(places, value)
  return places[first] === value ? first + 1 : first
}
