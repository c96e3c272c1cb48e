/**
 * Memory: whether a file's rows will fit, said before they are read.
 *
 * A shard keeps a cell in one, two, four or eight bytes, one and a half on the whole, and while a run goes on the feature that it becomes in
 * four or less; per row it keeps its line, groupings of twelve K, weights and scores, and the page and the engine a place on the map, a
 * score and a group each. By this reckoning a row of 43 columns takes 275 bytes.
 */

import type { Failure, Refused } from '../failure'
import type { ByteSource } from '../intake/source'
import { bytes, count } from '../../wording/numbers'

/** A cell, and the feature that it becomes. */
const COLUMN_BYTES = 5
const ROW_BYTES = 60

/** Of the budget, what the rows of a sample take: reading and fitting them takes a minute or two, not ten. */
const SAMPLE_SHARE = 0.25

const SAMPLE_ADVICE =
  'Read a sample, 128 stretches spread evenly over it, to see what it is like; what lies between is not looked at. For all of it, split'

/** Rows of a sample of a file that would not fit. */
export const sampleRowsFor = (columnCount: number, budgetBytes: number): number =>
  Math.floor((SAMPLE_SHARE * budgetBytes) / bytesKeptPerRow(columnCount))

export const bytesKeptPerRow = (columnCount: number): number => ROW_BYTES + COLUMN_BYTES * columnCount

/**
 * @param rowBytes of the file, on the average
 * @param budgetBytes that the page may have; null if nobody knows
 * @param canBeSampled whether a part of it can be read instead
 * @returns null if the file will fit
 */
export function refuseTooLarge(
  { name, sizeBytes }: ByteSource,
  rowBytes: number,
  columnCount: number,
  budgetBytes: number | null,
  canBeSampled = false,
): Refused | null {
  const rowCount = Math.round(sizeBytes / rowBytes)
  const keptPerRow = bytesKeptPerRow(columnCount)
  const neededBytes = rowCount * keptPerRow
  if (budgetBytes === null || neededBytes <= budgetBytes) return null
  const share = Math.ceil(neededBytes / budgetBytes)
  const failure: Failure = {
    code: 'too-large',
    sentence: `${name} would take about ${bytes(neededBytes)} of memory; this page may use about ${bytes(budgetBytes)}.`,
    found: `${bytes(sizeBytes)}, about ${count(roughly(rowCount))} flows × ${count(keptPerRow)} bytes each for ${count(columnCount)} columns`,
    needed: `at most about ${count(roughly(budgetBytes / keptPerRow))} such flows`,
    where: name,
    advice:
      (canBeSampled ? SAMPLE_ADVICE : 'Split') +
      ` it into ${count(share)} parts by time, or export fewer columns, and open one part; score the others on Predict.`,
    ...(canBeSampled ? { sampleRows: roughly(sampleRowsFor(columnCount, budgetBytes)) } : {}),
  }
  return { ok: false, failure }
}

/** Two figures, since they rest on the first rows. */
const roughly = (value: number): number => Number(value.toPrecision(2))
