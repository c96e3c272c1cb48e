/**
 * Second mix: what a second file's rows are in each of the model's clusters, against what the fitted rows were.
 */

import { mixDrift } from '../model/drift-clusters'
import type { ModelDocument } from '../model/document'
import { typicalScores } from '../scoring/typical-scores'
import type { SecondResult } from './answers'
import { addBlocks, type ShardSet } from './shard-set'

/** @param set whose rows have been given to the model's clusters @returns no mix for a file without rows */
export async function secondMix(
  { clusters }: ModelDocument,
  set: ShardSet,
  scores: Float32Array,
  assignments: Uint8Array,
  threshold: number,
): Promise<Pick<SecondResult, 'shares' | 'mix'>> {
  const { clusterCount, cards } = clusters
  const sizes = new Array<number>(clusterCount).fill(0)
  const flaggedCounts = new Array<number>(clusterCount).fill(0)
  for (let row = 0; row < scores.length; row++) {
    sizes[assignments[row]!]!++
    if (scores[row]! > threshold) flaggedCounts[assignments[row]!]!++
  }
  const shares = cards.map(({ clusterIndex, share }) => ({
    clusterIndex,
    then: share,
    now: sizes[clusterIndex]! / scores.length,
  }))
  if (scores.length === 0) return { shares, mix: null }
  const centroids = Float64Array.from(clusters.centroids)
  const inertias = addBlocks(await set.askAll('clusterInertias', { centroids, clusterCount }))
  const now = { sizes, inertias, flaggedCounts, typicalScores: typicalScores(scores, assignments, clusterCount) }
  return { shares, mix: mixDrift(clusters, now) }
}
