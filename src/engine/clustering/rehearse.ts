/**
 * Rehearse: K-Means for every K on a sample held in memory, on what is made of it: its columns shuffled, or its rows drawn again.
 *
 * In    the sample, and rehearsals, each a pure function of the sample and a seed, so that whoever has the sample may do any of them
 * Out   per rehearsal and K, the inertia; and, where the sample was drawn again, how the fit groups the sample as it is
 * Source: Hennig, Computational Statistics & Data Analysis 52(1), 2007, doi:10.1016/j.csda.2006.11.025, for the bootstrap.
 */

import type { FeatureBlock, Recipe } from '../features/recipe'
import { someRows } from '../features/some-rows'
import type { Pulse } from '../numeric/pulse'
import { sampleRows, seededRandom } from '../numeric/random'
import { lloyd, type LloydFit } from './lloyd'
import { SampleRows } from './sample-rows'
import { shuffledColumns } from './shuffled'
import { flatten, plusPlusStarts } from './starts'

export interface Rehearsal {
  readonly kind: 'shuffled' | 'drawn again'
  /** uint32 */
  readonly seed: number
}

export interface Rehearsed {
  /** For K = 1 … largest. */
  readonly inertias: readonly number[]
  /** For the same K, per row of the sample its group by the fit to the rows drawn again; else empty. */
  readonly assignments: readonly Uint8Array[]
}

/** More of any of these cost more than they gain: a fit of K = 1 … 12 takes 20 ms per start (79 axes, 2026-11-26). */
const STARTS: Readonly<Record<Rehearsal['kind'], number>> = { shuffled: 1, 'drawn again': 2 }
const STARTS_AMONG = 200
const ITERATIONS = 10
const TOLERANCE = 1e-3

export async function rehearse(
  sample: SampleRows,
  recipe: Recipe,
  { kind, seed }: Rehearsal,
  largest: number,
  pulse: Pulse,
): Promise<Rehearsed> {
  const fits = await fitSample(made(sample.block, recipe, kind, seed), recipe, seed, STARTS[kind], largest, pulse)
  const assignments: Uint8Array[] = []
  if (kind === 'drawn again') {
    for (const { centroids, clusterCount } of fits) {
      await sample.assign(centroids, clusterCount)
      assignments.push(sample.assignments.slice())
      await pulse.breathe()
    }
  }
  return { inertias: fits.map(({ inertia }) => inertia), assignments }
}

function made(block: FeatureBlock, recipe: Recipe, kind: Rehearsal['kind'], seed: number): FeatureBlock {
  if (kind === 'shuffled') return shuffledColumns(block, recipe, seed)
  const random = seededRandom(seed)
  return someRows(
    block,
    recipe,
    Uint32Array.from({ length: block.rowCount }, () => random.below(block.rowCount)),
  )
}

/** Per K the best of a few fits from k-means++ starts, the first K of those for the largest. */
async function fitSample(
  block: FeatureBlock,
  recipe: Recipe,
  seed: number,
  startCount: number,
  largest: number,
  pulse: Pulse,
): Promise<readonly LloydFit[]> {
  const sample = new SampleRows(block, recipe)
  const starts = Array.from({ length: startCount }, (_, start) => {
    const among = someRows(block, recipe, sampleRows(block.rowCount, STARTS_AMONG, (seed + start) >>> 0))
    return plusPlusStarts(among, recipe, largest, (seed + start) >>> 0)
  })
  const options = { maxIterations: ITERATIONS, tolerance: TOLERANCE }
  const fits: LloydFit[] = []
  for (let clusterCount = 1; clusterCount <= largest; clusterCount++) {
    let best: LloydFit | null = null
    for (const start of clusterCount === 1 ? starts.slice(0, 1) : starts) {
      await pulse.breathe()
      const first = flatten(firstStarts(start, clusterCount), recipe.featureCount)
      const fit = await lloyd(sample, recipe, first, clusterCount, options, pulse)
      if (best === null || fit.inertia < best.inertia) best = fit
    }
    fits.push(best!)
  }
  return fits
}

/** If there are fewer different rows than K, the first start stands in, stays empty, and is repaired. */
const firstStarts = (starts: readonly number[][], count: number): number[][] =>
  Array.from({ length: count }, (_, index) => starts[index] ?? starts[0]!)
