/**
 * Scan range: the rows that begin in a part of a file → columns of codes and numbers.
 *
 * The loops (scan-loops.ts) read whatever is regular; each row that they leave is read by PapaParse as it always was. What cells mean
 * is not asked here: a dictionary's entries are the bytes of the file.
 */

import type { Pulse } from '../../numeric/pulse'
import { LONGEST_CELL, type Trouble } from '../row-splitter'
import type { ByteSource } from '../source'
import { ByteStretch, CHUNK_BYTES } from './byte-stretch'
import { findFirstRow } from './first-row'
import { growing32, growing64 } from './growing'
import { readOddRow, readPlainLine } from './odd-row'
import { openLoops } from './open-loops'
import { PIECE_BYTES } from './piece-hash'
import { RangeRows } from './range-rows'
import type { ScanLoops, Stop } from './scan-loops'
import type { ScanPlan } from './scan-plan'
import type { ScannedRange, ScanTask } from './scanned-range'

/** What only tests set otherwise; the answer depends on none of it, but for the size of the fingerprint's pieces. */
export interface ScanGrain {
  readonly chunkBytes: number
  readonly pieceBytes: number
  readonly open: (plan: ScanPlan) => ScanLoops
}

export const USUAL_GRAIN: ScanGrain = { chunkBytes: CHUNK_BYTES, pieceBytes: PIECE_BYTES, open: openLoops }

/**
 * @param pulse told the share of the range and the rows read so far, every few milliseconds
 * @throws SourceLost, Cancelled
 */
export function scanRange(
  source: ByteSource,
  task: ScanTask,
  pulse: Pulse,
  grain = USUAL_GRAIN,
): Promise<ScannedRange> {
  return new RangeScan(source, task, pulse, grain).run()
}

class RangeScan {
  private readonly loops: ScanLoops
  private readonly stretch: ByteStretch
  private readonly rows: RangeRows
  /** Where the next row begins in the file, and the line ends before it. */
  private offset = 0
  private line = 0
  private trouble: Trouble | null = null
  private oddRowCount = 0
  private readonly markedLines = growing32()
  private readonly markedOffsets = growing64()

  constructor(
    private readonly source: ByteSource,
    private readonly task: ScanTask,
    private readonly pulse: Pulse,
    { open, chunkBytes, pieceBytes }: ScanGrain,
  ) {
    const { plan, start, end } = task
    const breathe = (): Promise<void> => this.breathe()
    this.loops = open(plan)
    this.stretch = new ByteStretch(source, this.loops, { start, end, chunkBytes, pieceBytes, breathe })
    this.rows = new RangeRows(task, this.loops)
  }

  private async breathe(): Promise<void> {
    const { start, end } = this.task
    this.pulse.report(Math.min(1, (this.stretch.end - start) / (end - start)), this.rows.rowCount)
    await this.pulse.breathe()
  }

  async run(): Promise<ScannedRange> {
    const firstOffset = await findFirstRow(this.source, this.stretch, this.task)
    this.offset = firstOffset
    let goesOn = true
    while (goesOn && this.offset < this.task.end && this.trouble === null) {
      goesOn =
        this.rows.headerAwaited || this.rows.blocks.misfit !== null ? await this.readOddRow() : await this.readRows()
    }
    return this.finish(firstOffset)
  }

  /** @returns false if no row is left */
  private async readRows(): Promise<boolean> {
    const { stretch } = this
    const from = this.offset - stretch.base
    const stop = stretch.isAtEndOfFile ? this.scanLast(from) : this.scan(from, stretch.length)
    if (stop === 'odd row') return this.readOddRow()
    if (stop === 'crowded') this.rows.settle(this.loops.crowdedColumn)
    if (stop !== 'done' || this.offset >= this.task.end) return true
    if (stretch.end - this.offset > LONGEST_CELL) return this.readOddRow()
    if (stretch.isAtEndOfFile) return this.offset < stretch.end && this.readOddRow()
    await stretch.extend(this.offset - stretch.base)
    return true
  }

  /** At the end of the file: as PapaParse is given it, without blanks at its end, and with the line end that the loops want. */
  private scanLast(from: number): Stop {
    const { stretch, task } = this
    const bytes = stretch.bytes(0, stretch.length)
    let end = stretch.length
    while (end > from && isDropped(bytes[end - 1]!, task.plan)) end--
    // PapaParse knows white space behind a closing quote only before a delimiter or a line end.
    if (end > from && isWhite(bytes[end - 1]!, task.plan)) return this.scan(from, end)
    const before = stretch.put(end, task.plan.newline)
    const stop = this.scan(from, end + 1)
    stretch.put(end, before)
    if (this.offset <= stretch.base + end) return stop
    // The line end that was put there is none of the file's.
    this.offset = stretch.end
    this.line--
    return stop
  }

  private scan(from: number, to: number): Stop {
    const { loops, stretch } = this
    // No further than the bytes at hand: a kernel counts to 2³².
    const limit = Math.min(this.task.end - stretch.base, to + 1)
    const stop = loops.scan(from, to, limit, this.line)
    this.rows.takeScanned(stretch, from)
    this.takeMarks(loops.marks())
    this.offset = stretch.base + loops.next
    this.line = loops.line
    return stop
  }

  private takeMarks(marks: Uint32Array): void {
    for (let at = 0; at < marks.length; at += 2) {
      this.markedOffsets.push(this.stretch.base + marks[at]!)
      this.markedLines.push(marks[at + 1]!)
    }
  }

  /** @returns false if no row is left */
  private async readOddRow(): Promise<boolean> {
    const { stretch, task, rows } = this
    const row =
      readPlainLine(stretch, task.plan, this.offset) ??
      (await readOddRow(stretch, task.plan, task.encoding, this.offset))
    if (row === null) {
      rows.check.addOddRow(stretch.bytes(this.offset - stretch.base, stretch.length), this.offset)
      this.offset = stretch.end
      return false
    }
    if ('kind' in row) {
      this.trouble = { kind: row.kind, line: this.line + row.line }
      return false
    }
    rows.takeOddRow(row, stretch.bytes(row.start - stretch.base, row.end - stretch.base), this.line)
    this.offset = row.end
    this.line += row.lineCount
    if (++this.oddRowCount % ODD_ROWS_A_BREATH === 0) await this.breathe()
    return true
  }

  private async finish(firstOffset: number): Promise<ScannedRange> {
    const { rows, stretch, trouble } = this
    // Nobody asks for the fingerprint of a file that can't be read.
    const pieceHashes = trouble === null ? await stretch.pieceHashes() : new Uint8Array(0)
    const { columns, sourceLines } = await rows.finish(() => this.breathe())
    return {
      firstOffset,
      endOffset: this.offset,
      rowCount: sourceLines.length,
      columns,
      sourceLines,
      lineCount: this.line,
      refusedCount: rows.refusals.count,
      refused: rows.refusals.listed,
      headerAwaited: rows.headerAwaited,
      misfit: rows.blocks.misfit,
      isClosed: rows.blocks.isClosed,
      skippedCounts: rows.refusals.skippedCounts,
      encoding: rows.check.facts(),
      pieceHashes,
      marks: { lines: this.markedLines.finish(), offsets: this.markedOffsets.finish() },
      trouble,
    }
  }
}

/** Each takes some 40 µs where rows have 43 cells (2026-11-26). */
const ODD_ROWS_A_BREATH = 100

/** What row-splitter.ts drops from the end of a text. */
const isDropped = (byte: number, { delimiter, newline }: ScanPlan): boolean =>
  (byte === 13 && newline !== 13) || (byte === 32 && delimiter !== 32)

const isWhite = (byte: number, { delimiter, newline }: ScanPlan): boolean =>
  byte >= 9 && byte <= 13 && byte !== delimiter && byte !== newline
