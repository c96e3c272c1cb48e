/**
 * Search: the best fit for one K, from several starts tried on a sample.
 *
 * Per K, the k-means++ starts of every restart and a few warm starts (the fit of K − 1 with one centroid more, on a row
 * that helps most) get some iterations on a seeded sample; the one with the smallest inertia there goes on over all rows.
 * Ten starts per K over all rows would take 1,954 passes over NSL-KDD for K = 1 … 12 instead of 57, and end with an
 * inertia 0 to 1.8 % higher; on the UCI firewall log 2,606 instead of 196, from 1.3 % higher to 2.7 % lower (2026-11-22).
 */

import type { FeatureBlock, Recipe } from '../features/recipe'
import { someRows } from '../features/some-rows'
import type { Pulse } from '../numeric/pulse'
import { sampleRows } from '../numeric/random'
import { centroidTables } from './centroid-tables'
import { Comparison } from './comparison'
import { ownDistances } from './far-rows'
import type { LloydFit } from './lloyd'
import { lloyd } from './lloyd'
import type { ClusteringRows, LloydRows } from './rows'
import { SampleRows } from './sample-rows'
import { SILHOUETTE_ROWS } from './silhouette'
import { bestAdditions, flatten, plusPlusStarts } from './starts'

export interface SearchOptions {
  /** The largest K that will be asked for. */
  readonly largest: number
  /** k-means++ starts per K. */
  readonly restartCount: number
  readonly maxIterations: number
  /** uint32 */
  readonly seed: number
  /**
   * Called as a pass over all rows begins; what it returns, as it ends, with the share of rows that were skipped. For whoever
   * has a clock.
   */
  readonly watchPass?: (clusterCount: number) => (skippedShare: number) => void
}

/** Every restart draws its starts from some of the rows that starts are tried on: more of them did no better (2026-11-22). */
const START_CELLS = 400_000
const START_ROWS_PER_CLUSTER = 4

/** Rows of the sample that starts are tried on: as many as 2,000,000 axes allow, but a thousand or so at least. */
const TRIED_ON_ROWS = 8192
const TRIED_ON_AXES = 2_000_000
const LEAST_TRIED_ON_ROWS = 1024
const TRIAL_ITERATIONS = 10

/** Warm starts per K. With one, NSL-KDD ended up to 7 % above its best known inertia, depending on the seed; with three, 3 %. */
const WARM_STARTS = 3

/** See LloydOptions: all centroids together have moved by less than a ten-thousandth of a standard deviation. */
export const TOLERANCE = 1e-8

/** What is made once and serves every K. */
export interface Search {
  readonly rows: ClusteringRows
  /** The same, watched while they are passed over. */
  readonly passes: LloydRows
  readonly recipe: Recipe
  readonly options: SearchOptions
  readonly pulse: Pulse
  /** Per restart, starts for the largest K (or for as many as its sample has different rows). */
  readonly starts: readonly (readonly number[][])[]
  readonly silhouetteRows: Uint32Array
  /** Those rows. */
  readonly sampled: SampleRows
  readonly compared: Comparison
}

export async function prepareSearch(
  rows: ClusteringRows,
  recipe: Recipe,
  options: SearchOptions,
  pulse: Pulse,
): Promise<Search> {
  const affordable = Math.max(LEAST_TRIED_ON_ROWS, Math.floor(TRIED_ON_AXES / recipe.featureCount))
  const triedRows = sampleRows(rows.rowCount, Math.min(TRIED_ON_ROWS, affordable), options.seed)
  const tried = await rows.featuresAt(triedRows)
  await rows.holdSample(tried)
  await pulse.breathe()
  const starts: number[][][] = []
  for (let restart = 0; restart < options.restartCount; restart++) {
    starts.push(startsOfRestart(tried, recipe, options.largest, (options.seed + restart) >>> 0))
    await pulse.breathe()
  }
  const silhouetteRows = sampleRows(rows.rowCount, SILHOUETTE_ROWS, options.seed + 1)
  const sampled = new SampleRows(await rows.featuresAt(silhouetteRows), recipe)
  await pulse.breathe()
  const compared = await Comparison.of(sampled.block, recipe, pulse)
  return { rows, passes: watched(rows, options), recipe, options, pulse, starts, silhouetteRows, sampled, compared }
}

function watched(rows: ClusteringRows, { watchPass }: SearchOptions): LloydRows {
  if (watchPass === undefined) return rows
  return {
    assign: async (centroids, clusterCount) => {
      const ended = watchPass(clusterCount)
      const pass = await rows.assign(centroids, clusterCount)
      ended(pass.skippedCount / rows.rowCount)
      return pass
    },
    farthest: (centroids, clusterCount) => rows.farthest(centroids, clusterCount),
  }
}

function startsOfRestart(tried: FeatureBlock, recipe: Recipe, largest: number, seed: number): number[][] {
  const rowCount = Math.max(START_ROWS_PER_CLUSTER * largest, Math.floor(START_CELLS / (recipe.featureCount * largest)))
  const drawn = someRows(tried, recipe, sampleRows(tried.rowCount, rowCount, seed))
  return plusPlusStarts(drawn, recipe, largest, seed)
}

/**
 * The fit for one K. Its inertia is not above that of the fit before: if the best trial ends there, the first warm start
 * is run over all rows as well.
 * @param before the fit of K − 1; null for the first K
 */
export async function searchFit(
  search: Search,
  clusterCount: number,
  before: LloydFit | null,
  onIteration: (iterationCount: number) => void,
): Promise<LloydFit> {
  const { passes, recipe, options, pulse } = search
  const full = { maxIterations: options.maxIterations, tolerance: TOLERANCE }
  const warm = before === null ? [] : await warmStarts(search, before)
  const starts = await bestTrial(search, clusterCount, warm)
  const fitted = await lloyd(passes, recipe, starts, clusterCount, full, pulse, onIteration)
  if (before === null || fitted.inertia <= before.inertia) return fitted
  return lloyd(passes, recipe, warm[0]!, clusterCount, full, pulse, onIteration)
}

/** The centroids of K − 1 and, as the last, one of the sample's rows that lower the inertia most. */
async function warmStarts({ sampled, compared, recipe }: Search, before: LloydFit): Promise<Float64Array[]> {
  const tables = centroidTables(before.centroids, before.clusterCount, recipe)
  await sampled.assign(before.centroids, before.clusterCount)
  const own = ownDistances(sampled.block, tables, sampled.assignments)
  return bestAdditions(compared.gains(own), sampled.assignments, WARM_STARTS).map((added) => {
    const warm = new Float64Array(before.centroids.length + recipe.featureCount)
    warm.set(before.centroids)
    warm.set(sampled.positionOf(added), before.centroids.length)
    return warm
  })
}

/** @returns the centroids of the trial with the smallest inertia on the sample; of equal ones the first */
async function bestTrial(search: Search, clusterCount: number, warm: readonly Float64Array[]): Promise<Float64Array> {
  const { rows, starts, recipe } = search
  const fresh = starts.map((start) => flatten(firstStarts(start, clusterCount), recipe.featureCount))
  const options = { maxIterations: TRIAL_ITERATIONS, tolerance: TOLERANCE }
  return (await rows.tryStarts([...fresh, ...warm], clusterCount, options)).centroids
}

/** If the sample has fewer different rows than K, the first start stands in, stays empty, and is repaired later. */
const firstStarts = (starts: readonly number[][], clusterCount: number): number[][] =>
  Array.from({ length: clusterCount }, (_, index) => starts[index] ?? starts[0]!)
