/**
 * Input columns: a shard's columns as the inputs of a model read them. What a cell becomes, a place on both views' axes or a level, is
 * worked out once per different cell.
 */

import type { Codes, TextCells } from '../table/table'
import { axisReader } from './axis-reader'
import type { ScoringColumns, ScoringNumbers } from './columns'

import type { CodedColumn } from './joint-columns'
import type { CategoryInput, NumberInput, ScoreInputs } from './score-model'

/** Places on the axes of both views, one each per code, row or whatever is counted. */
export interface AxisPlaces {
  readonly rank: Float64Array
  readonly standardised: Float64Array
}

export type NumberColumn =
  | { readonly kind: 'coded'; readonly codes: Codes; readonly places: AxisPlaces }
  /** Worked out where it is asked for: nearly every row has a number of its own. */
  | { readonly kind: 'wide'; readonly values: Float64Array; readonly input: NumberInput }
  /** The table has no such column; every row is at the only place. */
  | { readonly kind: 'still'; readonly places: AxisPlaces }

export type CategoryColumn =
  /** The codes are those of the scoring column at `place` (see `codedColumns`). */
  | { readonly kind: 'coded'; readonly codes: Codes; readonly levels: Uint8Array; readonly place: number }
  /** Whether the numbers of a wide column are missing. */
  | { readonly kind: 'wide'; readonly values: Float64Array; readonly present: number; readonly missing: number }
  | { readonly kind: 'still'; readonly level: number }

export interface InputColumns {
  readonly rowCount: number
  readonly numbers: readonly NumberColumn[]
  readonly categories: readonly CategoryColumn[]
  /** Per category, with its "other". */
  readonly levelCounts: readonly number[]
}

/** The planned columns that are kept as codes, numbers first; null for the others. */
export const codedColumns = ({ numbers, texts }: ScoringColumns): readonly (CodedColumn | null)[] => [
  ...numbers.map((cells) =>
    cells === null || cells.kind === 'numbers' ? null : { codes: cells.codes, entryCount: cells.numbers.length },
  ),
  ...texts.map((cells) => cells && { codes: cells.codes, entryCount: cells.dictionary.length }),
]

export const inputColumns = (inputs: ScoreInputs, columns: ScoringColumns): InputColumns => ({
  rowCount: columns.rowCount,
  numbers: inputs.numbers.map((input, index) => numberColumn(input, columns.numbers[index]!)),
  categories: inputs.categories.map((_, index) => categoryColumn(inputs, columns, index)),
  levelCounts: inputs.categories.map(({ levels }) => levels.length + 1),
})

/** @param index of the model's categories */
export function categoryColumn(inputs: ScoreInputs, columns: ScoringColumns, index: number): CategoryColumn {
  const input = inputs.categories[index]!
  if (input.origin === 'file') return textColumn(input, columns.texts[index]!, columns.numbers.length + index)
  const flagged = inputs.numbers.findIndex(({ column, origin }) => column === input.column && origin === 'file')
  return flagColumn(input, columns.numbers[flagged]!, flagged)
}

function numberColumn(input: NumberInput, cells: ScoringNumbers | null): NumberColumn {
  if (cells === null) return { kind: 'still', places: placesOf(input, [input.fill]) }
  if (cells.kind === 'numbers') return { kind: 'wide', values: cells.values, input }
  return { kind: 'coded', codes: cells.codes, places: placesOf(input, cells.numbers) }
}

/** @param values raw: NaN or ±Infinity where missing */
export function placesOf(input: NumberInput, values: ArrayLike<number>): AxisPlaces {
  const read = axisReader(input)
  const rank = new Float64Array(values.length)
  const standardised = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    read(Number.isFinite(value) ? value : input.fill, rank, standardised, i)
  }
  return { rank, standardised }
}

function textColumn(input: CategoryInput, cells: TextCells | null, place: number): CategoryColumn {
  if (cells === null) return { kind: 'still', level: usualCode(input) }
  const codeOf = new Map(input.levels.map((level, code) => [level, code]))
  const levels = Uint8Array.from(cells.dictionary, (text) => codeOf.get(text) ?? input.levels.length)
  return { kind: 'coded', codes: cells.codes, levels, place }
}

function flagColumn(input: CategoryInput, cells: ScoringNumbers | null, place: number): CategoryColumn {
  if (cells === null) return { kind: 'still', level: usualCode(input) }
  const present = codeOfText(input, 'present')
  const missing = codeOfText(input, 'missing')
  if (cells.kind === 'numbers') return { kind: 'wide', values: cells.values, present, missing }
  const levels = Uint8Array.from(cells.numbers, (value) => (Number.isFinite(value) ? present : missing))
  return { kind: 'coded', codes: cells.codes, levels, place }
}

/** @returns the last axis, "other", for a text that is no level */
export function codeOfText(input: CategoryInput, text: string): number {
  const code = input.levels.indexOf(text)
  return code < 0 ? input.levels.length : code
}

/** The axis of most fit rows; the first of them if some are equally common. */
export const usualCode = (input: CategoryInput): number => input.shares.indexOf(Math.max(...input.shares))

/** The level of one row. */
export function levelAt(column: CategoryColumn, row: number): number {
  if (column.kind === 'still') return column.level
  if (column.kind === 'coded') return column.levels[column.codes[row]!]!
  return Number.isFinite(column.values[row]!) ? column.present : column.missing
}

/** The levels of consecutive rows. @param out filled here */
export function levelsInto(column: CategoryColumn, first: number, pastLast: number, out: Uint8Array): void {
  if (column.kind === 'coded') {
    const { codes, levels } = column
    for (let row = first, i = 0; row < pastLast; row++, i++) out[i] = levels[codes[row]!]!
  } else for (let row = first, i = 0; row < pastLast; row++, i++) out[i] = levelAt(column, row)
}

/** The places of consecutive rows. @param out filled here */
export function placesInto(column: NumberColumn, first: number, pastLast: number, out: AxisPlaces): void {
  const { rank, standardised } = out
  if (column.kind === 'wide') {
    const { values, input } = column
    const places = placesOf(input, values.subarray(first, pastLast))
    rank.set(places.rank)
    standardised.set(places.standardised)
    return
  }
  for (let row = first, i = 0; row < pastLast; row++, i++) {
    const code = column.kind === 'coded' ? column.codes[row]! : 0
    rank[i] = column.places.rank[code]!
    standardised[i] = column.places.standardised[code]!
  }
}
