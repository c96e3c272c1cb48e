/**
 * Measure fits: how well the groups of every K stand apart, on one stratified sample.
 *
 * The strata are the groups of the largest K; a table that fits the sample is measured whole.
 */

import type { FeatureBlock, Recipe } from '../features/recipe'
import type { Pulse } from '../numeric/pulse'
import { centroidTables } from './centroid-tables'
import { daviesBouldin, meanSpreads } from './compactness'
import { Comparison } from './comparison'
import { ownDistances } from './far-rows'
import type { Search } from './prepare-search'
import type { Fit } from './result'
import type { ClusteringRows } from './rows'
import { SILHOUETTE_ROWS, sampledSilhouette } from './silhouette'
import { type StratifiedRows, stratifiedRows } from './stratified-rows'

interface Sample extends StratifiedRows {
  readonly block: FeatureBlock
  readonly compared: Comparison
}

/** @returns the fits, with silhouette and Davies–Bouldin index for two groups and more */
export async function measureFits(search: Search, fits: readonly Fit[]): Promise<readonly Fit[]> {
  if (fits.at(-1)!.clusterCount < 2) return fits
  const sample = await sampleOf(search, fits.at(-1)!)
  const measured: Fit[] = []
  for (const fit of fits) {
    measured.push(await measuredFit(search.rows, search.recipe, sample, fit))
    await search.pulse.breathe()
  }
  return measured
}

async function sampleOf({ rows, recipe, options, pulse, sampled, compared }: Search, finest: Fit): Promise<Sample> {
  const strata = await rows.assignmentsAt(finest.clusterCount, null)
  const drawn = stratifiedRows(strata, finest.sizes, SILHOUETTE_ROWS, options.seed + 2)
  await pulse.breathe()
  if (drawn.rows.length === rows.rowCount) return { ...drawn, block: sampled.block, compared }
  const block = await rows.featuresAt(drawn.rows)
  return { ...drawn, block, compared: await weighed(block, recipe, drawn.weights, pulse) }
}

async function weighed(block: FeatureBlock, recipe: Recipe, weights: Float64Array, pulse: Pulse): Promise<Comparison> {
  const compared = await Comparison.of(block, recipe, pulse)
  compared.weigh(weights)
  return compared
}

async function measuredFit(
  rows: ClusteringRows,
  recipe: Recipe,
  { rows: drawn, weights, block, compared }: Sample,
  fit: Fit,
): Promise<Fit> {
  const { clusterCount, centroids } = fit
  if (clusterCount < 2) return fit
  const assignments = await rows.assignmentsAt(clusterCount, drawn)
  const squared = ownDistances(block, centroidTables(centroids, clusterCount, recipe), assignments)
  return {
    ...fit,
    sampledSilhouette: sampledSilhouette(compared, assignments, clusterCount, weights),
    daviesBouldin: daviesBouldin(meanSpreads(squared, assignments, weights, clusterCount), centroids),
  }
}
