/**
 * Derived numbers: a column that was worked out from others, coded where its values are few: shares of a hundred flows and logarithms of
 * counts take two bytes a row, not eight.
 */

import type { CodedNumbers } from './stored'
import type { NumberCells } from './table'

/** A code per row and a number per code, of which some may be nobody's and some alike; or a number per row. NaN or ±Infinity where missing. */
export type DerivedNumbers = Pick<CodedNumbers, 'kind' | 'codes' | 'numbers'> | Pick<NumberCells, 'kind' | 'values'>

export const derivedAt = (cells: DerivedNumbers, row: number): number =>
  cells.kind === 'numbers' ? cells.values[row]! : cells.numbers[cells.codes[row]!]!

/** Of all rows, or of some. */
export const derivedValues = (cells: DerivedNumbers, rows: ArrayLike<number> | null = null): Float64Array =>
  rows === null
    ? Float64Array.from(cells.kind === 'numbers' ? cells.values : cells.codes, (_, row) => derivedAt(cells, row))
    : Float64Array.from(rows, (row) => derivedAt(cells, row))

/** Views of some rows. */
export const derivedBetween = (cells: DerivedNumbers, first: number, pastLast: number): DerivedNumbers =>
  cells.kind === 'numbers'
    ? { kind: 'numbers', values: cells.values.subarray(first, pastLast) }
    : { ...cells, codes: cells.codes.subarray(first, pastLast) }
