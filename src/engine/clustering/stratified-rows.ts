/**
 * Stratified rows: a sample in which small groups count, and how many rows each of its rows stands for.
 *
 * Strata are the groups of the finest cut. Each gives `LEAST_PER_STRATUM` rows or all it has; what is left of the sample is dealt in
 * proportion to size. A mean over the sample, weighted, is an estimate of the mean over all rows (Cochran, Sampling Techniques,
 * 3rd ed., 1977, chapter 5).
 */

import { seededRandom } from '../numeric/random'

/** The standard error of a mean distance is about a sixth of the spread within the group. */
const LEAST_PER_STRATUM = 40

export interface StratifiedRows {
  /** Ascending. */
  readonly rows: Uint32Array
  /** Per row of the sample, how many rows it stands for, itself included. */
  readonly weights: Float64Array
}

/**
 * @param strata per row of the table its stratum
 * @param sizes  rows per stratum
 * @param sampleSize at most
 * Source of the draw: selection sampling, Knuth, TAOCP 2, algorithm 3.4.2 S, per stratum. The same for any cut into shards.
 */
export function stratifiedRows(
  strata: Uint8Array,
  sizes: readonly number[],
  sampleSize: number,
  seed: number,
): StratifiedRows {
  const wanted = shares(sizes, sampleSize)
  const left = [...sizes]
  const needed = [...wanted]
  const random = seededRandom(seed)
  const total = wanted.reduce((sum, count) => sum + count, 0)
  const rows = new Uint32Array(total)
  const weights = new Float64Array(total)
  for (let row = 0, taken = 0; taken < total; row++) {
    const stratum = strata[row]!
    if (needed[stratum]! > 0 && left[stratum]! * random.next() < needed[stratum]!) {
      needed[stratum]!--
      rows[taken] = row
      weights[taken++] = sizes[stratum]! / wanted[stratum]!
    }
    left[stratum]!--
  }
  return { rows, weights }
}

/** Rows that each stratum gives. */
function shares(sizes: readonly number[], sampleSize: number): readonly number[] {
  const rowCount = sizes.reduce((sum, size) => sum + size, 0)
  if (rowCount <= sampleSize) return sizes
  const least = Math.min(LEAST_PER_STRATUM, Math.floor(sampleSize / (2 * sizes.length)))
  const base = sizes.map((size) => Math.min(size, least))
  const dealt = base.reduce((sum, count) => sum + count, 0)
  return sizes.map(
    (size, stratum) =>
      base[stratum]! + Math.floor(((sampleSize - dealt) * (size - base[stratum]!)) / (rowCount - dealt)),
  )
}
