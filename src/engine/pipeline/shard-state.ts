/**
 * Shard state: what one shard keeps of its rows, and the walk over them block by block.
 */

import type { FeatureBlock, Recipe } from '../features/recipe'
import { blockCountOf, blockRange } from '../numeric/blocks'
import type { ScoringShard } from '../scoring/shard'
import type { StoredTable } from '../table/stored'

export interface ShardState {
  /** The shard's own rows, all columns of the file. */
  readonly whole: StoredTable
  /** The same, or some columns of them under a model's names. */
  table: StoredTable
  /** Index of its first row in the whole table, a multiple of BLOCK_ROWS. */
  readonly firstRow: number
  readonly rowCount: number
  recipe: Recipe | null
  /** All of its rows, scaled; empty until `encode`. */
  features: FeatureBlock
  /** Assignments of the fit under way, per row. */
  working: Uint8Array
  /** Above every index in `working`. */
  workingClusterCount: number
  /** Assignments of finished fits, by cluster count. */
  readonly kept: Map<number, Uint8Array>
  /** What the score has worked out about the rows; null until they are opened for scoring. */
  scoring: ScoringShard | null
  /** Called after every block with the rows it had; throws `Cancelled`. */
  breathe(rowsDone: number): Promise<void>
}

export const newShardState = (table: StoredTable, firstRow: number): ShardState => ({
  whole: table,
  table,
  firstRow,
  rowCount: table.rowCount,
  recipe: null,
  features: { rowCount: 0, numbers: new Float32Array(0), codes: new Uint16Array(0) },
  working: new Uint8Array(0),
  workingClusterCount: 0,
  kept: new Map(),
  scoring: null,
  breathe: () => Promise.resolve(),
})

/** What every shard answers with when it adds something up: per block `length` numbers, block by block. */
export interface BlockSums {
  readonly length: number
  /** blockCount × length. */
  readonly perBlock: Float64Array
}

/**
 * Walks the shard's blocks in order and gathers one array of sums from each.
 * @param sumsOf one block's sums, `length` numbers; rows are counted from the shard's first
 */
export async function sumBlocks(
  state: ShardState,
  length: number,
  sumsOf: (first: number, pastLast: number) => Float64Array,
): Promise<BlockSums> {
  const blockCount = blockCountOf(state.rowCount)
  const perBlock = new Float64Array(blockCount * length)
  for (let block = 0; block < blockCount; block++) {
    const [first, pastLast] = blockRange(block, state.rowCount)
    perBlock.set(sumsOf(first, pastLast), block * length)
    await state.breathe(pastLast - first)
  }
  return { length, perBlock }
}

/** The features of some of the shard's rows, without a copy. */
export function featureSlice(features: FeatureBlock, recipe: Recipe, first: number, pastLast: number): FeatureBlock {
  const numberCount = recipe.numbers.length
  const categoryCount = recipe.categories.length
  return {
    rowCount: pastLast - first,
    numbers: features.numbers.subarray(first * numberCount, pastLast * numberCount),
    codes: features.codes.subarray(first * categoryCount, pastLast * categoryCount),
  }
}

/** The part of ascending row indices of the whole table that lies in this shard, counted from its first row. */
export function ownRows(state: ShardState, rows: Uint32Array): Uint32Array {
  const pastLast = state.firstRow + state.rowCount
  return rows.filter((row) => row >= state.firstRow && row < pastLast).map((row) => row - state.firstRow)
}
