/**
 * Projection operations: what a shard answers while the map is made.
 */

import { blockMoments, countLevelPairs, momentsLength } from '../projection/moments'
import type { Plane } from '../projection/project'
import { projectBlock } from '../projection/project'
import { blockAxisSums, blockSpread } from '../projection/wide-passes'
import { blockCountOf, blockRange } from '../numeric/blocks'
import type { BlockSums, ShardState } from './shard-state'
import { encodedRows, sumBlocks } from './shard-state'

export const projectionOps = {
  /** Level pairs are whole numbers, which add up to the same in any order: one table for the whole shard. */
  async moments(state: ShardState, _: Record<string, never>): Promise<{ sums: BlockSums; levelPairs: Float64Array }> {
    const { tiles } = encodedRows(state)
    const { recipe } = tiles
    const levelPairs = new Float64Array((recipe.featureCount - recipe.numbers.length) ** 2)
    const sums = await sumBlocks(state, momentsLength(recipe), (first, pastLast) => {
      const block = tiles.blockOf(first, pastLast)
      countLevelPairs(block, recipe, levelPairs)
      return blockMoments(block, recipe)
    })
    return { sums, levelPairs }
  },

  async spreadAlong(
    state: ShardState,
    { mean, direction }: { mean: Float64Array; direction: Float64Array },
  ): Promise<BlockSums> {
    const { tiles } = encodedRows(state)
    const { recipe } = tiles
    return sumBlocks(state, direction.length, (first, pastLast) =>
      blockSpread(tiles.blockOf(first, pastLast), recipe, mean, direction),
    )
  },

  async axisSums(state: ShardState, _: Record<string, never>): Promise<BlockSums> {
    const { tiles } = encodedRows(state)
    const { recipe } = tiles
    return sumBlocks(state, 2 * recipe.featureCount, (first, pastLast) =>
      blockAxisSums(tiles.blockOf(first, pastLast), recipe),
    )
  },

  /** @returns the shard's rows on the map, rowCount × 2 */
  async coordinates(state: ShardState, plane: Plane): Promise<Float32Array> {
    const { tiles } = encodedRows(state)
    const { recipe } = tiles
    const coordinates = new Float32Array(state.rowCount * 2)
    for (let block = 0; block < blockCountOf(state.rowCount); block++) {
      const [first, pastLast] = blockRange(block, state.rowCount)
      coordinates.set(projectBlock(tiles.blockOf(first, pastLast), recipe, plane), first * 2)
      await state.breathe(pastLast - first)
    }
    return coordinates
  },
}
