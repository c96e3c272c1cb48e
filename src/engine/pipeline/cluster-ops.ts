/**
 * Cluster operations: what a shard answers while K-Means runs.
 */

import { assignBlock, farthestInBlock, sumsLength } from '../clustering/assign'
import { centroidTables } from '../clustering/centroid-tables'
import { distinctRows } from '../clustering/distinct'
import type { FarRow } from '../clustering/rows'
import { EngineError } from '../failure'
import { denseRow } from '../features/dense'
import type { Recipe } from '../features/recipe'
import { blockCountOf, blockRange } from '../numeric/blocks'
import type { BlockSums, ShardState } from './shard-state'
import { featureSlice, ownRows, sumBlocks } from './shard-state'

interface Centroids {
  readonly centroids: Float64Array
  readonly clusterCount: number
}

export const clusterOps = {
  async distinctRows(state: ShardState, { limit }: { limit: number }): Promise<readonly string[]> {
    return distinctRows(state.features, limit)
  },

  /** The assignments of the fit before are the guess, unless they may name a cluster that is not there now. */
  async assign(state: ShardState, { centroids, clusterCount }: Centroids): Promise<BlockSums> {
    const recipe = recipeOf(state)
    const tables = centroidTables(centroids, clusterCount, recipe)
    if (state.workingClusterCount > clusterCount) state.working.fill(0)
    state.workingClusterCount = clusterCount
    return sumBlocks(state, sumsLength(clusterCount, recipe.featureCount), (first, pastLast) =>
      assignBlock(
        featureSlice(state.features, recipe, first, pastLast),
        tables,
        state.working.subarray(first, pastLast),
      ),
    )
  },

  async farthest(state: ShardState, { centroids, clusterCount }: Centroids): Promise<FarRow> {
    const recipe = recipeOf(state)
    const tables = centroidTables(centroids, clusterCount, recipe)
    let farthest = { row: 0, squaredDistance: -1 }
    for (let block = 0; block < blockCountOf(state.rowCount); block++) {
      const [first, pastLast] = blockRange(block, state.rowCount)
      const { row, squaredDistance } = farthestInBlock(featureSlice(state.features, recipe, first, pastLast), tables)
      if (squaredDistance > farthest.squaredDistance) farthest = { row: first + row, squaredDistance }
      await state.breathe(pastLast - first)
    }
    const position = new Float64Array(recipe.featureCount)
    denseRow(state.features, recipe, farthest.row, position)
    return { row: state.firstRow + farthest.row, squaredDistance: farthest.squaredDistance, position }
  },

  async keepAssignments(
    state: ShardState,
    { clusterCount, newIndex }: { clusterCount: number; newIndex: Uint8Array },
  ): Promise<void> {
    state.kept.set(
      clusterCount,
      state.working.map((cluster) => newIndex[cluster]!),
    )
  },

  /** @param rows of the whole table; null for all rows of the shard */
  async assignmentsAt(
    state: ShardState,
    { clusterCount, rows }: { clusterCount: number; rows: Uint32Array | null },
  ): Promise<Uint8Array> {
    const kept = state.kept.get(clusterCount)
    if (kept === undefined) throw new EngineError('out-of-range', `no fit with ${clusterCount} clusters has been kept`)
    return rows === null ? kept.slice() : Uint8Array.from(ownRows(state, rows), (row) => kept[row]!)
  },
}

export function recipeOf(state: ShardState): Recipe {
  if (state.recipe === null) throw new EngineError('out-of-range', 'the rows have not been encoded')
  return state.recipe
}
