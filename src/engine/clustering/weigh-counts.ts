/**
 * Weigh counts: how every K does beside shuffled columns, and whether samples drawn again agree on it.
 *
 * In    rows that keep the assignments of every fit
 * Out   a point per K; all on one seeded sample, its rehearsals dealt to the shards
 */

import type { Recipe } from '../features/recipe'
import type { Pulse } from '../numeric/pulse'
import { sampleRows } from '../numeric/random'
import { adjustedRand } from './agreement'
import { calinskiHarabasz } from './compactness'
import type { Rehearsal, Rehearsed } from './rehearse'
import type { ElbowPoint, Fit, OpinionPoint } from './result'
import type { ClusteringRows } from './rows'

/** An agreement is off by about 0.02. */
export const REHEARSED_ROWS = 2048
export const SHUFFLE_COUNT = 2
export const REDRAW_COUNT = 2

/** With fewer flows chance groups as well as structure does, and with fewer K there is nothing to compare: nobody is asked. */
const LEAST_ROWS = 50
const LEAST_COUNTS = 3

/** @returns per K what other measures say; nothing where it would mean nothing */
export async function askedCounts(
  rows: ClusteringRows,
  recipe: Recipe,
  fits: readonly Fit[],
  elbow: readonly ElbowPoint[],
  seed: number,
  pulse: Pulse,
): Promise<readonly OpinionPoint[]> {
  const hasSpread = elbow.some(({ inertiaShare }) => inertiaShare > 0)
  if (rows.rowCount < LEAST_ROWS || fits.length < LEAST_COUNTS || !hasSpread) return []
  const drawn = sampleRows(rows.rowCount, REHEARSED_ROWS, (seed + 3) >>> 0)
  await rows.holdSample(await rows.featuresAt(drawn))
  await pulse.breathe()
  const { shuffled, redrawn } = await rehearsed(rows, columnCount(recipe), fits.at(-1)!.clusterCount, seed)
  const whole = wholeInertia(elbow)
  const points: OpinionPoint[] = []
  for (const [index, { clusterCount, inertia, daviesBouldin }] of fits.entries()) {
    const kept = await rows.assignmentsAt(clusterCount, drawn)
    points.push({
      clusterCount,
      shuffledShare:
        shuffled.length === 0
          ? elbow[index]!.inertiaShare
          : Math.min(...shuffled.map(({ inertias }) => shareAt(inertias, clusterCount))),
      agreement: clusterCount < 2 ? null : meanOf(redrawn.map((again) => agreementWith(kept, again, clusterCount))),
      calinskiHarabasz: calinskiHarabasz(inertia, whole, clusterCount, rows.rowCount),
      daviesBouldin,
    })
    await pulse.breathe()
  }
  return points
}

/** A single column is the same once it is shuffled: that is not done, and there is no lead. */
async function rehearsed(
  rows: ClusteringRows,
  columns: number,
  largest: number,
  seed: number,
): Promise<{ readonly shuffled: readonly Rehearsed[]; readonly redrawn: readonly Rehearsed[] }> {
  const shuffleCount = columns < 2 ? 0 : SHUFFLE_COUNT
  const asked = Array.from({ length: shuffleCount + REDRAW_COUNT }, (_, index): Rehearsal => {
    return { kind: index < shuffleCount ? 'shuffled' : 'drawn again', seed: (seed + 101 * index + 4) >>> 0 }
  })
  const answers = await rows.rehearse(asked, largest)
  return { shuffled: answers.slice(0, shuffleCount), redrawn: answers.slice(shuffleCount) }
}

const columnCount = ({ numbers, categories }: Recipe): number =>
  new Set([...numbers, ...categories].map(({ column }) => column)).size

/** Of the first K with any spread left. */
function wholeInertia(elbow: readonly ElbowPoint[]): number {
  const { inertia, inertiaShare } = elbow.find(({ inertiaShare }) => inertiaShare > 0)!
  return inertia / inertiaShare
}

const shareAt = (inertias: readonly number[], clusterCount: number): number =>
  inertias[0]! === 0 ? 0 : inertias[clusterCount - 1]! / inertias[0]!

const agreementWith = (kept: Uint8Array, { assignments }: Rehearsed, clusterCount: number): number =>
  adjustedRand(kept, assignments[clusterCount - 1]!, clusterCount)

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
