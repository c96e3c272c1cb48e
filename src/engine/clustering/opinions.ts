/**
 * Opinions: which K each measure prefers, and whether there is a natural one at all.
 *
 * The lead of K over shuffled columns is ln(shuffled share of the spread left / the file's): the gap statistic of Tibshirani, Walther
 * and Hastie (2001, see shuffled.ts) on shares of the whole. It is natural to cut the flows where the lead is more than chance gives; or
 * where the silhouette shows a strong structure, which single columns can have as well and shuffling does not undo.
 *
 * Measured 2026-11-26, K = 1 … 12: uniform and normal noise in 2, 3, 5 and 10 columns, largest lead up to 0.32 of 60 rows, 0.22 of 100,
 * 0.09 of 300 and 0.06 of 3,000; three heaps 1.09 … 1.69. Best silhouette of noise, 0.64 in one column, less in more; of three heaps in
 * one column 0.76 … 0.79. Real files: NSL-KDD 20 % 1.10, UCI firewall log 1.75, CICIDS 2017 (299 rows) 2.10, Zeek (ctu011) 1.45, (m57) 1.63,
 * the four detection sets 0.69 … 0.88, the sample 1.56.
 */

import { log } from '../numeric/portable-math'
import type { Choice, ElbowPoint, OpinionPoint, Opinions } from './result'
import { REDRAW_COUNT, REHEARSED_ROWS, SHUFFLE_COUNT } from './weigh-counts'

/** Up to it a lead may be chance, all the more in a small sample: 0.29 of 60 rows, 0.19 of 300, 0.13 of 2,048. */
const leastLead = (sampleSize: number): number => 0.1 + 1.5 / Math.sqrt(sampleSize)

/** Two leads that differ by less are the same. */
const SAME_LEAD = 0.03
const NEARLY_ALL = 0.9

/** "A strong structure has been found": Kaufman and Rousseeuw, Finding Groups in Data, 1990, table 4. */
const STRONG_SILHOUETTE = 0.71

/** A spread of less than this share of the whole is none: no lead is won below. */
const NO_SPREAD = 0.005

/** Adjusted Rand index from which samples drawn again are said to agree. */
export const AGREES_FROM = 0.95

/** Per K, how far the file is ahead of shuffled columns. */
export const leads = (elbow: readonly ElbowPoint[], points: readonly OpinionPoint[]): readonly number[] =>
  points.map(({ shuffledShare }, index) => log((shuffledShare + NO_SPREAD) / (elbow[index]!.inertiaShare + NO_SPREAD)))

/** @param points of the same K as the elbow's, at least one */
export function opinionsOn(
  elbow: readonly ElbowPoint[],
  points: readonly OpinionPoint[],
  peak: Choice['silhouettePeak'],
  rowCount: number,
): Opinions {
  const ahead = leads(elbow, points)
  const best = ahead.indexOf(Math.max(...ahead))
  const sampleSize = Math.min(rowCount, REHEARSED_ROWS)
  const shuffled = ahead[best]! > leastLead(sampleSize) ? points[best]!.clusterCount : null
  const isShuffled = points.some(({ shuffledShare }, index) => shuffledShare !== elbow[index]!.inertiaShare)
  const strong = peak !== null && peak.value >= STRONG_SILHOUETTE ? peak.clusterCount : null
  return {
    isNatural: shuffled !== null || strong !== null,
    points,
    sampleSize,
    shuffleCount: isShuffled ? SHUFFLE_COUNT : 0,
    redrawCount: REDRAW_COUNT,
    most: shuffled === null ? strong : mostByLead(points, ahead, strong),
    prefers: {
      shuffled,
      agreement:
        points.findLast(({ agreement }) => agreement !== null && agreement >= AGREES_FROM)?.clusterCount ?? null,
      calinskiHarabasz: extreme(points, ({ calinskiHarabasz }) => calinskiHarabasz),
      daviesBouldin: extreme(points, ({ daviesBouldin }) => daviesBouldin && -daviesBouldin),
    },
  }
}

/**
 * The last K as far ahead as the best, but for what another draw would change. Where a strong structure has nearly all of the lead, it
 * is that one: three kinds of flows that leave 1 % of the spread can be cut again and again, and the lead still crawls.
 */
function mostByLead(points: readonly OpinionPoint[], ahead: readonly number[], strong: number | null): number {
  const best = Math.max(...ahead)
  const last = points[ahead.findLastIndex((lead) => lead >= best - SAME_LEAD)]!.clusterCount
  const ofStrong = ahead[points.findIndex(({ clusterCount }) => clusterCount === strong)] ?? -Infinity
  return strong !== null && ofStrong >= NEARLY_ALL * best ? Math.min(strong, last) : last
}

/** The K with the largest value, of equal ones the smallest. */
function extreme(points: readonly OpinionPoint[], valueOf: (point: OpinionPoint) => number | null): number | null {
  let best: { readonly clusterCount: number; readonly value: number } | null = null
  for (const point of points) {
    const value = valueOf(point)
    if (value !== null && (best === null || value > best.value)) best = { clusterCount: point.clusterCount, value }
  }
  return best?.clusterCount ?? null
}
