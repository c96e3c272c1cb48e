/**
 * Input row: one row as the score reads it, for explaining it or judging it alone.
 */

import { numberOfRow, type ScoringColumns } from './columns'

export interface InputRow {
  /** As the model's number inputs: NaN or ±Infinity where missing, null where there is no such column. */
  readonly numbers: readonly (number | null)[]
  /** As the model's text inputs, '' where missing, null where there is no such column. */
  readonly texts: readonly (string | null)[]
}

export const inputRowOf = (columns: ScoringColumns, row: number): InputRow => ({
  numbers: columns.numbers.map((cells) => cells && numberOfRow(cells, row)),
  texts: columns.texts.map((cells) => cells && cells.dictionary[cells.codes[row]!]!),
})
