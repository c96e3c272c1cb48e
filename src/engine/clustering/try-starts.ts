/**
 * Try starts: Lloyd's iterations on a sample from each of several starts, of which the best is taken.
 */

import type { Recipe } from '../features/recipe'
import type { Pulse } from '../numeric/pulse'
import { lloyd, type LloydFit, type LloydOptions } from './lloyd'
import type { SampleRows } from './sample-rows'

/** A start among all that are tried. */
export interface IndexedStart {
  readonly index: number
  /** clusterCount × featureCount, dense space. */
  readonly centroids: Float64Array
}

/** Where it led. */
export interface TriedStart {
  readonly index: number
  readonly fit: LloydFit
}

/** @param starts in ascending order of their index, at least one */
export async function tryStarts(
  sample: SampleRows,
  recipe: Recipe,
  starts: readonly IndexedStart[],
  clusterCount: number,
  options: LloydOptions,
  pulse: Pulse,
): Promise<TriedStart> {
  const tried: TriedStart[] = []
  for (const { index, centroids } of starts) {
    tried.push({ index, fit: await lloyd(sample, recipe, centroids, clusterCount, options, pulse) })
  }
  return bestOf(tried)
}

/** The smallest inertia, of equal ones the lowest index: whoever tried which. */
export const bestOf = (tried: readonly TriedStart[]): TriedStart =>
  tried.reduce((best, next) =>
    next.fit.inertia < best.fit.inertia || (next.fit.inertia === best.fit.inertia && next.index < best.index)
      ? next
      : best,
  )
