/**
 * Encode: cells to places on the axes of both views. Categories stay codes; their one-hot axes are never written out.
 */

import type { TextCells } from '../table/table'
import type { ScoringColumns } from './columns'
import { signedLog } from './damping'
import { rankReader } from './rank-grid'
import type { CategoryInput, NumberInput, ScoreInputs, ViewKind } from './score-model'

/** z-values are held within this: only a value absurdly far beyond the fit gets there, and a cost stays finite. */
const LARGEST_STANDARD = 1e6

export interface EncodedRows {
  readonly rowCount: number
  /** Per view rowCount × numbers, row by row. */
  readonly numbers: Readonly<Record<ViewKind, Float64Array>>
  /** rowCount × categories, row by row: an axis index within the category, 0 … levels.length. */
  readonly codes: Uint16Array
}

/** @param rows indices into the columns */
export type Encoder = (rows: ArrayLike<number>) => EncodedRows

/** Looking up columns and levels is paid once, here. */
export function encoderOf(inputs: ScoreInputs, columns: ScoringColumns): Encoder {
  const numbers = inputs.numbers.map((input, index) => ({
    read: axisReader(input),
    values: columns.numbers[index]!,
    input,
  }))
  const codes = inputs.categories.map((input, index) => codesFor(input, inputs, columns, index))
  return (rows) => {
    const rank = new Float64Array(rows.length * numbers.length)
    const standardised = new Float64Array(rows.length * numbers.length)
    const codesOut = new Uint16Array(rows.length * codes.length)
    numbers.forEach(({ read, values, input }, axis) => {
      for (let i = 0, at = axis; i < rows.length; i++, at += numbers.length) {
        const value = values === null ? input.fill : values[rows[i]!]!
        read(Number.isFinite(value) ? value : input.fill, rank, standardised, at)
      }
    })
    codes.forEach((codeAt, place) => {
      for (let i = 0, at = place; i < rows.length; i++, at += codes.length) codesOut[at] = codeAt(rows[i]!)
    })
    return { rowCount: rows.length, numbers: { rank, standardised }, codes: codesOut }
  }
}

/** Writes a filled value's place on both views' axes. */
export function axisReader(
  input: NumberInput,
): (value: number, rank: Float64Array, standard: Float64Array, at: number) => void {
  const readRank = rankReader(input)
  const { log, mean, scale } = input.standard
  // Traffic columns repeat themselves: in a row of equal values the second costs nothing.
  let lastValue = NaN
  let lastRank = 0
  let lastStandard = 0
  return (value, rank, standard, at) => {
    if (value !== lastValue) {
      lastValue = value
      lastRank = readRank(value)
      const standardised = ((log ? signedLog(value) : value) - mean) / scale
      lastStandard = Math.max(-LARGEST_STANDARD, Math.min(LARGEST_STANDARD, standardised))
    }
    rank[at] = lastRank
    standard[at] = lastStandard
  }
}

function codesFor(
  input: CategoryInput,
  inputs: ScoreInputs,
  columns: ScoringColumns,
  index: number,
): (row: number) => number {
  if (input.origin === 'file') return textCodes(input, columns.texts[index]!)
  const values =
    columns.numbers[inputs.numbers.findIndex(({ column, origin }) => column === input.column && origin === 'file')]!
  const present = codeOfText(input, 'present')
  const missing = codeOfText(input, 'missing')
  return values === null ? () => usualCode(input) : (row) => (Number.isFinite(values[row]!) ? present : missing)
}

function textCodes(input: CategoryInput, cells: TextCells | null): (row: number) => number {
  if (cells === null) return () => usualCode(input)
  const codeOf = new Map(input.levels.map((level, code) => [level, code]))
  const byCode = Uint16Array.from(cells.dictionary, (text) => codeOf.get(text) ?? input.levels.length)
  const { codes } = cells
  return (row) => byCode[codes[row]!]!
}

/** @returns the last axis, "other", for a text that is no level */
export function codeOfText(input: CategoryInput, text: string): number {
  const code = input.levels.indexOf(text)
  return code < 0 ? input.levels.length : code
}

/** The axis of most fit rows; the first of them if some are equally common. */
export const usualCode = (input: CategoryInput): number => input.shares.indexOf(Math.max(...input.shares))
