/**
 * Table: the rows of a file as columns, before anything is decided about them.
 *
 * A column is numbers if nearly all its filled cells are, texts otherwise. Either way the text of every cell can be
 * had again for the screen (`cellText`).
 */

export { MISSING_TEXTS } from '../intake/missing-texts'

/** As narrow as the dictionary allows. */
export type Codes = Uint8Array | Uint16Array | Uint32Array

export interface NumberCells {
  readonly kind: 'numbers'
  /** Per row. NaN where the cell is missing or is a stray text; ±Infinity where the file says so. */
  readonly values: Float64Array
  /** Cells of a numeric column that are not numbers, by row. */
  readonly strays: ReadonlyMap<number, string>
}

export interface TextCells {
  readonly kind: 'texts'
  /** Per row an index into `dictionary`; 0 is a missing cell. */
  readonly codes: Codes
  /** Distinct texts in order of first appearance, behind `dictionary[0] === ''`. */
  readonly dictionary: readonly string[]
}

export type Cells = NumberCells | TextCells

export interface Table {
  readonly rowCount: number
  /** Unique, never empty: `intake` has told duplicates apart ("Bytes", "Bytes (2)"). */
  readonly columnNames: readonly string[]
  readonly cells: readonly Cells[]
  /** Per row, the line of the file it starts on, 1-based. */
  readonly sourceLines: Uint32Array
}

/** Per row one text per column. */
export const plainTexts = ({ cells, rowCount }: Table): readonly (readonly string[])[] =>
  Array.from({ length: rowCount }, (_, row) => cells.map((column) => cellText(column, row)))

/** The text of one cell as the screen shows it; '' for a missing one. */
export function cellText(cells: Cells, row: number): string {
  if (cells.kind === 'texts') return cells.dictionary[cells.codes[row]!]!
  const value = cells.values[row]!
  return Number.isNaN(value) ? (cells.strays.get(row) ?? '') : String(value)
}
