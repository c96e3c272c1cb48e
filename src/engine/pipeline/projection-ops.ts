/**
 * Projection operations: what a shard answers while the map is made.
 */

import type { MomentParts } from '../projection/moments'
import type { Plane } from '../projection/plane'
import { placeTiles, tileMoments } from '../projection/tile-moments'
import { blockAxisSums, blockSpread } from '../projection/wide-passes'
import type { BlockSums, ShardState } from './shard-state'
import { encodedRows, sumBlocks } from './shard-state'

export const projectionOps = {
  async moments(state: ShardState, _: Record<string, never>): Promise<MomentParts> {
    const { tiles, totals } = encodedRows(state)
    return tileMoments(tiles, totals, (rows) => state.breathe(rows))
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
    return placeTiles(encodedRows(state).tiles, plane, (rows) => state.breathe(rows))
  },
}
