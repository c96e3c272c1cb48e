/**
 * Feature operations: what a shard answers while a recipe is fitted and applied.
 */

import { TileClusters } from '../clustering/tile-clusters'
import { EngineError } from '../failure'
import { tileEncoder } from '../features/encode-tiles'
import { measureLongTiles } from '../features/measure-tiles'
import { blockPowerSums, cellsOf, countLevels, numbersByCode, rawNumbers } from '../features/read-cells'
import type { FeatureBlock, Recipe } from '../features/recipe'
import type { LevelCounts, NumberReading } from '../features/rows'
import { type TallyPart, tallyOf } from '../features/tally'
import { Tiles } from '../features/tiles'
import { blockCountOf, blockRange } from '../numeric/blocks'
import { isNumbers, type StoredCells } from '../table/stored'
import type { Cells } from '../table/table'
import type { BlockSums, ShardState } from './shard-state'
import { encodedRows, ownRows, sumBlocks } from './shard-state'

export const featureOps = {
  async kindsOf(state: ShardState, { columns }: { columns: readonly string[] }): Promise<Cells['kind'][]> {
    return columns.map((column) => (isNumbers(knownCells(state, column)) ? 'numbers' : 'texts'))
  },

  async valuesAt(state: ShardState, { column, rows }: { column: string; rows: Uint32Array }): Promise<Float64Array> {
    const cells = knownCells(state, column)
    const own = ownRows(state, rows)
    const values = new Float64Array(own.length)
    if (cells.kind === 'numbers') own.forEach((row, place) => (values[place] = cells.values[row]!))
    else {
      const byCode = numbersByCode(cells)
      own.forEach((row, place) => (values[place] = byCode[cells.codes[row]!]!))
    }
    return values
  },

  async tallies(state: ShardState, { columns }: { columns: readonly string[] }): Promise<(TallyPart | null)[]> {
    const tallies: (TallyPart | null)[] = []
    for (const column of columns) {
      tallies.push(tallyOf(knownCells(state, column)))
      await state.breathe(0)
    }
    return tallies
  },

  async levelCounts(state: ShardState, { column }: { column: string }): Promise<LevelCounts> {
    return countLevels(knownCells(state, column))
  },

  async powerSums(
    state: ShardState,
    { readings, centres, power }: { readings: readonly NumberReading[]; centres: Float64Array; power: 1 | 2 },
  ): Promise<BlockSums> {
    const columns = readings.map(({ column }) => rawNumbers(knownCells(state, column)))
    return sumBlocks(state, readings.length, (first, pastLast) =>
      blockPowerSums(columns, readings, centres, power, first, pastLast),
    )
  },

  /**
   * Turns all rows into features and keeps them; what was clustered before is forgotten. Leaves something behind.
   * @returns Σ of the squares of all numbers, in two parts
   */
  async encode(state: ShardState, { recipe }: { recipe: Recipe }): Promise<readonly [number, number]> {
    const tiles = new Tiles(state.rowCount, recipe)
    const encode = tileEncoder(state.table, tiles)
    for (let block = 0; block < blockCountOf(state.rowCount); block++) {
      const [first, pastLast] = blockRange(block, state.rowCount)
      encode(first, pastLast)
      await state.breathe(pastLast - first)
    }
    const totals = await measureLongTiles(tiles, () => state.breathe(0))
    state.encoded = { tiles, totals, clusters: new TileClusters(tiles, totals), sample: null }
    state.kept = new Map()
    return totals.squares
  },

  /** Features of some rows of the whole table, those of this shard. */
  async featuresAt(state: ShardState, { rows }: { rows: Uint32Array }): Promise<FeatureBlock> {
    return encodedRows(state).tiles.blockAt(ownRows(state, rows))
  },
}

function knownCells(state: ShardState, column: string): StoredCells {
  const cells = cellsOf(state.table, column)
  if (cells === null) throw new EngineError('out-of-range', `the table has no column "${column}"`)
  return cells
}
