/**
 * Repeat operations: how rows that repeat another are counted when they are spread over shards.
 */

import { countDifferent, dealtHashes, type RowHashes } from '../table/repeats'
import type { ShardState } from './shard-state'

export const repeatOps = {
  /** @returns per bucket the hashes of the shard's rows that fall into it */
  async dealtHashes(state: ShardState, { bucketCount }: { bucketCount: number }): Promise<readonly RowHashes[]> {
    return dealtHashes(state.whole, bucketCount, () => state.breathe(0))
  },

  /** @param parts one bucket, from all shards */
  async countDifferent(state: ShardState, { parts }: { parts: readonly RowHashes[] }): Promise<number> {
    return countDifferent(parts, () => state.breathe(0))
  },
}
