/**
 * Scan range: the rows that begin in a part of a file → columns of codes and numbers.
 *
 * The loops (scan-loops.ts) read whatever is regular; each row that they leave is read by PapaParse as it always was. What cells mean
 * is not asked here: a dictionary's entries are the bytes of the file.
 */

import type { Pulse } from '../../numeric/pulse'
import { isBlank } from '../dialect'
import { readSlice, type ByteSource } from '../source'
import { ByteWindow, CHUNK_BYTES } from './byte-window'
import { ColumnKeeper } from './column-keeper'
import { growing32 } from './growing'
import { cellBytes, readOddRow, type OddRow } from './odd-row'
import { openLoops } from './open-loops'
import { PIECE_BYTES } from './piece-hash'
import { Refusals } from './refusals'
import type { Stop } from './scan-loops'
import type { ScanPlan } from './scan-plan'
import type { ScannedRange, ScanTask } from './scanned-range'
import { TextCheck } from './text-check'
import { LONGEST_CELL, type Trouble } from '../row-splitter'

/** What only tests set otherwise; the answer depends on neither but for the size of the fingerprint's pieces. */
export interface ScanGrain {
  readonly chunkBytes: number
  readonly pieceBytes: number
  readonly open: typeof openLoops
}

export const USUAL_GRAIN: ScanGrain = { chunkBytes: CHUNK_BYTES, pieceBytes: PIECE_BYTES, open: openLoops }

/**
 * @param pulse told the share of the range and the rows read so far, every few milliseconds
 * @throws SourceLost, Cancelled
 */
export async function scanRange(
  source: ByteSource,
  task: ScanTask,
  pulse: Pulse,
  grain = USUAL_GRAIN,
): Promise<ScannedRange> {
  const scan = new RangeScan(source, task, pulse, grain)
  return scan.run()
}

class RangeScan {
  private readonly loops
  private readonly window: ByteWindow
  private readonly columns: ColumnKeeper[]
  private readonly lines = growing32()
  private readonly refusals: Refusals
  private readonly check: TextCheck
  private headerAwaited: boolean
  private firstOffset = 0
  /** Where the next row begins in the file, and the line ends before it. */
  private offset = 0
  private line = 0
  private trouble: Trouble | null = null

  constructor(
    private readonly source: ByteSource,
    private readonly task: ScanTask,
    private readonly pulse: Pulse,
    grain: ScanGrain,
  ) {
    const { plan, start, end, headerAwaited, keptAsTexts } = task
    this.loops = grain.open(plan)
    this.window = new ByteWindow(source, this.loops, start, end, grain.chunkBytes, grain.pieceBytes)
    const texts = new Set(keptAsTexts)
    this.columns = Array.from(
      { length: plan.fieldCount },
      (_, column) => new ColumnKeeper(this.loops, column, texts.has(column)),
    )
    this.refusals = new Refusals(plan.newline, plan.delimiter, plan.fieldCount)
    this.check = new TextCheck(plan.encoding === 'utf-8' && !plan.encodingCertain)
    this.headerAwaited = headerAwaited
  }

  async run(): Promise<ScannedRange> {
    this.offset = await this.findFirstRow()
    this.firstOffset = this.offset
    while (this.offset < this.task.end && this.trouble === null) {
      const goesOn = this.headerAwaited ? await this.readOddRow() : await this.readRows()
      if (!goesOn) break
    }
    return this.finish()
  }

  private async findFirstRow(): Promise<number> {
    const { start, end, firstRow, plan } = this.task
    if (firstRow !== null) {
      while (this.window.end < Math.min(firstRow, end)) await this.extend(this.window.length)
      while (firstRow === 0 && this.window.length < MARK.length && (await this.extend(0)));
      return firstRow === 0 && this.beginsWithMark() ? MARK.length : firstRow
    }
    const before = await readSlice(this.source, start - 1, start)
    if (before[0] === plan.newline) return start
    for (;;) {
      const from = this.window.length
      const isMore = await this.extend(from)
      const at = this.window.bytes(0, this.window.length).indexOf(plan.newline)
      if (at >= 0) return this.window.base + at + 1
      if (!isMore) return this.window.end
    }
  }

  private beginsWithMark(): boolean {
    const { encoding } = this.task.plan
    const bytes = this.window.bytes(0, Math.min(MARK.length, this.window.length))
    return encoding.startsWith('utf-8') && bytes.length === MARK.length && bytes.every((byte, at) => byte === MARK[at])
  }

  /** @returns false at the file's end */
  private async extend(from: number): Promise<boolean> {
    const { window } = this
    if (window.isAtEndOfFile) return false
    await window.extend(from)
    await this.breathe()
    return true
  }

  private async breathe(): Promise<void> {
    const { start, end } = this.task
    this.pulse.report(Math.min(1, (this.window.end - start) / (end - start)), this.lines.length)
    await this.pulse.breathe()
  }

  /** @returns false if no row is left */
  private async readRows(): Promise<boolean> {
    const { window } = this
    const from = this.offset - window.base
    const stop = window.isAtEndOfFile ? this.scanLast(from) : this.scan(from, window.length)
    if (stop === 'odd row') return this.readOddRow()
    if (stop === 'crowded') this.columns[this.loops.crowdedColumn]!.settle()
    if (stop !== 'done' || this.offset >= this.task.end) return true
    if (window.end - this.offset > LONGEST_CELL) return this.readOddRow()
    if (await this.extend(this.offset - window.base)) return true
    return this.offset < window.end && this.readOddRow()
  }

  /** At the end of the file: as PapaParse is given it, without blanks at its end, and with the line end that the loops want. */
  private scanLast(from: number): Stop {
    const { window, task } = this
    const bytes = window.bytes(0, window.length)
    let end = window.length
    while (end > from && isDropped(bytes[end - 1]!, task.plan)) end--
    // PapaParse knows white space behind a closing quote only before a delimiter or a line end.
    if (end > from && isWhite(bytes[end - 1]!, task.plan)) return this.scan(from, end)
    const before = window.put(end, task.plan.newline)
    const stop = this.scan(from, end + 1)
    window.put(end, before)
    if (this.offset <= window.base + end) return stop
    // The line end that was put there is none of the file's.
    this.offset = window.end
    this.line--
    return stop
  }

  private scan(from: number, to: number): Stop {
    const { loops, window, task } = this
    const stop = loops.scan(from, to, task.end - window.base, this.line)
    const firstRow = this.lines.length
    for (const { column, row, bytes } of loops.strays()) this.takeStray(column, row, firstRow, bytes)
    const expected = this.expectedRows(window.base + loops.next, firstRow + loops.rowCount)
    for (const column of this.columns) column.takeRows(expected)
    this.lines.append(loops.lines(), expected)
    const refused = loops.refused()
    for (let at = 0; at < refused.length; at += 3) {
      const [start, line, cellCount] = [refused[at]!, refused[at + 1]!, refused[at + 2]!]
      this.refusals.addMisfit(line, cellCount, window.bytes(start, Math.min(to, window.length)))
    }
    if (loops.isBeyondAscii) this.check.addRows(window.bytes(from, Math.min(loops.next, window.length)), this.offset)
    this.offset = window.base + loops.next
    this.line = loops.line
    return stop
  }

  /** In the whole range, if it goes on as it began. */
  private expectedRows(offset: number, rowCount: number): number {
    const { start, end } = this.task
    return Math.min(end - start, Math.ceil(((end - start) / Math.max(1, offset - start)) * rowCount * SPARE_ROWS))
  }

  private takeStray(column: number, row: number, firstRow: number, bytes: Uint8Array): void {
    this.loops.numbers(column)[row] = this.columns[column]!.takeStray(firstRow + row, bytes)
  }

  /** @returns false if no row is left */
  private async readOddRow(): Promise<boolean> {
    const { window, task } = this
    const row = await readOddRow(window, task.plan, task.encoding, this.offset)
    if (row === null) {
      this.check.addOddRow(window.bytes(this.offset - window.base, window.length), this.offset)
      this.offset = window.end
      return false
    }
    if ('kind' in row) {
      this.trouble = { kind: row.kind, line: this.line + row.line }
      return false
    }
    const bytes = window.bytes(row.start - window.base, row.end - window.base)
    this.check.addOddRow(bytes, row.start)
    this.takeOddRow(row, bytes)
    this.offset = row.end
    this.line += row.lineCount
    await this.breathe()
    return true
  }

  private takeOddRow({ cells, malformed }: OddRow, bytes: Uint8Array): void {
    const { plan, encoding } = this.task
    if (isBlank(cells)) return
    if (plan.comment !== null && cells[0]!.charCodeAt(0) === plan.comment) return
    if (this.headerAwaited) this.headerAwaited = false
    else if (malformed !== null) this.refusals.add(this.line, malformed, bytes)
    else if (cells.length !== plan.fieldCount) this.refusals.addMisfit(this.line, cells.length, bytes)
    else {
      for (const [column, cell] of cells.entries()) this.columns[column]!.takeCell(cellBytes(cell, encoding))
      this.lines.push(this.line)
    }
  }

  private async finish(): Promise<ScannedRange> {
    const { firstOffset, offset, line, refusals, headerAwaited, trouble } = this
    const pieceHashes = await this.window.pieceHashes()
    const columns = []
    for (const column of this.columns) {
      columns.push(column.finish())
      await this.breathe()
    }
    const sourceLines = this.lines.finish()
    return {
      firstOffset,
      endOffset: offset,
      rowCount: sourceLines.length,
      columns,
      sourceLines,
      lineCount: line,
      refusedCount: refusals.count,
      refused: refusals.listed,
      headerAwaited,
      encoding: this.check.facts(),
      pieceHashes,
      trouble,
    }
  }
}

/** Rows get shorter here and there. */
const SPARE_ROWS = 1.02
const MARK = [0xef, 0xbb, 0xbf]

/** What row-splitter.ts drops from the end of a text. */
const isDropped = (byte: number, { delimiter, newline }: ScanPlan): boolean =>
  (byte === 13 && newline !== 13) || (byte === 32 && delimiter !== 32)

const isWhite = (byte: number, { delimiter, newline }: ScanPlan): boolean =>
  byte >= 9 && byte <= 13 && byte !== delimiter && byte !== newline
