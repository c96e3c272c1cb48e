/**
 * Cost tables: what every different cell of a shard costs at the groups of both views, and the walk of the loops over its rows.
 *
 * A column's cells are laid block by block, its costs once: a row's D is a look-up per column. A column with a number of its own in
 * nearly every row, or with so many that their table would fill the memory, gets a table of the rows at hand, anew for each slice.
 */

import { BLOCK_ROWS, blockCountOf, blockRange } from '../numeric/blocks'
import type { Kernel } from '../numeric/kernel'
import { blocksOf, bytesOf, CodeStage } from './code-stage'
import {
  levelAt,
  levelsInto,
  placesInto,
  type CategoryColumn,
  type InputColumns,
  type NumberColumn,
} from './input-columns'
import { COLUMN_BYTES, PAIR_BYTES, SQUARE_BYTES } from './cost-layout'
import type { ScoreLoops } from './score-loops'
import { CLUSTER_COUNT } from './score-model'
import { TOO_FAR_STEPS, type ViewCosts } from './view-costs'

/** Rows of a slice: its tables of 192 bytes a row stay in the second-level cache. */
const SLICE_ROWS = 512
/** For the tables of all columns together. */
const MOST_TABLE_BYTES = 16 * 2 ** 20
const ENTRY_BYTES = PAIR_BYTES + SQUARE_BYTES

interface TabledColumn {
  readonly stage: CodeStage
  readonly entryCount: number
  readonly pairs: number
  readonly squares: number
  /** Lays a block's codes as they stand in the column; null where there are none. */
  readonly lay: ((first: number, pastLast: number) => void) | null
  readonly number: NumberColumn | null
  readonly category: CategoryColumn | null
  /** Made anew for each slice of rows. */
  readonly perSlice: boolean
}

/** Both views, the rank view first. */
export type BothViews = readonly [rank: ViewCosts, standardised: ViewCosts]

export class CostTables {
  private readonly tabled: readonly TabledColumn[]
  private readonly rowOfSlice: CodeStage
  private readonly anyPerSlice: boolean
  /** Whose groups' costs the tables hold; none before `fill`. */
  views: readonly ViewCosts[] = []
  /** Addresses that the loops are called with. */
  readonly columns: number
  readonly starts: number
  private readonly places: { readonly rank: number; readonly standardised: number }
  private readonly centroids: number

  constructor(
    readonly kernel: Kernel<ScoreLoops>,
    private readonly inputs: InputColumns,
  ) {
    const { numbers, categories } = inputs
    this.rowOfSlice = CodeStage.for(kernel, 2)
    const perSlice = tooLarge(numbers)
    this.tabled = [
      ...numbers.map((column, index) => this.numberTable(column, perSlice[index]!)),
      ...categories.map((column) => this.categoryTable(column)),
    ]
    this.anyPerSlice = perSlice.includes(true)
    this.columns = kernel.reserve(this.columnCount * COLUMN_BYTES)
    this.starts = kernel.reserve(ENTRY_BYTES)
    this.places = { rank: kernel.reserve(SLICE_ROWS * 8), standardised: kernel.reserve(SLICE_ROWS * 8) }
    this.centroids = kernel.reserve(numbers.length * 2 * CLUSTER_COUNT * 8)
    this.describe()
  }

  get columnCount(): number {
    return this.tabled.length
  }

  get rowCount(): number {
    return this.inputs.rowCount
  }

  private numberTable(column: NumberColumn, perSlice: boolean): TabledColumn {
    const { kernel } = this
    const stage = perSlice
      ? this.rowOfSlice
      : column.kind === 'coded'
        ? CodeStage.for(kernel, column.codes.BYTES_PER_ELEMENT)
        : CodeStage.still(kernel)
    const entryCount = perSlice ? SLICE_ROWS : entriesOf(column)
    const lay = column.kind === 'coded' && !perSlice ? blocksOf(column.codes, stage) : null
    return { ...this.reserved(entryCount), stage, lay, number: column, category: null, perSlice }
  }

  private categoryTable(column: CategoryColumn): TabledColumn {
    return {
      ...this.reserved(LEVELS),
      stage: CodeStage.for(this.kernel, 1),
      lay: null,
      number: null,
      category: column,
      perSlice: false,
    }
  }

  private reserved(entryCount: number): Pick<TabledColumn, 'entryCount' | 'pairs' | 'squares'> {
    const pairs = this.kernel.reserve(entryCount * PAIR_BYTES)
    return { entryCount, pairs, squares: this.kernel.reserve(entryCount * SQUARE_BYTES) }
  }

  /** Everything is reserved by now: what is written stays where it is. */
  private describe(): void {
    const { buffer } = this.kernel
    const words = new Uint32Array(buffer, this.columns, this.columnCount * 5)
    this.tabled.forEach(({ stage, pairs, squares }, index) => {
      words.set([stage.address, stage.shift, stage.mask, pairs, squares], index * 5)
    })
    this.rowOfSlice.lay(bytesOf(Uint16Array.from({ length: BLOCK_ROWS }, (_, row) => row % SLICE_ROWS)))
  }

  /** Works out the costs at the groups of these views; the walks are about them from now on. */
  async fill(views: BothViews, breathe: () => Promise<void>): Promise<void> {
    const { buffer } = this.kernel
    const [rank, standardised] = views
    this.views = views
    const start = new Int32Array(buffer, this.starts, 2 * CLUSTER_COUNT).fill(0)
    start.fill(TOO_FAR_STEPS, rank.clusterCount, CLUSTER_COUNT)
    start.fill(TOO_FAR_STEPS, CLUSTER_COUNT + standardised.clusterCount)
    new Float32Array(buffer, this.starts + PAIR_BYTES, CLUSTER_COUNT).fill(0).fill(TOO_FAR, standardised.clusterCount)
    const centroids = new Float64Array(buffer, this.centroids, rank.centroids.length * 2)
    centroids.set(rank.centroids)
    centroids.set(standardised.centroids, rank.centroids.length)
    const { numbers } = this.inputs
    for (const [index, { category, perSlice, pairs, squares, entryCount }] of this.tabled.entries()) {
      if (category !== null) this.fillLevels(index - numbers.length, pairs, squares, views)
      else if (!perSlice) {
        const places = entriesAsRows(numbers[index]!)
        for (let first = 0; first < entryCount; first += SLICE_ROWS) {
          this.writeCosts(index, places, first, Math.min(entryCount, first + SLICE_ROWS), first)
        }
        await breathe()
      }
    }
  }

  private fillLevels(category: number, pairs: number, squares: number, [rank, standardised]: BothViews): void {
    const levelCount = rank.levelSteps[category]!.length / CLUSTER_COUNT
    const pair = new Int32Array(this.kernel.buffer, pairs, levelCount * 2 * CLUSTER_COUNT)
    for (let level = 0; level < levelCount; level++) {
      const [first, pastLast] = [level * CLUSTER_COUNT, (level + 1) * CLUSTER_COUNT]
      pair.set(rank.levelSteps[category]!.subarray(first, pastLast), 2 * first)
      pair.set(standardised.levelSteps[category]!.subarray(first, pastLast), 2 * first + CLUSTER_COUNT)
    }
    new Float32Array(this.kernel.buffer, squares, levelCount * CLUSTER_COUNT).set(standardised.levelSquares[category]!)
  }

  /** Writes the costs of consecutive rows (or entries) of a column into its table, from `entry` on. */
  private writeCosts(index: number, column: NumberColumn, first: number, pastLast: number, entry: number): void {
    const { loops, buffer } = this.kernel
    const count = pastLast - first
    placesInto(column, first, pastLast, {
      rank: new Float64Array(buffer, this.places.rank, count),
      standardised: new Float64Array(buffer, this.places.standardised, count),
    })
    const { pairs, squares } = this.tabled[index]!
    const viewBytes = this.inputs.numbers.length * CLUSTER_COUNT * 8
    const own = this.centroids + index * CLUSTER_COUNT * 8
    loops.writeCosts(
      count,
      this.places.rank,
      this.places.standardised,
      own,
      own + viewBytes,
      this.views[0]!.steps,
      this.views[1]!.steps,
      pairs + entry * PAIR_BYTES,
      squares + entry * SQUARE_BYTES,
    )
  }

  /**
   * Walks the rows block by block.
   * @param visit called with the rows of a slice, counted from their block's first; the loops find their costs
   * @param block called before and after a block with its first row and the one past its last
   */
  async walk(
    breathe: (rowsDone: number) => Promise<void>,
    block: {
      readonly begin: (first: number, pastLast: number) => void
      readonly rows: (first: number, pastLast: number) => void
      readonly end: (first: number, pastLast: number) => void
    },
  ): Promise<void> {
    const { rowCount } = this.inputs
    for (let index = 0; index < blockCountOf(rowCount); index++) {
      const [first, pastLast] = blockRange(index, rowCount)
      this.layBlock(first, pastLast)
      block.begin(first, pastLast)
      const sliceRows = this.anyPerSlice ? SLICE_ROWS : BLOCK_ROWS
      for (let row = first; row < pastLast; row += sliceRows) {
        const pastSlice = Math.min(pastLast, row + sliceRows)
        if (this.anyPerSlice) this.fillSlice(row, pastSlice)
        block.rows(row - first, pastSlice - first)
      }
      block.end(first, pastLast)
      await breathe(pastLast - first)
    }
  }

  /** What one row pays at every group. @param out filled here: per column 32 costs */
  costsOfRow(row: number, out: Int32Array): void {
    this.tabled.forEach(({ number, perSlice }, index) => {
      if (perSlice) this.writeCosts(index, number!, row, row + 1, 0)
    })
    const memory = new Int32Array(this.kernel.buffer)
    this.tabled.forEach(({ pairs, number, category, perSlice }, index) => {
      const code = perSlice ? 0 : number !== null ? codeAt(number, row) : levelAt(category!, row)
      const at = (pairs + code * PAIR_BYTES) / 4
      const to = index * 2 * CLUSTER_COUNT
      for (let k = 0; k < 2 * CLUSTER_COUNT; k++) out[to + k] = memory[at + k]!
    })
  }

  private layBlock(first: number, pastLast: number): void {
    const levels = new Uint8Array(pastLast - first)
    for (const { stage, category, lay } of this.tabled) {
      if (lay !== null) lay(first, pastLast)
      else if (category !== null) {
        levelsInto(category, first, pastLast, levels)
        stage.lay(levels)
      }
    }
  }

  private fillSlice(first: number, pastLast: number): void {
    this.tabled.forEach(({ number, perSlice }, index) => {
      if (perSlice) this.writeCosts(index, number!, first, pastLast, 0)
    })
  }
}

/** 30 kept ones, "other", and one to spare. */
const LEVELS = 32
/** A squared distance: more than any row's. */
const TOO_FAR = 1e30

const codeAt = (column: NumberColumn, row: number): number => (column.kind === 'coded' ? column.codes[row]! : 0)

const entriesOf = (column: NumberColumn): number => (column.kind === 'wide' ? Infinity : column.places.rank.length)

/** A column whose rows are the entries of this one's table. */
const entriesAsRows = (column: NumberColumn): NumberColumn =>
  column.kind === 'coded'
    ? { ...column, codes: Uint32Array.from({ length: column.places.rank.length }, (_, code) => code) }
    : column

/** Per column whether its table would be too large beside those of the columns with fewer entries. */
function tooLarge(numbers: readonly NumberColumn[]): readonly boolean[] {
  const bytes = numbers.map((column) => entriesOf(column) * ENTRY_BYTES)
  return bytes.map(
    (own, index) =>
      bytes.reduce((sum, other, i) => (other < own || (other === own && i <= index) ? sum + other : sum), 0) >
      MOST_TABLE_BYTES,
  )
}
