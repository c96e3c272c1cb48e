/**
 * Prepare search: what is made once and serves every K: samples of the rows, starts, and distances between rows.
 */

import type { FeatureBlock, Recipe } from '../features/recipe'
import { someRows } from '../features/some-rows'
import type { Pulse } from '../numeric/pulse'
import { sampleRows } from '../numeric/random'
import { Comparison } from './comparison'
import type { ClusteringRows, LloydRows } from './rows'
import { SampleRows } from './sample-rows'
import { SILHOUETTE_ROWS } from './silhouette'
import { plusPlusStarts } from './starts'

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

export interface Search {
  readonly rows: ClusteringRows
  /** The same, watched while they are passed over. */
  readonly passes: LloydRows
  readonly recipe: Recipe
  readonly options: SearchOptions
  readonly pulse: Pulse
  /** Per restart, starts for the largest K (or for as many as its sample has different rows). */
  readonly starts: readonly (readonly number[][])[]
  /** Rows that warm starts are sought among; in order, and all of them if there are no more than SILHOUETTE_ROWS. */
  readonly sampled: SampleRows
  readonly compared: Comparison
}

/** @param passes the same rows, watched */
export async function prepareSearch(
  rows: ClusteringRows,
  passes: LloydRows,
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
  const comparedRows = sampleRows(rows.rowCount, SILHOUETTE_ROWS, options.seed + 1)
  const sampled = new SampleRows(await rows.featuresAt(comparedRows), recipe)
  await pulse.breathe()
  const compared = await Comparison.of(sampled.block, recipe, pulse)
  return { rows, passes, recipe, options, pulse, starts, sampled, compared }
}

export function watched(rows: ClusteringRows, { watchPass }: SearchOptions): LloydRows {
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

/** A longer range must not change the fits of its first K, nor the knee: starts are drawn as for the customary twelve, at least. */
const STARTS_AT_LEAST = 12

function startsOfRestart(tried: FeatureBlock, recipe: Recipe, largest: number, seed: number): number[][] {
  const affordable = Math.floor(START_CELLS / (recipe.featureCount * STARTS_AT_LEAST))
  const rowCount = Math.max(START_ROWS_PER_CLUSTER * Math.max(STARTS_AT_LEAST, largest), affordable)
  const drawn = someRows(tried, recipe, sampleRows(tried.rowCount, rowCount, seed))
  return plusPlusStarts(drawn, recipe, Math.max(STARTS_AT_LEAST, largest), seed)
}
