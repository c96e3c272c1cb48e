/**
 * Read cells: a table's column by name, as raw numbers or as levels, whatever way the table holds it.
 */

import { numberOf } from '../intake/number-text'
import { isNumbers, type CodedNumbers, type StoredCells, type StoredTable } from '../table/stored'
import type { Codes, TextCells } from '../table/table'
import type { LevelCounts, NumberReading } from './rows'
import { transformed } from './transform'

/** @returns null if the table has no such column */
export function cellsOf(table: StoredTable, column: string): StoredCells | null {
  const index = table.columnNames.indexOf(column)
  return index < 0 ? null : table.cells[index]!
}

/**
 * A column's raw numbers. What is a number in a text is what `table/` has counted as one: not 0x1f, not 007.
 * @returns rowCount long, NaN where missing or stray; the table's own array if it has one
 */
export function rawNumbers(cells: StoredCells): Float64Array {
  if (cells.kind === 'numbers') return cells.values
  const { codes } = cells
  const byCode = numbersByCode(cells)
  const values = new Float64Array(codes.length)
  for (let row = 0; row < values.length; row++) values[row] = byCode[codes[row]!]!
  return values
}

/** Per code of a dictionary, its number; NaN for what is none. */
export const numbersByCode = (cells: CodedNumbers | TextCells): Float64Array =>
  isNumbers(cells) ? cells.numbers : Float64Array.from(cells.dictionary, numberOf)

/** How often each text occurs, in order of first appearance. */
export function countLevels(cells: StoredCells): LevelCounts {
  return cells.kind === 'numbers' ? countNumbers(cells.values, cells.strays) : countTexts(cells.codes, cells.dictionary)
}

function countTexts(codes: Codes, dictionary: readonly string[]): LevelCounts {
  const counts = new Float64Array(dictionary.length)
  for (let row = 0; row < codes.length; row++) counts[codes[row]!]!++
  return { texts: dictionary, counts }
}

function countNumbers(values: Float64Array, strays: ReadonlyMap<number, string>): LevelCounts {
  const countOf = new Map<number, number>()
  let missingCount = -strays.size
  for (const value of values) {
    if (Number.isNaN(value)) missingCount++
    else countOf.set(value, (countOf.get(value) ?? 0) + 1)
  }
  const countOfText = new Map<string, number>([['', missingCount]])
  for (const [value, count] of countOf) countOfText.set(String(value), count)
  for (const text of strays.values()) countOfText.set(text, (countOfText.get(text) ?? 0) + 1)
  return { texts: [...countOfText.keys()], counts: Float64Array.from(countOfText.values()) }
}

/**
 * Half of `FeatureRows.powerSums`: one block's sums.
 * @param columns per reading the raw numbers of its column
 */
export function blockPowerSums(
  columns: readonly Float64Array[],
  readings: readonly NumberReading[],
  centres: Float64Array,
  power: 1 | 2,
  first: number,
  pastLast: number,
): Float64Array {
  return Float64Array.from(readings, (reading, index) => {
    const values = columns[index]!
    const centre = centres[index]!
    let sum = 0
    for (let row = first; row < pastLast; row++) {
      const off = readNumber(values[row]!, reading) - centre
      sum += power === 1 ? off : off * off
    }
    return sum
  })
}

/** The value on the reading's axis: filled and transformed, or the flag. */
export function readNumber(raw: number, reading: NumberReading): number {
  const filled = Number.isFinite(raw)
  if (reading.kind === 'missing') return filled ? 0 : 1
  return transformed(filled ? raw : reading.fill, reading.transform)
}
