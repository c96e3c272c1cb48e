/**
 * Fit range: one K-Means fit for every K of a range, the smallest first.
 *
 * In    rows that hold their scaled features, and a range that `limitRange` allows
 * Out   a fit per K, its clusters ordered by size; the rows keep the assignments of each, so that another K needs no run
 */

import type { Recipe } from '../features/recipe'
import type { Pulse } from '../numeric/pulse'
import type { LloydFit } from './lloyd'
import { exp } from '../numeric/portable-math'
import { lloyd } from './lloyd'
import { measureFits } from './measure-fits'
import { prepareSearch, watched, type SearchOptions } from './prepare-search'
import type { ElbowPoint, Fit } from './result'
import type { ClusteringRows, LloydRows } from './rows'
import { TOLERANCE, searchFit } from './search'
import { flatten } from './starts'

export interface FitRangeOptions extends SearchOptions {
  readonly smallest: number
}

/**
 * @param options with at least one restart
 * @param onPoint called as soon as a K is done, before it is measured how well its groups stand apart
 * @returns one fit per K, ascending; the inertia never rises with K
 */
export async function fitRange(
  rows: ClusteringRows,
  recipe: Recipe,
  options: FitRangeOptions,
  pulse: Pulse,
  onPoint: (point: ElbowPoint) => void,
): Promise<readonly Fit[]> {
  const passes = watched(rows, options)
  const one = await fitOfOne(passes, recipe, options, pulse)
  const fits: Fit[] = []
  const takeUp = async (found: LloydFit): Promise<void> => {
    const fit = await finish(rows, recipe, found)
    fits.push(fit)
    pulse.report(shareDone(options, found.clusterCount + 1, 0), rows.rowCount)
    onPoint(pointOf(fit, one.inertia))
  }
  if (options.smallest === 1) await takeUp(one)
  const search = await prepareSearch(rows, passes, recipe, options, pulse)
  let before = options.smallest === 1 ? one : null
  for (let clusterCount = Math.max(2, options.smallest); clusterCount <= options.largest; clusterCount++) {
    const onIteration = (count: number): void => pulse.report(shareDone(options, clusterCount, count))
    before = await searchFit(search, clusterCount, before, onIteration)
    await takeUp(before)
  }
  return measureFits(search, fits)
}

/**
 * A single group, whose inertia is all the spread there is: its centroid is the mean wherever one starts, so that the curve's first point
 * can be shown before anything is drawn or tried (1.8 s after a file of 1,000,000 rows was dropped, not 2.1).
 */
function fitOfOne(
  passes: LloydRows,
  recipe: Recipe,
  { maxIterations }: FitRangeOptions,
  pulse: Pulse,
): Promise<LloydFit> {
  const options = { maxIterations: Math.max(2, maxIterations), tolerance: TOLERANCE }
  return lloyd(passes, recipe, new Float64Array(recipe.featureCount), 1, options, pulse)
}

function pointOf(fit: Fit, wholeInertia: number): ElbowPoint {
  const { clusterCount, inertia, sampledSilhouette, iterationCount, converged, repairCount } = fit
  const inertiaShare = wholeInertia === 0 ? 0 : inertia / wholeInertia
  return { clusterCount, inertia, inertiaShare, sampledSilhouette, iterationCount, converged, repairCount }
}

/** Work is about proportional to K; within a K it nears its end without ever being there. */
function shareDone({ smallest, largest }: FitRangeOptions, clusterCount: number, iterationCount: number): number {
  const upTo = (k: number): number => (k * (k + 1) - smallest * (smallest - 1)) / 2
  return (upTo(clusterCount - 1) + clusterCount * (1 - exp(-iterationCount / 6))) / upTo(largest)
}

/** Orders the clusters by size, and has the rows keep the assignments so. */
async function finish(rows: ClusteringRows, { featureCount }: Recipe, fitted: LloydFit): Promise<Fit> {
  const { clusterCount, sizes, inertia, iterationCount, converged, repairCount } = fitted
  const order = Array.from(sizes.keys()).sort((a, b) => sizes[b]! - sizes[a]! || a - b)
  const newIndex = new Uint8Array(clusterCount)
  order.forEach((old, index) => (newIndex[old] = index))
  await rows.keepAssignments(clusterCount, fitted.centroids, newIndex)
  const centroidOf = (old: number): Float64Array =>
    fitted.centroids.subarray(old * featureCount, (old + 1) * featureCount)
  return {
    clusterCount,
    centroids: flatten(order.map(centroidOf), featureCount),
    sizes: order.map((old) => sizes[old]!),
    inertia,
    iterationCount,
    converged,
    repairCount,
    sampledSilhouette: null,
    daviesBouldin: null,
  }
}
