/**
 * Memory: whether a file's rows will fit, said before they are read.
 *
 * A shard keeps a cell in one, two or four bytes (two on the whole), a number feature in four, a category in one; per row it keeps its
 * line, groupings of twelve K, weights and scores, and the page and the engine a place on the map, a score and a group each. 1,000,000
 * rows of 43 columns took 270 bytes each by this reckoning, and the tab 260 (Chromium 147, 2026-11-25).
 */

import { refusal, type Outcome } from '../failure'
import type { ByteSource } from '../intake/source'
import { bytes, count } from '../../wording/numbers'
import type { ColumnProfile } from '../table/column'

const CELL_BYTES = 2
const WIDE_CELL_BYTES = 8
const NUMBER_FEATURE_BYTES = 4
const CATEGORY_FEATURE_BYTES = 1
const ROW_BYTES = 60

/** @param profiles by the file's first rows */
export function bytesKeptPerRow(profiles: readonly ColumnProfile[]): number {
  return profiles.reduce((sum, { role, type, distinctCount, missingCount }) => {
    const isWide = distinctCount > 500 && missingCount < 500
    const cell = isWide ? WIDE_CELL_BYTES : CELL_BYTES
    const feature = role !== 'feature' ? 0 : type === 'number' ? NUMBER_FEATURE_BYTES : CATEGORY_FEATURE_BYTES
    return sum + cell + feature
  }, ROW_BYTES)
}

/**
 * @param rowBytes of the file, on the average
 * @param budgetBytes that the page may have; null if nobody knows
 * @returns null if the file will fit
 */
export function refuseTooLarge(
  { name, sizeBytes }: ByteSource,
  rowBytes: number,
  profiles: readonly ColumnProfile[],
  budgetBytes: number | null,
): Outcome<never> | null {
  const rowCount = Math.round(sizeBytes / rowBytes)
  const keptPerRow = bytesKeptPerRow(profiles)
  const neededBytes = rowCount * keptPerRow
  if (budgetBytes === null || neededBytes <= budgetBytes) return null
  const share = Math.ceil(neededBytes / budgetBytes)
  return refusal(
    'too-large',
    `${name} would take about ${bytes(neededBytes)} of memory; this page may use about ${bytes(budgetBytes)}.`,
    {
      found: `${bytes(sizeBytes)}, about ${count(rowCount)} flows × ${count(keptPerRow)} bytes each for ${count(profiles.length)} columns`,
      needed: `at most ${count(Math.floor(budgetBytes / keptPerRow))} such flows`,
      where: name,
      advice: `Split it into ${count(share)} parts by time, or export fewer columns, and open one part; score the others on Predict.`,
    },
  )
}
