/**
 * Encode: cells to places on the axes of both views. Categories stay codes; their one-hot axes are never written out.
 */

import { levelAt, placesOf, type AxisPlaces, type InputColumns, type NumberColumn } from './input-columns'
import type { ViewKind } from './score-model'

export interface EncodedRows {
  readonly rowCount: number
  /** Per view rowCount × numbers, row by row. */
  readonly numbers: Readonly<Record<ViewKind, Float64Array>>
  /** rowCount × categories, row by row: an axis index within the category, 0 … levels.length. */
  readonly codes: Uint16Array
}

/** @param rows indices into the columns */
export function encodedAt({ numbers, categories }: InputColumns, rows: Uint32Array): EncodedRows {
  const rank = new Float64Array(rows.length * numbers.length)
  const standardised = new Float64Array(rows.length * numbers.length)
  const codes = new Uint16Array(rows.length * categories.length)
  numbers.forEach((column, axis) => {
    const places = placesAt(column, rows)
    for (let i = 0, at = axis; i < rows.length; i++, at += numbers.length) {
      rank[at] = places.rank[i]!
      standardised[at] = places.standardised[i]!
    }
  })
  categories.forEach((column, place) => {
    for (let i = 0, at = place; i < rows.length; i++, at += categories.length) codes[at] = levelAt(column, rows[i]!)
  })
  return { rowCount: rows.length, numbers: { rank, standardised }, codes }
}

function placesAt(column: NumberColumn, rows: Uint32Array): AxisPlaces {
  if (column.kind === 'wide') {
    const values = new Float64Array(rows.length)
    for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]!]!
    return placesOf(column.input, values)
  }
  const places = { rank: new Float64Array(rows.length), standardised: new Float64Array(rows.length) }
  for (let i = 0; i < rows.length; i++) {
    const code = column.kind === 'coded' ? column.codes[rows[i]!]! : 0
    places.rank[i] = column.places.rank[code]!
    places.standardised[i] = column.places.standardised[code]!
  }
  return places
}
