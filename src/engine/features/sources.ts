/**
 * Sources: where the values of one axis or category come from, row by row.
 *
 * Columns repeat themselves: what is worked out about a cell is worked out once per entry of the column's dictionary and looked
 * up per row. Only a column with more different numbers than are coded is worked out row by row.
 */

import type { StoredCells } from '../table/stored'
import type { Codes, NumberCells } from '../table/table'
import { numbersByCode, readNumber } from './read-cells'
import type { CategoryFeature, MissingFeature, NumberFeature } from './recipe'
import { scaled, transformed } from './transform'

/** `byCode` at the row's code, `of` its row where there are no codes, or one value for all. */
export type Source<Table> =
  | { readonly kind: 'codes'; readonly codes: Codes; readonly byCode: Table }
  | { readonly kind: 'rows'; readonly of: (row: number) => number }
  | { readonly kind: 'constant'; readonly value: number }

/**
 * Scaled values of a number.
 * @param cells null for a table without the column: its usual value, median and not flagged, for every row
 */
export function numberSource(cells: StoredCells | null, feature: NumberFeature | MissingFeature): Source<Float32Array> {
  const { mean, scale } = feature
  const valueOf = (raw: number): number => scaled(readNumber(raw, feature), mean, scale)
  if (cells === null) return { kind: 'constant', value: scaled(usualNumber(feature), mean, scale) }
  if (cells.kind === 'numbers') return { kind: 'rows', of: (row) => valueOf(cells.values[row]!) }
  const numbers = numbersByCode(cells)
  const byCode = new Float32Array(numbers.length)
  for (let code = 0; code < byCode.length; code++) byCode[code] = valueOf(numbers[code]!)
  return { kind: 'codes', codes: cells.codes, byCode }
}

const usualNumber = (feature: NumberFeature | MissingFeature): number =>
  feature.kind === 'missing' ? Math.round(feature.mean) : transformed(feature.fill, feature.transform)

/** Levels of a category: axis indices within it. */
export function levelSource(cells: StoredCells | null, feature: CategoryFeature): Source<Uint16Array> {
  if (cells === null) return { kind: 'constant', value: usualLevel(feature) }
  if (cells.kind === 'numbers') return { kind: 'rows', of: levelReader(cells, feature) }
  const levelOf = levelsByText(feature)
  const other = feature.levels.length
  return {
    kind: 'codes',
    codes: cells.codes,
    byCode: Uint16Array.from(cells.dictionary, (text) => levelOf.get(text) ?? other),
  }
}

/** The commonest axis; the first of them if some are equally common. */
const usualLevel = (feature: CategoryFeature): number => feature.shares.indexOf(Math.max(...feature.shares))

const levelsByText = ({ levels }: CategoryFeature): Map<string, number> =>
  new Map(levels.map((level, index) => [level, index]))

function levelReader({ values, strays }: NumberCells, feature: CategoryFeature): (row: number) => number {
  const other = feature.levels.length
  const levelOfText = levelsByText(feature)
  const levelOfNumber = new Map<number, number>()
  feature.levels.forEach((level, index) => {
    if (String(Number(level)) === level) levelOfNumber.set(Number(level), index)
  })
  return (row) => {
    const value = values[row]!
    return (Number.isNaN(value) ? levelOfText.get(strays.get(row) ?? '') : levelOfNumber.get(value)) ?? other
  }
}
