/**
 * Floors: what every flow pays for being scored at all, part by part, so that no flow is charged for it.
 *
 * A rank is spread evenly whatever the traffic, and the one-hot axes of a category never meet their mean: even the most
 * ordinary row has a cost in every column. The least of each part over a seeded sample of the fit rows is taken off.
 */

import type { InputTables } from './input-tables'
import { COSTS_PER_INPUT, type PartReader } from './part-costs'

/** The least of so many is the least of nearly all: one row in 2,000 lies below it. */
export const FLOOR_ROWS = 2048

/** Rows between two breaths: some milliseconds. */
const AT_ONCE = 256

/**
 * @param rows indices into the shard's
 * @param partCount of what `partsOf` gives
 * @returns per part, but the source's, in units of B; Infinity without rows
 */
export async function leastParts(
  tables: InputTables,
  partsOf: PartReader,
  partCount: number,
  rows: Uint32Array,
  breathe: () => Promise<void>,
): Promise<Float64Array> {
  const least = new Float64Array(partCount).fill(Infinity)
  const costs = new Int32Array(tables.tables.length * COSTS_PER_INPUT)
  for (let i = 0; i < rows.length; i++) {
    tables.costsOfRow(rows[i]!, costs)
    const parts = partsOf(costs)
    for (let part = 0; part < partCount; part++) if (parts[part]! < least[part]!) least[part] = parts[part]!
    if (i % AT_ONCE === AT_ONCE - 1) await breathe()
  }
  return least
}
