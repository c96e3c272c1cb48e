/**
 * Floors: what every flow pays for being scored at all, part by part, so that no flow is charged for it.
 *
 * A rank is spread evenly whatever the traffic, and the one-hot axes of a category never meet their mean: even the most
 * ordinary row has a cost in every column. The least of each part over a seeded sample of the fit rows is taken off.
 */

import type { Pulse } from '../numeric/pulse'
import type { EncodedRows } from './encode'
import { costReader } from './part-costs'
import { placesAt } from './places'
import type { ScoreInputs, ScoreModel } from './score-model'

/** The least of so many is the least of nearly all: one row in 2,000 lies below it. */
export const FLOOR_ROWS = 2048

/** Rows between two breaths: some milliseconds. */
const AT_ONCE = 64

/**
 * @param encoded at least one row
 * @param sourceMeans A per fit row; null for a model without sources
 * @returns in the order of `partNames`, in units of B
 */
export async function floorsOf(
  model: ScoreInputs & Pick<ScoreModel, 'views'>,
  encoded: EncodedRows,
  sourceMeans: Float64Array | null,
  pulse: Pulse,
): Promise<readonly number[]> {
  const costsOf = costReader(model)
  const floors = Array.from(costsOf(placesAt(encoded, 0)))
  for (let row = 1; row < encoded.rowCount; row++) {
    costsOf(placesAt(encoded, row)).forEach((cost, part) => (floors[part] = Math.min(floors[part]!, cost)))
    if (row % AT_ONCE === 0) await pulse.breathe()
  }
  if (sourceMeans !== null) floors.push(leastOf(sourceMeans))
  return floors
}

function leastOf(values: Float64Array): number {
  let least = Infinity
  for (let row = 0; row < values.length; row++) if (values[row]! < least) least = values[row]!
  return least
}
