/**
 * Elbow table: what stands behind the curve over the number of groups, with the other measures where they were asked.
 */

import { count, decimals, share } from '../wording/numbers'
import type { ElbowPoint, OpinionPoint } from '../worker/protocol'
import { numbers, type TwinTable } from './twin'

const FIT_HEADS = ['Rounds', 'Settled', 'Refilled']

export function elbowTable(points: readonly ElbowPoint[], opinions: readonly OpinionPoint[]): TwinTable {
  const asked = opinions.length > 0
  const opinionHeads = asked ? ['Shuffled', 'Re-runs', 'D–B', 'C–H'] : []
  return {
    caption: asked
      ? 'Spread left inside the groups by number of groups, % of the whole; with shuffled columns; agreement of re-runs; Davies–Bouldin and Calinski–Harabasz index'
      : 'Spread left inside the groups by number of groups, % of the whole',
    heads: ['K', 'Spread left', ...opinionHeads, ...FIT_HEADS].map((head) => numbers(head)),
    rows: points.map((point) => [
      String(point.clusterCount),
      share(point.inertiaShare),
      ...(asked ? opinionCells(opinions.find(({ clusterCount }) => clusterCount === point.clusterCount)) : []),
      String(point.iterationCount),
      point.converged ? 'yes' : 'no',
      String(point.repairCount),
    ]),
  }
}

const opinionCells = (point: OpinionPoint | undefined): readonly string[] => [
  point === undefined ? '–' : share(point.shuffledShare),
  orDash(point?.agreement, (value) => decimals(value, 2)),
  orDash(point?.daviesBouldin, (value) => decimals(value, 2)),
  orDash(point?.calinskiHarabasz, (value) => count(Math.round(value))),
]

const orDash = (value: number | null | undefined, words: (value: number) => string): string =>
  value === null || value === undefined ? '–' : words(value)
