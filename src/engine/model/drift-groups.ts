/**
 * Drift groups: the rows of a column before and now, by the same groups of values.
 */

import { signedLog } from '../numeric/portable-math'
import type { ColumnProfile, Distribution } from '../table/column'
import type { ColumnDigest } from '../table/digest'
import { countsOfTexts } from '../table/levels'

/** Rows per group of values, then and now; the missing cells are the last group. */
export interface DriftGroups {
  readonly then: readonly number[]
  readonly now: readonly number[]
}

/** Groups with fewer fitted rows are put together with the next. */
const LEAST_SHARE = 0.1
/** Of a bin whose values are not known one by one. */
const PARTS = 16

/** @returns null if the two can't be laid side by side: texts then, numbers now */
export function driftGroups(
  { distribution, missingCount }: ColumnProfile,
  rowCount: number,
  digest: ColumnDigest,
  rowCountNow: number,
): DriftGroups | null {
  const now = digest.measure
  const gaps = [missingCount, now.missingCount]
  if (distribution.kind === 'levels') {
    const same = countsOfTexts(
      digest,
      distribution.levels.map(({ text }) => text),
    )
    const others = rowCountNow - now.missingCount - sumOf(same)
    return {
      then: [...distribution.levels.map(({ count }) => count), distribution.otherCount, gaps[0]!],
      now: [...same, others, gaps[1]!],
    }
  }
  if (distribution.kind !== 'numbers' || now.kind !== 'numbers') return null
  const bins = numberBins(distribution, digest)
  const filledThen = rowCount - missingCount
  const inBins = sumOf(distribution.bins)
  // Bins of a long file are those of a sample.
  const scale = inBins === 0 ? 0 : filledThen / inBins
  const grouped = together([0, ...distribution.bins.map((count) => count * scale), 0], bins, rowCount * LEAST_SHARE)
  return { then: [...grouped.then, gaps[0]!], now: [...grouped.now, gaps[1]!] }
}

type NumberDistribution = Extract<Distribution, { kind: 'numbers' }>

/** Rows of the second file per bin of the first, with one for what lies below and one for what lies above. */
function numberBins(
  { bins, scale, smallest, largest }: NumberDistribution,
  { distinct, measure }: ColumnDigest,
): number[] {
  const counts = new Array<number>(bins.length + 2).fill(0)
  const onScale = scale === 'log' ? signedLog : (value: number) => value
  const [from, to] = [onScale(smallest), onScale(largest)]
  const put = (value: number, count: number): void => {
    if (value < smallest) counts[0]! += count
    else if (value > largest) counts[bins.length + 1]! += count
    else {
      const place = to > from ? Math.floor(((onScale(value) - from) / (to - from)) * bins.length) : 0
      counts[Math.min(bins.length - 1, place) + 1]! += count
    }
  }
  if (distinct?.numbers) {
    distinct.numbers.forEach((value, code) => {
      if (Number.isFinite(value)) put(value, distinct.counts[code]!)
    })
  } else if (measure.kind === 'numbers') spreadBins(measure, put)
  return counts
}

/** Numbers too many to be told apart: each bin's rows evenly over its width. */
function spreadBins(
  { linearBins, smallest, largest }: { readonly linearBins: readonly number[]; smallest: number; largest: number },
  put: (value: number, count: number) => void,
): void {
  const step = (largest - smallest) / (linearBins.length * PARTS)
  linearBins.forEach((count, bin) => {
    for (let part = 0; part < PARTS; part++) put(smallest + (bin * PARTS + part + 0.5) * step, count / PARTS)
  })
}

/** Neighbouring bins put together until each has its share of the fitted rows; what is left joins the last. */
function together(then: readonly number[], now: readonly number[], least: number): { then: number[]; now: number[] } {
  const groups: { then: number[]; now: number[] } = { then: [], now: [] }
  let [before, after] = [0, 0]
  then.forEach((count, bin) => {
    before += count
    after += now[bin]!
    if (before < least) return
    groups.then.push(before)
    groups.now.push(after)
    before = after = 0
  })
  if (groups.then.length === 0) return { then: [before], now: [after] }
  groups.then[groups.then.length - 1]! += before
  groups.now[groups.now.length - 1]! += after
  return groups
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
