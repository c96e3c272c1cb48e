/**
 * Sampled: a column of the digest's sample, for what two columns say together.
 */

import { numberAt } from '../stored'
import { cellText, type Cells } from '../table'
import type { TableDigest } from '../digest'

/** NaN where missing; null for a column of texts. */
export function sampledNumbers({ sample }: TableDigest, column: number): Float64Array | null {
  const cells: Cells = sample.cells[column]!
  if (cells.kind === 'texts') return null
  return Float64Array.from({ length: sample.rowCount }, (_, row) => numberAt(cells, row))
}

export const sampledTexts = ({ sample }: TableDigest, column: number): readonly string[] =>
  Array.from({ length: sample.rowCount }, (_, row) => cellText(sample.cells[column]!, row))
