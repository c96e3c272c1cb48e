/**
 * Projection operations: what a shard answers while the map is made.
 */

import { blockMoments, countLevelPairs, momentsLength } from '../projection/moments'
import type { Plane } from '../projection/project'
import { projectBlock } from '../projection/project'
import { blockAxisSums, blockSpread } from '../projection/wide-passes'
import { blockCountOf, blockRange } from '../numeric/blocks'
import { recipeOf } from './cluster-ops'
import type { BlockSums, ShardState } from './shard-state'
import { featureSlice, sumBlocks } from './shard-state'

export const projectionOps = {
  /** Level pairs are whole numbers, which add up to the same in any order: one table for the whole shard. */
  async moments(state: ShardState, _: Record<string, never>): Promise<{ sums: BlockSums; levelPairs: Float64Array }> {
    const recipe = recipeOf(state)
    const levelPairs = new Float64Array((recipe.featureCount - recipe.numbers.length) ** 2)
    const sums = await sumBlocks(state, momentsLength(recipe), (first, pastLast) => {
      const block = featureSlice(state.features, recipe, first, pastLast)
      countLevelPairs(block, recipe, levelPairs)
      return blockMoments(block, recipe)
    })
    return { sums, levelPairs }
  },

  async spreadAlong(
    state: ShardState,
    { mean, direction }: { mean: Float64Array; direction: Float64Array },
  ): Promise<BlockSums> {
    const recipe = recipeOf(state)
    return sumBlocks(state, direction.length, (first, pastLast) =>
      blockSpread(featureSlice(state.features, recipe, first, pastLast), recipe, mean, direction),
    )
  },

  async axisSums(state: ShardState, _: Record<string, never>): Promise<BlockSums> {
    const recipe = recipeOf(state)
    return sumBlocks(state, 2 * recipe.featureCount, (first, pastLast) =>
      blockAxisSums(featureSlice(state.features, recipe, first, pastLast), recipe),
    )
  },

  /** @returns the shard's rows on the map, rowCount × 2 */
  async coordinates(state: ShardState, plane: Plane): Promise<Float32Array> {
    const recipe = recipeOf(state)
    const coordinates = new Float32Array(state.rowCount * 2)
    for (let block = 0; block < blockCountOf(state.rowCount); block++) {
      const [first, pastLast] = blockRange(block, state.rowCount)
      coordinates.set(projectBlock(featureSlice(state.features, recipe, first, pastLast), recipe, plane), first * 2)
      await state.breathe(pastLast - first)
    }
    return coordinates
  },
}
