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
import { prepareSearch, type Search, type SearchOptions } from './prepare-search'
import type { ElbowPoint, Fit } from './result'
import type { ClusteringRows } from './rows'
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
  const search = await prepareSearch(rows, recipe, options, pulse)
  const wholeInertia = await inertiaOfOne(search)
  const fits: Fit[] = []
  let before: LloydFit | null = null
  for (let clusterCount = options.smallest; clusterCount <= options.largest; clusterCount++) {
    const onIteration = (count: number): void => pulse.report(shareDone(options, clusterCount, count))
    before = await searchFit(search, clusterCount, before, onIteration)
    const fit = await finish(search, before)
    fits.push(fit)
    pulse.report(shareDone(options, clusterCount + 1, 0), rows.rowCount)
    onPoint(pointOf(fit, wholeInertia))
  }
  return measureFits(search, fits)
}

/** The inertia of a single group: all the spread there is. Two passes, the cheapest there are. */
async function inertiaOfOne({ rows, recipe, pulse }: Search): Promise<number> {
  const options = { maxIterations: 2, tolerance: TOLERANCE }
  return (await lloyd(rows, recipe, new Float64Array(recipe.featureCount), 1, options, pulse)).inertia
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
async function finish({ rows, recipe: { featureCount } }: Search, fitted: LloydFit): Promise<Fit> {
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
