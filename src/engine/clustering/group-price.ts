/**
 * Group price: up to which K a further group pays, and how many groups are proposed at the most. See choose.ts.
 */

import type { ElbowPoint } from './result'

/** Share of the spread left inside the groups that one more group must take. */
const GROUP_PRICE = 1 / 12

/** Nine cards fill a screen, and eight colours can be told apart; on everyday traffic the tenth splits the web again. */
export const MOST_PROPOSED = 9

/** The most groups that so many flows are cut into without being asked. */
export const mostGroups = (rowCount: number): number =>
  Math.min(MOST_PROPOSED, Math.max(2, Math.floor(Math.sqrt(rowCount) / 2)))

/** Of the K up to `most`, the first with the smallest inertia × price per group. */
export function cheapest(points: readonly ElbowPoint[], most: number): number {
  const allowed = points.filter(({ clusterCount }, index) => index === 0 || clusterCount <= most)
  let price = 1
  const costs = allowed.map(({ inertia }, index) => {
    if (index > 0) price *= 1 - GROUP_PRICE
    return inertia / price
  })
  return costs.indexOf(Math.min(...costs))
}
