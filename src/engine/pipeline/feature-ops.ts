/**
 * Feature operations: what a shard answers while a recipe is fitted and applied.
 */

import { EngineError } from '../failure'
import { encoderFor } from '../features/encode'
import { blockPowerSums, cellsOf, countLevels, rawNumbers } from '../features/read-cells'
import type { FeatureBlock, Recipe } from '../features/recipe'
import type { LevelCounts, NumberReading } from '../features/rows'
import { BLOCK_ROWS, blockCountOf, blockRange } from '../numeric/blocks'
import { isNumbers, type StoredCells } from '../table/stored'
import type { Cells } from '../table/table'
import type { BlockSums, ShardState } from './shard-state'
import { ownRows, sumBlocks } from './shard-state'

export const featureOps = {
  async kindsOf(state: ShardState, { columns }: { columns: readonly string[] }): Promise<Cells['kind'][]> {
    return columns.map((column) => (isNumbers(knownCells(state, column)) ? 'numbers' : 'texts'))
  },

  async valuesAt(state: ShardState, { column, rows }: { column: string; rows: Uint32Array }): Promise<Float64Array> {
    const raw = rawNumbers(knownCells(state, column))
    return Float64Array.from(ownRows(state, rows), (row) => raw[row]!)
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

  /** Turns all rows into features and keeps them; what was clustered before is forgotten. */
  async encode(state: ShardState, { recipe }: { recipe: Recipe }): Promise<void> {
    const encode = encoderFor(state.table, recipe)
    const numbers = new Float32Array(state.rowCount * recipe.numbers.length)
    const codes = new Uint16Array(state.rowCount * recipe.categories.length)
    for (let block = 0; block < blockCountOf(state.rowCount); block++) {
      const [first, pastLast] = blockRange(block, state.rowCount)
      const encoded = encode(first, pastLast - first)
      numbers.set(encoded.numbers, block * BLOCK_ROWS * recipe.numbers.length)
      codes.set(encoded.codes, block * BLOCK_ROWS * recipe.categories.length)
      await state.breathe(pastLast - first)
    }
    state.recipe = recipe
    state.features = { rowCount: state.rowCount, numbers, codes }
    state.working = new Uint8Array(state.rowCount)
    state.workingClusterCount = 0
    state.kept.clear()
  },

  /** Features of some rows of the whole table, those of this shard. */
  async featuresAt(state: ShardState, { rows }: { rows: Uint32Array }): Promise<FeatureBlock> {
    const { numbers, codes } = state.features
    const own = ownRows(state, rows)
    return {
      rowCount: own.length,
      numbers: gather(numbers, numbers.length / state.rowCount, own),
      codes: gather(codes, codes.length / state.rowCount, own),
    }
  },
}

function knownCells(state: ShardState, column: string): StoredCells {
  const cells = cellsOf(state.table, column)
  if (cells === null) throw new EngineError('out-of-range', `the table has no column "${column}"`)
  return cells
}

/** Rows of `stride` values each. */
function gather<Values extends Float32Array | Uint16Array>(values: Values, stride: number, rows: Uint32Array): Values {
  const taken = values.slice(0, rows.length * stride) as Values
  rows.forEach((row, place) => taken.set(values.subarray(row * stride, (row + 1) * stride), place * stride))
  return taken
}
