/**
 * Curves: what every threshold would find and cost, as the points of the ROC and the precision–recall curve.
 *
 * Each point is exact: the counts of all rows at or above one score. Of a million thresholds those are kept that move
 * any coordinate by a step since the last kept one, with the one just before, so that a line through the kept points is
 * never off by more than a step, and a long straight stretch (many equal scores) stays straight. The areas are not
 * taken from these points; `evaluation.ts` has them from all rows.
 * Sources: T. Fawcett, Pattern Recognition Letters 27(8), 2006, doi:10.1016/j.patrec.2005.10.010; J. Davis and
 * M. Goadrich, ICML 2006, doi:10.1145/1143844.1143874 (why precision must not be drawn as straight lines between points).
 */

import type { ScoreGroups } from './score-groups'

export interface OperatingPoint {
  /** Rows that score this or more are flagged; null for the start, where none is. */
  readonly score: number | null
  readonly flaggedCount: number
  readonly attackCount: number
  /** Attacks flagged, of all attacks. */
  readonly recall: number
  /** Benign rows flagged, of all benign rows. */
  readonly falseAlarmShare: number
  /** Attacks, of the flagged; at the start what the first flagged rows have. */
  readonly precision: number
}

/** Finer than a pixel of the chart at its usual width would be 1 / 300; the eye is served by less. */
const FINEST_STEP = 1 / 160
/** Kept points; where there would be more, steps are twice as long. */
export const MOST_POINTS = 500

/** From no row flagged to all. @param groups with attacks and benign rows. Time O(groups). */
export function operatingPoints(groups: ScoreGroups): readonly OperatingPoint[] {
  const all = allPoints(groups)
  for (let step = FINEST_STEP; ; step *= 2) {
    const kept = thinned(all, step)
    if (kept.length <= MOST_POINTS) return kept.map((place) => pointAt(all, place))
  }
}

/** Running counts; place 0 is before the first group. */
interface Running {
  readonly scores: Float64Array
  readonly flagged: Float64Array
  readonly found: Float64Array
}

function allPoints({ scores, rowCounts, attackCounts }: ScoreGroups): Running {
  const flagged = new Float64Array(rowCounts.length + 1)
  const found = new Float64Array(rowCounts.length + 1)
  for (let group = 0; group < rowCounts.length; group++) {
    flagged[group + 1] = flagged[group]! + rowCounts[group]!
    found[group + 1] = found[group]! + attackCounts[group]!
  }
  return { scores, flagged, found }
}

function pointAt({ scores, flagged, found }: Running, place: number): OperatingPoint {
  const last = flagged.length - 1
  const [flaggedCount, attackCount] = [flagged[place]!, found[place]!]
  const shown = Math.max(1, place)
  return {
    score: place === 0 ? null : scores[place - 1]!,
    flaggedCount,
    attackCount,
    recall: attackCount / found[last]!,
    falseAlarmShare: (flaggedCount - attackCount) / (flagged[last]! - found[last]!),
    precision: found[shown]! / flagged[shown]!,
  }
}

/** Places kept, ascending; the first and the last are among them. */
function thinned({ flagged, found }: Running, step: number): readonly number[] {
  const last = flagged.length - 1
  const attackCount = found[last]!
  const benignCount = flagged[last]! - attackCount
  const kept = [0]
  let before = 0
  for (let place = 1; place <= last; place++) {
    const newlyFound = found[place]! - found[before]!
    const newlyFalse = flagged[place]! - flagged[before]! - newlyFound
    const precisionBefore = found[Math.max(1, before)]! / flagged[Math.max(1, before)]!
    const isFar =
      newlyFound >= step * attackCount ||
      newlyFalse >= step * benignCount ||
      Math.abs(found[place]! / flagged[place]! - precisionBefore) >= step
    if (place < last && !isFar) continue
    if (kept[kept.length - 1] !== place - 1) kept.push(place - 1)
    kept.push(place)
    before = place
  }
  return kept
}
