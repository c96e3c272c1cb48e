/**
 * Fit category: which levels of a column stand for themselves, and how high each is.
 */

import type { CategoryFeature } from './recipe'
import { HELD_WITHIN } from './recipe'
import type { LevelCounts } from './rows'

/** Levels a category keeps; the rest fold into one. */
export const KEPT_LEVELS = 30

export function fitCategory(column: string, { texts, counts }: LevelCounts, rowCount: number): CategoryFeature {
  const ranked = texts
    .map((text, index) => ({ text, count: counts[index]! }))
    .filter(({ text, count }) => text !== '' && count > 0)
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
    .slice(0, KEPT_LEVELS)
  const keptCount = ranked.reduce((sum, { count }) => sum + count, 0)
  const shares = [...ranked.map(({ count }) => count / rowCount), (rowCount - keptCount) / rowCount]
  return { kind: 'category', column, levels: ranked.map(({ text }) => text), shares, height: heightOf(shares) }
}

/**
 * Two levels are √2 heights apart. As a number is held within `HELD_WITHIN`, so is a level that is nearly alone: without
 * this, one row of 25,000 would sit 159 standard deviations off and take a cluster to itself.
 */
const LARGEST_HEIGHT = HELD_WITHIN / Math.SQRT2

const heightOf = (shares: readonly number[]): number =>
  Math.min(LARGEST_HEIGHT, 1 / Math.sqrt(shares.reduce((sum, share) => sum + share * (1 - share), 0)))
