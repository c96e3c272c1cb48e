/**
 * Distinct: how many rows differ from all rows before them, as far as it matters.
 */

import type { FeatureBlock } from '../features/recipe'

/** Rows as texts of their bits: equal features, equal text. Short, since only as many are made as K is large. */
export function distinctRows(block: FeatureBlock, limit: number): readonly string[] {
  const seen = new Set<string>()
  const numberCount = block.numbers.length / block.rowCount
  const categoryCount = block.codes.length / block.rowCount
  for (let row = 0; row < block.rowCount && seen.size < limit; row++) {
    const numbers = block.numbers.subarray(row * numberCount, (row + 1) * numberCount)
    seen.add(`${numbers.join()};${block.codes.subarray(row * categoryCount, (row + 1) * categoryCount).join()}`)
  }
  return [...seen]
}
