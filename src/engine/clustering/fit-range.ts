/**
 * Fit range: one K-Means fit for every K of a range, the smallest first.
 *
 * Starts are tried on a seeded sample: per K, the k-means++ starts of every restart and one warm start (the fit of K − 1
 * with one centroid more, on the row that helps most). Each gets a few iterations there; the one with the smallest
 * inertia goes on over all rows. Several full fits per K would cost as many times as much and gain next to nothing: see
 * TRIED_ON_ROWS. The warm start also keeps the inertia from rising with K: should the best trial end above the fit
 * before it, the warm start is run over all rows as well.
 */

import { toDense } from '../features/dense'
import type { Recipe } from '../features/recipe'
import type { Pulse } from '../numeric/pulse'
import { sampleRows } from '../numeric/random'
import { ownDistances } from './assign'
import { centroidTables } from './centroid-tables'
import { distinctRows } from './distinct'
import type { LloydFit } from './lloyd'
import { lloyd } from './lloyd'
import type { ElbowPoint, Fit } from './result'
import type { ClusteringRows } from './rows'
import { SampleRows } from './sample-rows'
import { SILHOUETTE_ROWS, pairwiseDistances, sampledSilhouette } from './silhouette'
import { bestAdditions, flatten, plusPlusStarts } from './starts'

export interface FitRangeOptions {
  readonly smallest: number
  readonly largest: number
  /** k-means++ starts per K. */
  readonly restartCount: number
  readonly maxIterations: number
  /** uint32 */
  readonly seed: number
}

/**
 * Every restart draws its starts from a sample of its own, small enough that ml-kmeans, which can't be interrupted, is
 * done in 40 ms: rows × axes × starts.
 */
const START_CELLS = 400_000
const LEAST_START_ROWS = 256
const MOST_START_ROWS = 8192

/** Rows of the sample that starts are tried on. */
const TRIED_ON_ROWS = 8192
const TRIAL_ITERATIONS = 10
/** Warm starts per K. */
const WARM_STARTS = 3

/** See LloydOptions: all centroids together have moved by less than a ten-thousandth of a standard deviation. */
const TOLERANCE = 1e-8

/**
 * @param options within what `limitRange` allows
 * @param onPoint called as soon as a K is done
 * @returns one fit per K, ascending; the rows keep the assignments of each
 */
export async function fitRange(
  rows: ClusteringRows,
  recipe: Recipe,
  options: FitRangeOptions,
  pulse: Pulse,
  onPoint: (point: ElbowPoint) => void,
): Promise<readonly Fit[]> {
  const search = await prepareSearch(rows, recipe, options, pulse)
  const fits: Fit[] = []
  let before: LloydFit | null = null
  let wholeInertia = NaN
  for (let clusterCount = options.smallest; clusterCount <= options.largest; clusterCount++) {
    const fitted: LloydFit = await fitOne(search, clusterCount, before, (iteration) =>
      pulse.report(shareDone(options, clusterCount, iteration)),
    )
    const fit = await finish(search, fitted)
    if (fits.length === 0) wholeInertia = fit.inertia
    fits.push(fit)
    before = fitted
    pulse.report(shareDone(options, clusterCount + 1, 0), rows.rowCount)
    onPoint(pointOf(fit, wholeInertia))
  }
  return fits
}

const pointOf = ({ clusterCount, inertia, sampledSilhouette, iterationCount, converged, repairCount }: Fit, whole: number): ElbowPoint => ({
  clusterCount,
  inertia,
  inertiaShare: whole === 0 ? 0 : inertia / whole,
  sampledSilhouette,
  iterationCount,
  converged,
  repairCount,
})

/** Work is about proportional to K; within a K it nears its end without ever being there. */
function shareDone({ smallest, largest }: FitRangeOptions, clusterCount: number, iteration: number): number {
  const upTo = (k: number): number => (k * (k + 1) - smallest * (smallest - 1)) / 2
  return (upTo(clusterCount - 1) + clusterCount * (1 - 0.85 ** iteration)) / upTo(largest)
}

/** What is made once and serves every K. */
interface Search {
  readonly rows: ClusteringRows
  readonly recipe: Recipe
  readonly options: FitRangeOptions
  readonly pulse: Pulse
  readonly tried: SampleRows
  /** Per restart, starts for the largest K (or for as many as the sample has different rows). */
  readonly starts: readonly (readonly number[][])[]
  readonly silhouetteRows: Uint32Array
  readonly compared: SampleRows
  readonly distances: Float32Array
}

async function prepareSearch(rows: ClusteringRows, recipe: Recipe, options: FitRangeOptions, pulse: Pulse): Promise<Search> {
  const tried = new SampleRows(await rows.featuresAt(sampleRows(rows.rowCount, TRIED_ON_ROWS, options.seed)), recipe)
  const starts: number[][][] = []
  for (let restart = 0; restart < options.restartCount; restart++) {
    starts.push(await startsOfRestart(rows, recipe, options.largest, (options.seed + restart) >>> 0))
    await pulse.breathe()
  }
  const silhouetteRows = sampleRows(rows.rowCount, SILHOUETTE_ROWS, options.seed + 1)
  const compared = new SampleRows(await rows.featuresAt(silhouetteRows), recipe)
  const distances = await pairwiseDistances(compared.block, recipe, pulse)
  return { rows, recipe, options, pulse, tried, starts, silhouetteRows, compared, distances }
}

async function startsOfRestart(rows: ClusteringRows, recipe: Recipe, largest: number, seed: number): Promise<number[][]> {
  const rowCount = Math.max(LEAST_START_ROWS, Math.floor(START_CELLS / (recipe.featureCount * largest)))
  const block = await rows.featuresAt(sampleRows(rows.rowCount, Math.min(MOST_START_ROWS, rowCount), seed))
  return plusPlusStarts(toDense(block, recipe), distinctRows(block, largest).length, seed)
}

async function fitOne(
  search: Search,
  clusterCount: number,
  before: LloydFit | null,
  onIteration: (iteration: number) => void,
): Promise<LloydFit> {
  const { rows, recipe, options, pulse } = search
  const full = { maxIterations: options.maxIterations, tolerance: TOLERANCE }
  const warm = before === null ? [] : await warmStarts(search, before)
  const starts = await bestTrial(search, clusterCount, warm)
  const fitted = await lloyd(rows, recipe, starts, clusterCount, full, pulse, onIteration)
  if (before === null || fitted.inertia <= before.inertia) return fitted
  return lloyd(rows, recipe, warm[0]!, clusterCount, full, pulse, onIteration)
}

/** The centroids of K − 1 and, as the last, one of the sample's rows that lower the inertia most. */
async function warmStarts({ compared, recipe, distances }: Search, before: LloydFit): Promise<Float64Array[]> {
  const tables = centroidTables(before.centroids, before.clusterCount, recipe)
  compared.forget()
  await compared.assign(before.centroids, before.clusterCount)
  const own = ownDistances(compared.block, tables, compared.assignments)
  return bestAdditions(own, compared.assignments, distances, WARM_STARTS).map((added) => {
    const warm = new Float64Array(before.centroids.length + recipe.featureCount)
    warm.set(before.centroids)
    warm.set(compared.positionOf(added), before.centroids.length)
    return warm
  })
}

/** @returns the centroids of the trial with the smallest inertia on the sample; of equal ones the first */
async function bestTrial(search: Search, clusterCount: number, warm: readonly Float64Array[]): Promise<Float64Array> {
  const { tried, starts, recipe, pulse } = search
  const options = { maxIterations: TRIAL_ITERATIONS, tolerance: TOLERANCE }
  const fresh = starts.map((start) => flatten(firstStarts(start, clusterCount), recipe.featureCount))
  let best: LloydFit | null = null
  for (const trial of [...fresh, ...warm]) {
    tried.forget()
    const fit = await lloyd(tried, recipe, trial, clusterCount, options, pulse)
    if (best === null || fit.inertia < best.inertia) best = fit
  }
  return best!.centroids
}

/** If the sample has fewer different rows than K, the first start stands in, stays empty, and is repaired later. */
const firstStarts = (starts: readonly number[][], clusterCount: number): number[][] =>
  Array.from({ length: clusterCount }, (_, index) => starts[index] ?? starts[0]!)

/** Orders the clusters by size, has the rows keep the assignments so, and adds the silhouette. */
async function finish({ rows, recipe, silhouetteRows, distances }: Search, fitted: LloydFit): Promise<Fit> {
  const { clusterCount, sizes, inertia, iterationCount, converged, repairCount } = fitted
  const order = Array.from(sizes.keys()).sort((a, b) => sizes[b]! - sizes[a]! || a - b)
  const newIndex = new Uint8Array(clusterCount)
  order.forEach((old, index) => (newIndex[old] = index))
  await rows.keepAssignments(clusterCount, newIndex)
  const { featureCount } = recipe
  const centroids = flatten(
    order.map((old) => fitted.centroids.subarray(old * featureCount, (old + 1) * featureCount)),
    featureCount,
  )
  const silhouette =
    clusterCount === 1
      ? null
      : sampledSilhouette(distances, await rows.assignmentsAt(clusterCount, silhouetteRows), clusterCount)
  return {
    clusterCount,
    centroids,
    sizes: order.map((old) => sizes[old]!),
    inertia,
    iterationCount,
    converged,
    repairCount,
    sampledSilhouette: silhouette,
  }
}
