/**
 * Plain features: rows of cells to rows of numbers, one-hot and standardised, as a page without an engine does it.
 */

type Cell = string | number | boolean | null

/** NSL-KDD ends in the class and the difficulty, which are no features. */
const NSL_KDD_COLUMN_COUNT = 43
const NSL_KDD_FEATURE_COUNT = 41
/** A text column with more values is an identifier: one-hot of it would be a column per row. */
const MOST_CATEGORIES = 256

/** How one column of the file becomes numbers: a number stays one, a text becomes a 1 in the place of its category. */
interface Encoding {
  readonly column: number
  /** Null: a number. */
  readonly places: ReadonlyMap<string, number> | null
  readonly width: number
}

function encodingOf(rows: readonly Cell[][], column: number): Encoding | null {
  const isNumeric = typeof rows.at(-1)![column] === 'number'
  if (isNumeric) return { column, places: null, width: 1 }
  const places = new Map<string, number>()
  for (const row of rows) {
    const text = String(row[column])
    if (!places.has(text)) places.set(text, places.size)
  }
  return places.size > MOST_CATEGORIES ? null : { column, places, width: places.size }
}

function encode(row: readonly Cell[], encodings: readonly Encoding[], width: number): number[] {
  const numbers = new Array<number>(width).fill(0)
  let at = 0
  for (const { column, places, width: taken } of encodings) {
    const cell = row[column]
    if (places === null) numbers[at] = typeof cell === 'number' && Number.isFinite(cell) ? cell : 0
    else numbers[at + places.get(String(cell))!] = 1
    at += taken
  }
  return numbers
}

/** In place: mean 0, standard deviation 1; a constant column becomes 0. */
function standardise(features: number[][], width: number): void {
  for (let at = 0; at < width; at++) {
    let sum = 0
    let squares = 0
    for (const row of features) sum += row[at]!
    const mean = sum / features.length
    for (const row of features) squares += (row[at]! - mean) ** 2
    const deviation = Math.sqrt(squares / features.length) || 1
    for (const row of features) row[at] = (row[at]! - mean) / deviation
  }
}

/** @param rows at least one; a header among them is a row of zeros */
export function featuresOf(rows: readonly Cell[][]): number[][] {
  const columnCount = rows.at(-1)!.length
  const used = columnCount === NSL_KDD_COLUMN_COUNT ? NSL_KDD_FEATURE_COUNT : columnCount
  const columns = Array.from({ length: used }, (_, column) => column)
  const encodings = columns.map((column) => encodingOf(rows, column)).filter((encoding) => encoding !== null)
  const width = encodings.reduce((sum, encoding) => sum + encoding.width, 0)
  const features = rows.map((row) => encode(row, encodings, width))
  standardise(features, width)
  return features
}
