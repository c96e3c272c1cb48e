/**
 * Encode: rows of a table to rows of features, by a recipe.
 *
 * The same code serves the file that was fitted, a second file and one flow typed into the form. Columns are found by
 * name. A column the table lacks altogether gets its usual value in every row (median, not flagged, commonest level):
 * what is not known about all rows must not make all of them strange. A cell that is missing in a column that is there
 * is another matter: filled with the median, flagged, and the level "other".
 */

import type { StoredTable } from '../table/stored'
import { cellsOf } from './read-cells'
import type { FeatureBlock, Recipe } from './recipe'
import { levelSource, numberSource, type Source } from './sources'

/** Features of a few consecutive rows of one table. Looking the columns up is paid once, when it is made. */
export type Encoder = (first: number, count: number) => FeatureBlock

export function encoderFor(table: StoredTable, recipe: Recipe): Encoder {
  const numbers = recipe.numbers.map((feature) => numberSource(cellsOf(table, feature.column), feature))
  const levels = recipe.categories.map((feature) => levelSource(cellsOf(table, feature.column), feature))
  return (first, count) => {
    const block: FeatureBlock = {
      rowCount: count,
      numbers: new Float32Array(count * numbers.length),
      codes: new Uint16Array(count * levels.length),
    }
    numbers.forEach((source, axis) => fill(block.numbers, axis, numbers.length, source, first, count))
    levels.forEach((source, place) => fill(block.codes, place, levels.length, source, first, count))
    return block
  }
}

/** @returns the features of rows first … first + count − 1 */
export const encodeRows = (table: StoredTable, first: number, count: number, recipe: Recipe): FeatureBlock =>
  encoderFor(table, recipe)(first, count)

function fill<Values extends Float32Array | Uint16Array>(
  out: Values,
  place: number,
  stride: number,
  source: Source<Values>,
  first: number,
  count: number,
): void {
  if (source.kind === 'codes') {
    const { codes, byCode } = source
    for (let row = 0; row < count; row++) out[row * stride + place] = byCode[codes[first + row]!]!
  } else {
    const valueOf = source.kind === 'constant' ? () => source.value : source.of
    for (let row = 0; row < count; row++) out[row * stride + place] = valueOf(first + row)
  }
}
