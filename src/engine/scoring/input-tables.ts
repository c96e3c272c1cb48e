/**
 * Input tables: what every different cell of a shard costs at the groups of both views, input by input.
 *
 * A column with a number of its own in nearly every row, or with so many that their table would fill the memory, has a table of the
 * rows at hand, made anew for each slice of them.
 */

import type { Kernel } from '../numeric/kernel'
import { PAIR_BYTES, SQUARE_BYTES } from './cost-layout'
import { levelAt, placesInto, type InputColumns, type NumberColumn } from './input-columns'
import type { ScoreLoops } from './score-loops'
import { CLUSTER_COUNT } from './score-model'
import type { ViewCosts } from './view-costs'

/** Rows of a slice: its tables of 256 bytes a row stay in the second-level cache. */
export const SLICE_ROWS = 512
/** For the tables of all numbers together. */
const MOST_TABLE_BYTES = 16 * 2 ** 20

export const ENTRY_BYTES = PAIR_BYTES + SQUARE_BYTES

/** Both views, the rank view first. */
export type BothViews = readonly [rank: ViewCosts, standardised: ViewCosts]

export interface InputTable {
  readonly entryCount: number
  readonly pairs: number
  readonly squares: number
  /** Its entries are the rows of a slice. */
  readonly perSlice: boolean
}

export class InputTables {
  /** Numbers first. */
  readonly tables: readonly InputTable[]
  /** Whose groups' costs the tables hold; none before `fill`. */
  views: readonly ViewCosts[] = []
  private readonly places: { readonly rank: number; readonly standardised: number }
  private readonly centroids: number

  constructor(
    readonly kernel: Kernel<ScoreLoops>,
    readonly inputs: InputColumns,
  ) {
    const { numbers, levelCounts } = inputs
    const perSlice = tooLarge(numbers)
    this.tables = [
      ...numbers.map((column, index) => ({
        ...reserveEntries(kernel, perSlice[index]! ? SLICE_ROWS : entriesOf(column)),
        perSlice: perSlice[index]!,
      })),
      ...levelCounts.map((count) => ({ ...reserveEntries(kernel, count), perSlice: false })),
    ]
    this.places = { rank: kernel.reserve(SLICE_ROWS * 8), standardised: kernel.reserve(SLICE_ROWS * 8) }
    this.centroids = kernel.reserve(numbers.length * 2 * CLUSTER_COUNT * 8)
  }

  /** Works out the costs at the groups of these views. */
  async fill(views: BothViews, breathe: () => Promise<void>): Promise<void> {
    this.views = views
    const [rank, standardised] = views
    const centroids = new Float64Array(this.kernel.buffer, this.centroids, rank.centroids.length * 2)
    centroids.set(rank.centroids)
    centroids.set(standardised.centroids, rank.centroids.length)
    for (const [index, column] of this.inputs.numbers.entries()) {
      const { perSlice, entryCount } = this.tables[index]!
      if (perSlice) continue
      for (let first = 0; first < entryCount; first += SLICE_ROWS) {
        this.writeEntries(index, column, first, Math.min(entryCount, first + SLICE_ROWS))
      }
      await breathe()
    }
    this.inputs.levelCounts.forEach((_, category) => this.writeLevels(category, views))
  }

  private writeLevels(category: number, [rank, standardised]: BothViews): void {
    const { pairs, squares, entryCount } = this.tables[this.inputs.numbers.length + category]!
    const pair = new Int32Array(this.kernel.buffer, pairs, entryCount * 2 * CLUSTER_COUNT)
    for (let level = 0; level < entryCount; level++) {
      const [first, pastLast] = [level * CLUSTER_COUNT, (level + 1) * CLUSTER_COUNT]
      pair.set(rank.levelSteps[category]!.subarray(first, pastLast), 2 * first)
      pair.set(standardised.levelSteps[category]!.subarray(first, pastLast), 2 * first + CLUSTER_COUNT)
    }
    new Float64Array(this.kernel.buffer, squares, entryCount * CLUSTER_COUNT).set(standardised.levelSquares[category]!)
  }

  /** Writes entries of a number's table. */
  private writeEntries(index: number, column: NumberColumn, first: number, pastLast: number): void {
    if (column.kind === 'wide') return
    this.placesAt(pastLast - first).rank.set(column.places.rank.subarray(first, pastLast))
    this.placesAt(pastLast - first).standardised.set(column.places.standardised.subarray(first, pastLast))
    this.writeCosts(index, pastLast - first, first)
  }

  /** Makes the tables of a slice of rows. */
  fillSlice(first: number, pastLast: number): void {
    this.inputs.numbers.forEach((column, index) => {
      if (!this.tables[index]!.perSlice) return
      placesInto(column, first, pastLast, this.placesAt(pastLast - first))
      this.writeCosts(index, pastLast - first, 0)
    })
  }

  private placesAt(count: number): { readonly rank: Float64Array; readonly standardised: Float64Array } {
    const { buffer } = this.kernel
    const { rank, standardised } = this.places
    return { rank: new Float64Array(buffer, rank, count), standardised: new Float64Array(buffer, standardised, count) }
  }

  private writeCosts(index: number, count: number, entry: number): void {
    const { pairs, squares } = this.tables[index]!
    const [rank, standardised] = this.views
    const own = this.centroids + index * CLUSTER_COUNT * 8
    this.kernel.loops.writeCosts(
      count,
      this.places.rank,
      this.places.standardised,
      own,
      own + this.inputs.numbers.length * CLUSTER_COUNT * 8,
      rank!.steps,
      standardised!.steps,
      standardised!.squareSteps,
      pairs + entry * PAIR_BYTES,
      squares + entry * SQUARE_BYTES,
    )
  }

  /** What one row pays at every group. @param out filled here: per input 32 costs */
  costsOfRow(row: number, out: Int32Array): void {
    this.fillSlice(row, row + 1)
    const { numbers, categories } = this.inputs
    const memory = new Int32Array(this.kernel.buffer)
    for (let index = 0; index < this.tables.length; index++) {
      const { pairs, perSlice } = this.tables[index]!
      const number = numbers[index]
      const entry =
        number === undefined
          ? levelAt(categories[index - numbers.length]!, row)
          : !perSlice && number.kind === 'coded'
            ? number.codes[row]!
            : 0
      const at = (pairs + entry * PAIR_BYTES) / 4
      for (let k = 0, to = index * 2 * CLUSTER_COUNT; k < 2 * CLUSTER_COUNT; k++) out[to + k] = memory[at + k]!
    }
  }
}

export function reserveEntries(
  kernel: Kernel<ScoreLoops>,
  entryCount: number,
): Pick<InputTable, 'entryCount' | 'pairs' | 'squares'> {
  const pairs = kernel.reserve(entryCount * PAIR_BYTES)
  return { entryCount, pairs, squares: kernel.reserve(entryCount * SQUARE_BYTES) }
}

const entriesOf = (column: NumberColumn): number => (column.kind === 'wide' ? Infinity : column.places.rank.length)

/** Per column whether its table would be too large beside those of the columns with fewer entries. */
function tooLarge(numbers: readonly NumberColumn[]): readonly boolean[] {
  const bytes = numbers.map((column) => entriesOf(column) * ENTRY_BYTES)
  const upTo = (own: number, index: number): number =>
    bytes.reduce((sum, other, i) => (other < own || (other === own && i <= index) ? sum + other : sum), 0)
  return bytes.map((own, index) => upTo(own, index) > MOST_TABLE_BYTES)
}
