/**
 * Near rows: a shard's search for the ordinary row nearest to one on screen, part by part, so that it can be given up in between.
 *
 * What it needs of the model outlives the fit; the tables of the row asked about last are kept until another is asked about.
 */

import type { ScoringColumns } from './columns'
import type { ViewPrices } from './gaps'
import { inputColumns, type InputColumns } from './input-columns'
import { gapTables, nearestRow, type GapTables, type NearRow } from './nearest-row'
import type { Places } from './places'
import type { ScoreInputs } from './score-model'

/** Rows of each shard between two chances to give up: some milliseconds. */
export const PART_ROWS = 131_072

export interface NearQuestion {
  /** The row asked about, of the whole table, as the score sees it. */
  readonly row: number
  readonly places: Places
  readonly prices: ViewPrices
  /** Ascending rows of the whole table, of these parts at least, that are not ordinary. */
  readonly leftOut: Uint32Array
  /** Rows part · PART_ROWS and on of every shard. */
  readonly part: number
  /** Whole steps; a row further away is of no use. */
  readonly atMost: number
}

export class NearRows {
  private columns: InputColumns | null = null
  private asked: { readonly row: number; readonly tables: GapTables } | null = null

  constructor(
    private readonly inputs: ScoreInputs,
    private readonly cells: ScoringColumns,
  ) {}

  /** @param leftOut rows of this shard @returns a row of this shard */
  nearest({ row, places, prices, part, atMost }: NearQuestion, leftOut: Uint32Array): NearRow {
    const { rowCount } = this.cells
    const first = Math.min(rowCount, part * PART_ROWS)
    const pastLast = Math.min(rowCount, first + PART_ROWS)
    const skipped = new Uint8Array(rowCount)
    for (const own of leftOut) skipped[own] = 1
    return nearestRow(this.tablesFor(row, places, prices), skipped, first, pastLast, atMost)
  }

  private tablesFor(row: number, places: Places, prices: ViewPrices): GapTables {
    if (this.asked?.row !== row) {
      this.columns ??= inputColumns(this.inputs, this.cells)
      this.asked = { row, tables: gapTables(this.inputs, this.columns, prices, places) }
    }
    return this.asked.tables
  }
}
