/**
 * Stored: the columns of some rows as a shard keeps them for good.
 *
 * Traffic repeats itself: of 43 columns of NSL-KDD two have more than 3,000 different values. So a column of numbers is kept
 * as texts are, a code per row into a dictionary, in one, two or four bytes; and whatever is worked out about a number is worked
 * out once per different number. Only a column with more than `MOST_CODED` different numbers is kept number by number.
 * The dictionary is that of the whole file, the same in every shard.
 */

import { PackedTextCells } from './packed-texts'
import type { Cells, Codes, NumberCells, Table, TextCells } from './table'

/** Different numbers that are still coded: as many as there are ports, and a code fits two bytes. */
export const MOST_CODED = 65_535

export interface CodedNumbers {
  readonly kind: 'coded numbers'
  /** Per row an index into the dictionary; 0 is a missing cell. */
  readonly codes: Codes
  /** Different cells in order of first appearance, behind '': a number as JavaScript writes it, or a stray text. */
  readonly dictionary: readonly string[]
  /** Per code its number, ±Infinity where the file says so; NaN for the missing cell and for strays. */
  readonly numbers: Float64Array
}

export type StoredNumbers = NumberCells | CodedNumbers

export type StoredCells = TextCells | StoredNumbers

export interface StoredTable extends Omit<Table, 'cells'> {
  readonly cells: readonly StoredCells[]
}

/** Codes as narrow as a dictionary of so many entries allows. */
export const codesFor = (rowCount: number, entryCount: number): Codes =>
  entryCount <= 256
    ? new Uint8Array(rowCount)
    : entryCount <= 65_536
      ? new Uint16Array(rowCount)
      : new Uint32Array(rowCount)

export const isNumbers = (cells: StoredCells): cells is StoredNumbers => cells.kind !== 'texts'

/** NaN where the cell is missing or a stray. */
export const numberAt = (cells: StoredNumbers, row: number): number =>
  cells.kind === 'numbers' ? cells.values[row]! : cells.numbers[cells.codes[row]!]!

/** Per row its number; NaN where missing or stray. */
export function allNumbers(cells: StoredNumbers): Float64Array {
  if (cells.kind === 'numbers') return cells.values
  const values = new Float64Array(cells.codes.length)
  for (let row = 0; row < values.length; row++) values[row] = cells.numbers[cells.codes[row]!]!
  return values
}

/** The text of one cell as the screen shows it; '' for a missing one. */
export function storedText(cells: StoredCells, row: number): string {
  if (cells.kind !== 'numbers') return cells.dictionary[cells.codes[row]!]!
  const value = cells.values[row]!
  return Number.isNaN(value) ? (cells.strays.get(row) ?? '') : String(value)
}

/** A whole table as a shard would keep it. */
export const storedTable = (table: Table): StoredTable => ({ ...table, cells: table.cells.map(storedCells) })

function storedCells(cells: Cells): StoredCells {
  if (cells.kind === 'texts') return narrowed(cells)
  return codedNumbers(cells) ?? cells
}

const narrowed = ({ codes, dictionary }: TextCells): TextCells => {
  const narrow = codesFor(codes.length, dictionary.length)
  if (narrow.BYTES_PER_ELEMENT === codes.BYTES_PER_ELEMENT) return { kind: 'texts', codes, dictionary }
  narrow.set(codes)
  return { kind: 'texts', codes: narrow, dictionary }
}

/** @returns null if there are too many different numbers */
function codedNumbers({ values, strays }: NumberCells): CodedNumbers | null {
  const dictionary = ['']
  const numbers = [NaN]
  const codeOfText = new Map<string, number>([['', 0]])
  const codeOfNumber = new Map<number, number>()
  const codes = new Uint32Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    let code = Number.isNaN(value) ? codeOfText.get(strays.get(row) ?? '') : codeOfNumber.get(value)
    if (code === undefined) {
      const text = Number.isNaN(value) ? strays.get(row)! : String(value)
      code = dictionary.push(text) - 1
      if (code > MOST_CODED) return null
      numbers.push(value)
      codeOfText.set(text, code)
      if (!Number.isNaN(value)) codeOfNumber.set(value, code)
    }
    codes[row] = code
  }
  const narrow = codesFor(codes.length, dictionary.length)
  narrow.set(codes)
  return { kind: 'coded numbers', codes: narrow, dictionary, numbers: Float64Array.from(numbers) }
}

/** Some rows as plain cells. @param rows ascending, indices into the stored rows */
export function plainCells(cells: StoredCells, rows: Uint32Array): Cells {
  if (cells.kind === 'texts') {
    const codes = picked(cells.codes, rows)
    if (cells instanceof PackedTextCells) return cells.withCodes(codes)
    return { kind: 'texts', codes, dictionary: cells.dictionary }
  }
  const values = new Float64Array(rows.length)
  const strays = new Map<number, string>()
  for (let place = 0; place < rows.length; place++) {
    values[place] = numberAt(cells, rows[place]!)
    if (!Number.isNaN(values[place]!)) continue
    const text = storedText(cells, rows[place]!)
    if (text !== '') strays.set(place, text)
  }
  return { kind: 'numbers', values, strays }
}

function picked(codes: Codes, rows: Uint32Array): Uint32Array {
  const taken = new Uint32Array(rows.length)
  for (let place = 0; place < rows.length; place++) taken[place] = codes[rows[place]!]!
  return taken
}
