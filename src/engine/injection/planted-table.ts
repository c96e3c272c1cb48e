/**
 * Planted table: some rows of a file with planted ones between them. The table given is left as it is.
 */

import { MISSING_TEXTS } from '../intake/missing-texts'
import { numberOf } from '../intake/number-text'
import type { Cells, NumberCells, Table, TextCells } from '../table/table'

/**
 * @param place row of the table before which the planted ones stand
 * @param planted per row one text per column, as a file would hold them
 */
export function withPlanted(table: Table, place: number, planted: readonly (readonly string[])[]): Table {
  const sourceLines = new Uint32Array(table.rowCount + planted.length)
  sourceLines.set(table.sourceLines.subarray(0, place))
  sourceLines.set(table.sourceLines.subarray(place), place + planted.length)
  return {
    rowCount: table.rowCount + planted.length,
    columnNames: table.columnNames,
    cells: table.cells.map((cells, column) =>
      withCells(
        cells,
        place,
        planted.map((texts) => texts[column]!),
      ),
    ),
    sourceLines,
  }
}

const withCells = (cells: Cells, place: number, texts: readonly string[]): Cells =>
  cells.kind === 'texts' ? withTexts(cells, place, texts) : withNumbers(cells, place, texts)

function withNumbers({ values, strays }: NumberCells, place: number, texts: readonly string[]): NumberCells {
  const own = Float64Array.from(texts, numberOf)
  const moved = new Map([...strays].map(([row, text]) => [row < place ? row : row + texts.length, text]))
  own.forEach((value, index) => {
    if (Number.isNaN(value) && !MISSING_TEXTS.has(texts[index]!)) moved.set(place + index, texts[index]!)
  })
  return withValues({ values, strays: moved }, place, own)
}

/** @param own values of the planted rows; the strays know of them already */
export function withValues(
  { values, strays }: Pick<NumberCells, 'values' | 'strays'>,
  place: number,
  own: Float64Array,
): NumberCells {
  const joined = new Float64Array(values.length + own.length)
  joined.set(values.subarray(0, place))
  joined.set(own, place)
  joined.set(values.subarray(place), place + own.length)
  return { kind: 'numbers', values: joined, strays }
}

/** A dictionary is never changed: texts that it lacks go behind a copy of it. */
function withTexts({ codes, dictionary }: TextCells, place: number, texts: readonly string[]): TextCells {
  const known = codesOf(dictionary)
  const news = new Map<string, number>()
  const joined = new Uint32Array(codes.length + texts.length)
  joined.set(codes.subarray(0, place))
  joined.set(codes.subarray(place), place + texts.length)
  texts.forEach((text, index) => {
    const before = MISSING_TEXTS.has(text) ? 0 : (known.get(text) ?? news.get(text))
    if (before === undefined) news.set(text, dictionary.length + news.size)
    joined[place + index] = before ?? news.get(text)!
  })
  return { kind: 'texts', codes: joined, dictionary: news.size === 0 ? dictionary : [...dictionary, ...news.keys()] }
}

const knownCodes = new WeakMap<readonly string[], ReadonlyMap<string, number>>()

function codesOf(dictionary: readonly string[]): ReadonlyMap<string, number> {
  const before = knownCodes.get(dictionary)
  if (before !== undefined) return before
  const codes = new Map(dictionary.map((text, code) => [text, code]))
  knownCodes.set(dictionary, codes)
  return codes
}
