/**
 * Cluster words: what this screen says of a run besides the titles, which the engine makes (wording/chart-titles.ts).
 */

import type { ColumnImportance, ElbowPoint } from '../../worker/protocol'
import { count } from '../../wording/numbers'
import { plural } from '../../wording/sentences'

/** How the fit on screen came to rest: "Settled after 12 rounds; no group ran empty". */
export function settledWords(point: ElbowPoint, maxIterations: number): string {
  const rounds = `${count(point.iterationCount)} ${plural(point.iterationCount, 'round')}`
  const settled = point.converged
    ? `Settled after ${rounds}`
    : `Not settled after ${count(maxIterations)} rounds, the most allowed`
  const repaired =
    point.repairCount === 0
      ? 'no group ran empty'
      : `${count(point.repairCount)} ${plural(point.repairCount, 'group')} ran empty and took the flow that fitted worst`
  return `${settled}; ${repaired}`
}

/** Most telling column first. */
export const byShare = (importance: readonly ColumnImportance[]): readonly ColumnImportance[] =>
  [...importance].sort((a, b) => b.betweenShare - a.betweenShare)

/** The numbers of groups offered as buttons: all of them, or nine around the one shown. */
export function offeredCounts(points: readonly ElbowPoint[], shownCount: number, most = 9): readonly number[] {
  const counts = points.map((point) => point.clusterCount)
  if (counts.length <= most) return counts
  const middle = Math.max(0, counts.indexOf(shownCount))
  const first = Math.min(counts.length - most, Math.max(0, middle - Math.floor(most / 2)))
  return counts.slice(first, first + most)
}
