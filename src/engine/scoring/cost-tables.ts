/**
 * Cost tables: what the loops look up per row, and their walk over a shard's rows.
 *
 * A column's cells are laid block by block, its costs once: a row's D is a look-up per column, or per several joined into one
 * (joint-columns.ts).
 */

import { BLOCK_ROWS, blockCountOf, blockRange } from '../numeric/blocks'
import type { Kernel } from '../numeric/kernel'
import { blocksOf, bytesOf, CodeStage } from './code-stage'
import { COLUMN_BYTES, COST_BYTES, PAIR_BYTES } from './cost-layout'
import { levelsInto, type CategoryColumn, type InputColumns } from './input-columns'
import { ENTRY_BYTES, InputTables, reserveEntries, SLICE_ROWS, type BothViews, type InputTable } from './input-tables'
import { inputsOfJoint, type JointInput } from './joint-inputs'
import { MOST_ENTRIES, type JointColumn } from './joint-columns'
import type { ScoreLoops } from './score-loops'
import { CLUSTER_COUNT } from './score-model'
import { TOO_FAR_STEPS, type ViewCosts } from './view-costs'

/** Rows whose costs are added up at once: 36 kB. */
export const ROWS_AT_ONCE = 256
/** A squared distance: more than any row's. */
const TOO_FAR = 1e300

interface WalkedColumn {
  readonly stage: CodeStage
  readonly table: Pick<InputTable, 'entryCount' | 'pairs' | 'squares'>
  /** Lays a block's codes; null where they stand for good. */
  readonly lay: ((first: number, pastLast: number) => void) | null
  /** What the table's entries are the sums of; none where it is an input's own. */
  readonly inputs: readonly JointInput[]
}

export class CostTables {
  readonly own: InputTables
  private readonly walked: readonly WalkedColumn[]
  private readonly anyPerSlice: boolean
  /** Addresses that the loops are called with; the last are the costs of `ROWS_AT_ONCE` rows. */
  readonly columns: number
  readonly starts: number
  readonly costs: number
  private readonly entries: number

  constructor(
    readonly kernel: Kernel<ScoreLoops>,
    private readonly inputs: InputColumns,
    joint: readonly JointColumn[],
  ) {
    this.own = new InputTables(kernel, inputs)
    const { numbers, categories } = inputs
    this.walked = [
      ...joint.flatMap((column) => this.jointColumns(column)),
      ...this.own.tables.flatMap((table) => (table.perSlice ? [this.slicedColumn(table)] : [])),
      ...categories.flatMap((column, category) =>
        column.kind === 'wide' ? [this.levelColumn(column, numbers.length + category)] : [],
      ),
    ]
    this.anyPerSlice = this.own.tables.some(({ perSlice }) => perSlice)
    this.columns = kernel.reserve(this.walked.length * COLUMN_BYTES)
    this.starts = kernel.reserve(ENTRY_BYTES)
    this.costs = kernel.reserve(ROWS_AT_ONCE * COST_BYTES)
    this.entries = kernel.reserve(MOST_ENTRIES * 4)
    this.describe()
  }

  get rowCount(): number {
    return this.inputs.rowCount
  }

  get columnCount(): number {
    return this.walked.length
  }

  get views(): readonly ViewCosts[] {
    return this.own.views
  }

  /** Of many codes each input is walked by itself, since their sums would fill the memory. */
  private jointColumns(column: JointColumn): readonly WalkedColumn[] {
    const { kernel, own } = this
    const inputs = inputsOfJoint(column, this.inputs).filter(({ input }) => !own.tables[input]!.perSlice)
    const stage = CodeStage.for(kernel, column.codes.BYTES_PER_ELEMENT)
    const plain = { stage, lay: blocksOf(column.codes, stage) }
    if (inputs.length === 0) return []
    if (inputs.length === 1 && inputs[0]!.entryOf === null)
      return [{ ...plain, table: own.tables[inputs[0]!.input]!, inputs: [] }]
    if (column.entryCount <= MOST_ENTRIES)
      return [{ ...plain, table: reserveEntries(kernel, column.entryCount), inputs }]
    return inputs.map(({ input, entryOf }) =>
      entryOf === null
        ? { ...plain, table: own.tables[input]!, inputs: [] }
        : this.levelColumn(this.inputs.categories[input - this.inputs.numbers.length]!, input),
    )
  }

  private slicedColumn(table: InputTable): WalkedColumn {
    const stage = CodeStage.for(this.kernel, 2)
    stage.lay(bytesOf(Uint16Array.from({ length: BLOCK_ROWS }, (_, row) => row % SLICE_ROWS)))
    return { stage, lay: null, table, inputs: [] }
  }

  private levelColumn(column: CategoryColumn, input: number): WalkedColumn {
    const stage = CodeStage.for(this.kernel, 1)
    const levels = new Uint8Array(BLOCK_ROWS)
    const lay = (first: number, pastLast: number): void => {
      levelsInto(column, first, pastLast, levels)
      stage.lay(levels)
    }
    return { stage, lay, table: this.own.tables[input]!, inputs: [] }
  }

  /** Everything is reserved by now: what is written stays where it is. */
  private describe(): void {
    const words = new Uint32Array(this.kernel.buffer, this.columns, this.walked.length * 5)
    this.walked.forEach(({ stage, table }, index) => {
      words.set([stage.address, stage.shift, stage.mask, table.pairs, table.squares], index * 5)
    })
  }

  /** Works out the costs at the groups of these views; the walks are about them from now on. */
  async fill(views: BothViews, breathe: () => Promise<void>): Promise<void> {
    await this.own.fill(views, breathe)
    this.fillStarts(views)
    for (const { table, inputs } of this.walked) {
      if (inputs.length === 0) continue
      new Uint8Array(this.kernel.buffer, table.pairs, table.entryCount * PAIR_BYTES).fill(0)
      new Uint8Array(this.kernel.buffer, table.squares, table.entryCount * (ENTRY_BYTES - PAIR_BYTES)).fill(0)
      for (const { input, entryOf } of inputs) {
        this.addInput(input, table, (at) =>
          at.forEach((_, entry) => (at[entry] = entryOf === null ? entry : entryOf[entry]!)),
        )
      }
      await breathe()
    }
  }

  /** Of every row: the groups there aren't, and what columns cost that the table lacks. */
  private fillStarts([rank, standardised]: BothViews): void {
    const { buffer } = this.kernel
    const start = new Int32Array(buffer, this.starts, 2 * CLUSTER_COUNT).fill(0)
    start.fill(TOO_FAR_STEPS, rank.clusterCount, CLUSTER_COUNT)
    start.fill(TOO_FAR_STEPS, CLUSTER_COUNT + standardised.clusterCount)
    new Float64Array(buffer, this.starts + PAIR_BYTES, CLUSTER_COUNT).fill(0).fill(TOO_FAR, standardised.clusterCount)
    const starts = { entryCount: 1, pairs: this.starts, squares: this.starts + PAIR_BYTES }
    const { numbers, categories } = this.inputs
    numbers.forEach((column, index) => {
      if (column.kind === 'still') this.addInput(index, starts, (at) => at.fill(0))
    })
    categories.forEach((column, category) => {
      if (column.kind === 'still') this.addInput(numbers.length + category, starts, (at) => at.fill(column.level))
    })
  }

  /** Adds an input's costs to a table. @param lay writes which of its entries each entry of the table is about */
  private addInput(input: number, table: WalkedColumn['table'], lay: (entries: Uint32Array) => void): void {
    const { pairs, squares } = this.own.tables[input]!
    lay(new Uint32Array(this.kernel.buffer, this.entries, table.entryCount))
    this.kernel.loops.addEntries(table.entryCount, this.entries, pairs, squares, table.pairs, table.squares)
  }

  /**
   * Walks the rows block by block, `ROWS_AT_ONCE` at a time.
   * @param visit called with rows counted from their block's first; the loops find their columns, and what they cost
   */
  async walk(
    breathe: (rowsDone: number) => Promise<void>,
    visit: {
      readonly begin: (first: number, pastLast: number) => void
      readonly rows: (first: number, pastLast: number) => void
      readonly end: (first: number, pastLast: number) => void
    },
  ): Promise<void> {
    const { loops } = this.kernel
    for (let index = 0; index < blockCountOf(this.rowCount); index++) {
      const [first, pastLast] = blockRange(index, this.rowCount)
      for (const { lay } of this.walked) lay?.(first, pastLast)
      visit.begin(first, pastLast)
      for (let row = 0; row < pastLast - first; row += ROWS_AT_ONCE) {
        if (this.anyPerSlice && row % SLICE_ROWS === 0) {
          this.own.fillSlice(first + row, Math.min(pastLast, first + row + SLICE_ROWS))
        }
        const pastRow = Math.min(pastLast - first, row + ROWS_AT_ONCE)
        loops.addUp(row, pastRow, this.columnCount, this.columns, this.starts, this.costs)
        visit.rows(row, pastRow)
      }
      visit.end(first, pastLast)
      await breathe(pastLast - first)
    }
  }
}
