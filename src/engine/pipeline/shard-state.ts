/**
 * Shard state: what one shard keeps of its rows, and the walk over them block by block.
 */

import type { SampleRows } from '../clustering/sample-rows'
import type { TileClusters } from '../clustering/tile-clusters'
import { EngineError } from '../failure'
import type { TileSums } from '../features/measure-tiles'
import type { Tiles } from '../features/tiles'
import { blockCountOf, blockRange } from '../numeric/blocks'
import { firstAtLeast } from '../numeric/order'
import type { ForestRows } from '../scoring/forest/forest-rows'
import type { ScoringShard } from '../scoring/shard'
import type { StoredTable } from '../table/stored'

export interface ShardState {
  /** The shard's own rows, all columns of the file and what was made of them. */
  whole: StoredTable
  /** The same, or some columns of them under a model's names. */
  table: StoredTable
  /** Index of its first row in the whole table, a multiple of BLOCK_ROWS. */
  readonly firstRow: number
  readonly rowCount: number
  /** All of its rows as features; null until `encode`. */
  encoded: EncodedRows | null
  /** Assignments of finished fits, by cluster count. */
  kept: Map<number, Uint8Array>
  /** What the score has worked out about the rows; null until they are opened for scoring. */
  scoring: ScoringShard | null
  /** While a second opinion is being worked out. */
  forest: ForestRows | null
  /** Of the run on screen, while another goes on. */
  before: Pick<ShardState, 'kept' | 'scoring'> | null
  /** Called after every block with the rows it had; throws `Cancelled`. */
  breathe(rowsDone: number): Promise<void>
}

export interface EncodedRows {
  readonly tiles: Tiles
  readonly totals: TileSums
  /** The fit under way. */
  readonly clusters: TileClusters
  /** Rows of the whole table on which starts are tried. */
  sample: SampleRows | null
}

export function encodedRows({ encoded }: ShardState): EncodedRows {
  if (encoded === null) throw new EngineError('out-of-range', 'the rows have not been encoded')
  return encoded
}

export const newShardState = (table: StoredTable, firstRow: number): ShardState => ({
  whole: table,
  table,
  firstRow,
  rowCount: table.rowCount,
  encoded: null,
  kept: new Map(),
  scoring: null,
  forest: null,
  before: null,
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

/** The part of ascending row indices of the whole table that lies in this shard, counted from its first row. */
export function ownRows({ firstRow, rowCount }: ShardState, rows: Uint32Array): Uint32Array {
  const own = rows.slice(firstAtLeast(rows, firstRow), firstAtLeast(rows, firstRow + rowCount))
  for (let place = 0; place < own.length; place++) own[place]! -= firstRow
  return own
}
