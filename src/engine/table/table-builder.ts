/**
 * Table builder: takes the rows of a file one by one and makes columns and a ledger of them.
 */

import type { Ledger, RefusedLine } from '../intake/facts'
import type { RowSink } from '../intake/reader'
import type { Pulse } from '../numeric/pulse'
import { ColumnBuilder } from './column-builder'
import { Growable } from './growable'
import type { Cells, Table } from './table'

/** How many refused lines are listed. */
const LISTED_LINES = 100
const LISTED_CHARACTERS = 120

export class TableBuilder implements RowSink {
  rowCount = 0
  refusedCount = 0
  readonly refused: RefusedLine[] = []
  private names: readonly string[] = []
  private builders: ColumnBuilder[] = []
  private readonly sourceLines = new Growable((length) => new Uint32Array(length))

  /** @param keptAsTexts columns, by index, that an earlier reading has found to be texts */
  constructor(private readonly keptAsTexts: ReadonlySet<number>) {}

  columns(names: readonly string[]): void {
    this.names = names
    this.builders = names.map((_, index) => new ColumnBuilder(this.keptAsTexts.has(index)))
  }

  row(cells: readonly string[], sourceLine: number): void {
    const { builders } = this
    for (let column = 0; column < builders.length; column++) builders[column]!.add(cells[column]!)
    this.sourceLines.push(sourceLine)
    this.rowCount++
  }

  refuse(line: number, reason: string, text: () => string): void {
    this.refusedCount++
    if (this.refused.length < LISTED_LINES) {
      this.refused.push({ line, offset: null, reason, text: text().slice(0, LISTED_CHARACTERS) })
    }
  }

  /** @returns the table, or the columns that must be kept as texts when the file is read again */
  async finish(pulse: Pulse): Promise<Table | { readonly keepAsTexts: readonly number[] }> {
    const cells: (Cells | null)[] = []
    for (const builder of this.builders) {
      cells.push(builder.finish())
      await pulse.breathe()
    }
    const wrong = cells.flatMap((column, index) => (column === null ? [index] : []))
    if (wrong.length > 0) return { keepAsTexts: wrong }
    return {
      rowCount: this.rowCount,
      columnNames: this.names,
      cells: cells as Cells[],
      sourceLines: this.sourceLines.finish(),
    }
  }

  /** The ledger's part that reading knows. */
  ledger(): Pick<Ledger, 'readCount' | 'refusedCount' | 'skippedCount' | 'usedCount' | 'skipped' | 'refused'> {
    const { rowCount, refusedCount, refused } = this
    const readCount = rowCount + refusedCount
    return { readCount, refusedCount, skippedCount: 0, usedCount: rowCount, skipped: [], refused }
  }
}
