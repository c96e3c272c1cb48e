/**
 * Floors: what every flow pays for being scored at all, part by part, so that no flow is charged for it.
 *
 * A rank is spread evenly whatever the traffic, and the one-hot axes of a category never meet their mean: even the most
 * ordinary row has a cost in every column. The least of each part over a seeded sample of the fit rows is taken off.
 */

import type { EncodedRows } from './encode'
import { costsOfRow, type Places } from './parts'
import type { ScoreInputs, ScoreModel } from './score-model'

/** The least of so many is the least of nearly all: one row in 2,000 lies below it. Takes 0.1 s for 120 axes. */
export const FLOOR_ROWS = 2048

/**
 * @param encoded at least one row
 * @param sourceMeans A per fit row; null for a model without sources
 * @returns in the order of `partNames`, in units of B
 */
export function floorsOf(
  model: ScoreInputs & Pick<ScoreModel, 'views'>,
  encoded: EncodedRows,
  sourceMeans: Float64Array | null,
): readonly number[] {
  const floors = [...costsOfRow(model, placesAt(encoded, 0))]
  for (let row = 1; row < encoded.rowCount; row++) {
    costsOfRow(model, placesAt(encoded, row)).forEach((cost, part) => (floors[part] = Math.min(floors[part]!, cost)))
  }
  if (sourceMeans !== null) floors.push(sourceMeans.reduce((least, mean) => Math.min(least, mean), Infinity))
  return floors
}

function placesAt({ rowCount, numbers, codes }: EncodedRows, row: number): Places {
  const numberCount = numbers.rank.length / rowCount
  const categoryCount = codes.length / rowCount
  return {
    rank: numbers.rank.slice(row * numberCount, (row + 1) * numberCount),
    standardised: numbers.standardised.slice(row * numberCount, (row + 1) * numberCount),
    codes: Array.from(codes.subarray(row * categoryCount, (row + 1) * categoryCount)),
  }
}
