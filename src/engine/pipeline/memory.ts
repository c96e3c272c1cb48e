/**
 * Memory: whether a file's rows will fit, said before they are read.
 *
 * A shard keeps a cell in one, two, four or eight bytes, one and a half on the whole, and while a run goes on the feature that it becomes in
 * four or less; per row it keeps its line, groupings of twelve K, weights and scores, and the page and the engine a place on the map, a
 * score and a group each. By this reckoning a row of 43 columns takes 275 bytes.
 */

import { refusal, type Outcome } from '../failure'
import type { ByteSource } from '../intake/source'
import { bytes, count } from '../../wording/numbers'

/** A cell, and the feature that it becomes. */
const COLUMN_BYTES = 5
const ROW_BYTES = 60

export const bytesKeptPerRow = (columnCount: number): number => ROW_BYTES + COLUMN_BYTES * columnCount

/**
 * @param rowBytes of the file, on the average
 * @param budgetBytes that the page may have; null if nobody knows
 * @returns null if the file will fit
 */
export function refuseTooLarge(
  { name, sizeBytes }: ByteSource,
  rowBytes: number,
  columnCount: number,
  budgetBytes: number | null,
): Outcome<never> | null {
  const rowCount = Math.round(sizeBytes / rowBytes)
  const keptPerRow = bytesKeptPerRow(columnCount)
  const neededBytes = rowCount * keptPerRow
  if (budgetBytes === null || neededBytes <= budgetBytes) return null
  const share = Math.ceil(neededBytes / budgetBytes)
  return refusal(
    'too-large',
    `${name} would take about ${bytes(neededBytes)} of memory; this page may use about ${bytes(budgetBytes)}.`,
    {
      found: `${bytes(sizeBytes)}, about ${count(rowCount)} flows × ${count(keptPerRow)} bytes each for ${count(columnCount)} columns`,
      needed: `at most ${count(Math.floor(budgetBytes / keptPerRow))} such flows`,
      where: name,
      advice: `Split it into ${count(share)} parts by time, or export fewer columns, and open one part; score the others on Predict.`,
    },
  )
}
