/**
 * Encode: rows of a table to rows of features, by a recipe.
 *
 * The same code serves the file that was fitted, a second file and one flow typed into the form. Columns are found by
 * name. A column the table lacks altogether gets its usual value in every row (median, not flagged, commonest level):
 * what is not known about all rows must not make all of them strange. A cell that is missing in a column that is there
 * is another matter: filled with the median, flagged, and the level "other".
 */

import { type StoredCells, type StoredTable } from '../table/stored'
import { cellsOf, rawNumbers, readNumber } from './read-cells'
import type { CategoryFeature, FeatureBlock, MissingFeature, NumberFeature, Recipe } from './recipe'
import { scaled, transformed } from './transform'

/** Features of a few consecutive rows of one table. Looking the columns up is paid once, when it is made. */
export type Encoder = (first: number, count: number) => FeatureBlock

export function encoderFor(table: StoredTable, recipe: Recipe): Encoder {
  const numbers = recipe.numbers.map((feature) => numberFiller(cellsOf(table, feature.column), feature))
  const codes = recipe.categories.map((feature) => codeFiller(cellsOf(table, feature.column), feature))
  return (first, count) => {
    const block: FeatureBlock = {
      rowCount: count,
      numbers: new Float32Array(count * numbers.length),
      codes: new Uint16Array(count * codes.length),
    }
    numbers.forEach((fill, axis) => fill(block.numbers, axis, numbers.length, first, count))
    codes.forEach((fill, place) => fill(block.codes, place, codes.length, first, count))
    return block
  }
}

/** @returns the features of rows first … first + count − 1 */
export const encodeRows = (table: StoredTable, first: number, count: number, recipe: Recipe): FeatureBlock =>
  encoderFor(table, recipe)(first, count)

type Filler<Out> = (out: Out, place: number, stride: number, first: number, count: number) => void

function numberFiller(cells: StoredCells | null, feature: NumberFeature | MissingFeature): Filler<Float32Array> {
  const { mean, scale } = feature
  if (cells === null) return constantFiller(scaled(usualNumber(feature), mean, scale))
  const raw = rawNumbers(cells)
  return (out, place, stride, first, count) => {
    for (let row = 0; row < count; row++) {
      out[row * stride + place] = scaled(readNumber(raw[first + row]!, feature), mean, scale)
    }
  }
}

const usualNumber = (feature: NumberFeature | MissingFeature): number =>
  feature.kind === 'missing' ? Math.round(feature.mean) : transformed(feature.fill, feature.transform)

function codeFiller(cells: StoredCells | null, feature: CategoryFeature): Filler<Uint16Array> {
  if (cells === null) return constantFiller(usualCode(feature))
  const codeAt = codeReader(cells, feature)
  return (out, place, stride, first, count) => {
    for (let row = 0; row < count; row++) out[row * stride + place] = codeAt(first + row)
  }
}

/** The commonest axis; the first of them if some are equally common. */
const usualCode = (feature: CategoryFeature): number => feature.shares.indexOf(Math.max(...feature.shares))

const constantFiller =
  (value: number): Filler<Float32Array | Uint16Array> =>
  (out, place, stride, _first, count) => {
    for (let row = 0; row < count; row++) out[row * stride + place] = value
  }

/** Row → axis index within the category. */
function codeReader(cells: StoredCells, feature: CategoryFeature): (row: number) => number {
  const other = feature.levels.length
  const codeOfText = new Map(feature.levels.map((level, code) => [level, code]))
  if (cells.kind !== 'numbers') {
    const byCode = Uint16Array.from(cells.dictionary, (text) => codeOfText.get(text) ?? other)
    return (row) => byCode[cells.codes[row]!]!
  }
  const codeOfNumber = new Map<number, number>()
  feature.levels.forEach((level, code) => {
    if (String(Number(level)) === level) codeOfNumber.set(Number(level), code)
  })
  const codeOfNaN = (row: number): number => codeOfText.get(cells.strays.get(row) ?? '') ?? other
  return (row) => {
    const value = cells.values[row]!
    return Number.isNaN(value) ? codeOfNaN(row) : (codeOfNumber.get(value) ?? other)
  }
}
