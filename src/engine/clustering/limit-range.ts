/**
 * Limit range: which K can be fitted at all, said before any work is done.
 */

import type { Outcome } from '../failure'
import { refusal, success } from '../failure'
import type { ClusteringRows } from './rows'

/** Assignments are kept as bytes. */
const LARGEST_CLUSTER_COUNT = 255

export interface ClusterRange {
  readonly smallest: number
  readonly largest: number
  /** Why the range is shorter than asked for; null if it isn't. */
  readonly note: string | null
}

/**
 * Every cluster needs a row that differs from those of the others: the range ends at the number of different rows.
 * Refuses if not even the smallest K asked for can be fitted, and settings that are none.
 */
export async function limitRange(
  rows: ClusteringRows,
  smallest: number,
  largest: number,
): Promise<Outcome<ClusterRange>> {
  const whole = Number.isInteger(smallest) && Number.isInteger(largest)
  if (!whole || smallest < 1 || largest < smallest || largest > LARGEST_CLUSTER_COUNT) {
    return refusal(
      'bad-setting',
      `The number of clusters must go from 1 up to ${LARGEST_CLUSTER_COUNT}, smallest first.`,
      {
        found: `${smallest} to ${largest}`,
        needed: `whole numbers from 1 to ${LARGEST_CLUSTER_COUNT}`,
      },
    )
  }
  const distinctCount = await rows.distinctCount(largest)
  if (distinctCount >= largest) return success({ smallest, largest, note: null })
  const found = foundRows(rows.rowCount, distinctCount)
  if (distinctCount < smallest) {
    const sentence = `${clusters(smallest)} at least ${smallest} ${differentRows(rows.rowCount, smallest)}; the file has ${found}.`
    return refusal('too-few-rows', sentence, { found: String(distinctCount), needed: String(smallest) })
  }
  const note = `${clusters(largest)} at least ${largest} ${differentRows(rows.rowCount, largest)}; the file has ${found}, so the search ends at ${distinctCount}.`
  return success({ smallest, largest: distinctCount, note })
}

const clusters = (count: number): string => (count === 1 ? '1 cluster needs' : `${count} clusters need`)

/** "rows" where there are too few of them, "different rows" where there are enough but they repeat. */
const differentRows = (rowCount: number, needed: number): string => (rowCount < needed ? 'rows' : 'different rows')

const foundRows = (rowCount: number, distinctCount: number): string =>
  distinctCount === rowCount ? String(rowCount) : `${distinctCount} different ones`
