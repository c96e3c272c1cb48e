/**
 * Range rows: the rows of a range as they come in, from the loops or one by one, and what becomes of each.
 */

import { isBlank } from '../dialect'
import { HeaderBlocks } from '../header-blocks'
import type { ByteStretch } from './byte-stretch'
import { ColumnKeeper } from './column-keeper'
import { dropRows, type KeptRows } from './drop-rows'
import { growing32 } from './growing'
import { cellBytes, type OddRow } from './odd-row'
import { Refusals } from './refusals'
import type { ScanLoops } from './scan-loops'
import type { ScannedColumn, ScanTask } from './scanned-range'
import { TextCheck } from './text-check'

/** Rows get shorter here and there: by so much more room is made than the rows so far promise. */
const SPARE_ROWS = 1.02

export class RangeRows {
  readonly refusals: Refusals
  readonly check: TextCheck
  headerAwaited: boolean
  readonly blocks: HeaderBlocks
  private readonly columns: readonly ColumnKeeper[]
  private readonly lines = growing32()

  constructor(
    private readonly task: ScanTask,
    private readonly loops: ScanLoops,
  ) {
    const { plan, keptAsTexts, headerAwaited, misfit } = task
    this.columns = Array.from(
      { length: plan.fieldCount },
      (_, column) => new ColumnKeeper(loops, column, keptAsTexts.includes(column)),
    )
    this.refusals = new Refusals(plan)
    this.check = new TextCheck(plan.encoding === 'utf-8' && !plan.encodingCertain)
    this.headerAwaited = headerAwaited
    this.blocks = new HeaderBlocks(plan.skip, misfit)
  }

  get rowCount(): number {
    return this.lines.length
  }

  /** Takes what the last call of the loops has read in the stretch, from `from` on. */
  takeScanned(stretch: ByteStretch, from: number): void {
    const { loops } = this
    const firstRow = this.rowCount
    for (const { column, row, bytes } of loops.strays()) {
      loops.numbers(column)[row] = this.columns[column]!.takeStray(firstRow + row, bytes)
    }
    if (loops.rowCount > 0) {
      const expected = this.expectedRows(stretch.base + loops.next, firstRow + loops.rowCount)
      for (const column of this.columns) column.takeRows(expected)
      this.lines.append(loops.lines(), expected)
    }
    const refused = loops.refused()
    for (let at = 0; at < refused.length; at += 3) {
      const [start, line, cellCount] = [refused[at]!, refused[at + 1]!, refused[at + 2]!]
      this.refusals.addMisfit(line, stretch.base + start, cellCount, stretch.bytes(start, loops.next))
    }
    if (!loops.isBeyondAscii) return
    // Without the line end that the file's last row may have been given.
    this.check.addRows(stretch.bytes(from, Math.min(loops.next, stretch.length)), stretch.base + from)
  }

  /** In the whole range, if it goes on as it began. */
  private expectedRows(offset: number, rowCount: number): number {
    const { start, end } = this.task
    return Math.min(end - start, Math.ceil(((end - start) / Math.max(1, offset - start)) * rowCount * SPARE_ROWS))
  }

  settle(column: number): void {
    this.columns[column]!.settle()
  }

  /** @param bytes those of the row */
  takeOddRow({ cells, malformed, start }: OddRow, bytes: Uint8Array, line: number): void {
    const { plan, encoding } = this.task
    this.check.addOddRow(bytes, start)
    if (isBlank(cells)) return
    if (plan.comment !== null && cells[0]!.charCodeAt(0) === plan.comment) return this.takeComment(cells)
    if (this.headerAwaited) this.headerAwaited = false
    else if (this.blocks.misfit !== null) this.refusals.add(line, start, this.blocks.misfit, bytes)
    else if (malformed !== null) this.refusals.add(line, start, malformed, bytes)
    else if (cells.length !== plan.fieldCount) this.refusals.addMisfit(line, start, cells.length, bytes)
    else {
      for (const [column, cell] of cells.entries()) this.columns[column]!.takeCell(cellBytes(cell, encoding))
      this.lines.push(line)
    }
  }

  private takeComment(cells: readonly string[]): void {
    const { blocks, refusals, task } = this
    blocks.read(cells, task.plan.dialect.delimiter)
    if (blocks.rule >= 0) refusals.skippedCounts[blocks.rule]!++
  }

  /** @param breathe called after each column and, in a long one, on the way */
  async finish(breathe: () => Promise<void>): Promise<KeptRows> {
    const columns: ScannedColumn[] = []
    for (const column of this.columns) columns.push(await column.finish(breathe))
    return dropRows({ columns, sourceLines: this.lines.finish() }, this.task.plan.skip, this.refusals.skippedCounts)
  }
}
