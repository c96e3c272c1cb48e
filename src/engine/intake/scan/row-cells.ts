/**
 * Row cells: the cells of some rows once more as they stand in the file, which is the row store: a table keeps numbers, not their spelling.
 *
 * A row is looked for behind the last mark before it, some hundred rows at most. Marks of a million rows of 150 bytes take 100 kB.
 */

import { lastNotBeyond } from '../../numeric/order'
import { decoderOf } from '../encoding'
import type { Encoding } from '../facts'
import { isTrouble, RowSplitter } from '../row-splitter'
import { readSlice, SourceLost, type ByteSource } from '../source'
import type { ScanPlan } from './scan-plan'
import type { RowMarks } from './scanned-range'

/** More is not read for the sake of a few rows; and stretches nearer to each other than this are read as one. */
const LONGEST_STRETCH = 4_194_304
const NEAR_BYTES = 65_536

interface Stretch {
  readonly start: number
  end: number
  /** Before `start`, counted as the marks are. */
  readonly line: number
  /** Asked lines, ascending. */
  readonly lines: number[]
}

/** Cells by the line on which their row begins. */
export type CellsOfLines = ReadonlyMap<number, readonly string[]>

export class RowCells {
  constructor(
    private readonly source: ByteSource,
    private readonly plan: ScanPlan,
    private readonly encoding: Encoding,
    private readonly marks: RowMarks,
  ) {}

  /**
   * @param lines of the file, the first is 1; in any order
   * @returns without rows that can't be found again, and with none if the file is gone; whoever asks must see whether it is still the same
   */
  async at(lines: Iterable<number>): Promise<CellsOfLines> {
    const cells = new Map<number, readonly string[]>()
    const stretches = this.stretchesOf([...new Set(lines)].sort((a, b) => a - b))
    try {
      await Promise.all(stretches.map((stretch) => this.read(stretch, cells)))
    } catch (error) {
      if (!(error instanceof SourceLost)) throw error
    }
    return cells
  }

  private stretchesOf(lines: readonly number[]): readonly Stretch[] {
    const { marks, source } = this
    const stretches: Stretch[] = []
    for (const line of lines) {
      const mark = lastNotBeyond(marks.lines, line)
      if (mark < 0) continue
      const start = marks.offsets[mark]!
      const end = marks.offsets[mark + 1] ?? source.sizeBytes
      if (end - start > LONGEST_STRETCH) continue
      const last = stretches.at(-1)
      if (last !== undefined && start - last.end < NEAR_BYTES && end - last.start <= LONGEST_STRETCH) {
        last.end = Math.max(last.end, end)
        last.lines.push(line)
      } else stretches.push({ start, end, line: marks.lines[mark]!, lines: [line] })
    }
    return stretches
  }

  private async read({ start, end, line, lines }: Stretch, cells: Map<number, readonly string[]>): Promise<void> {
    const { newline, fieldCount } = this.plan
    const bytes = await readSlice(this.source, start, end)
    let at = 0
    let passed = line
    for (const wanted of lines) {
      for (; passed < wanted && at >= 0; passed++) at = bytes.indexOf(newline, at) + 1 || -1
      if (at < 0) return
      const row = this.cellsOf(bytes.subarray(at), end === this.source.sizeBytes)
      if (row?.length === fieldCount)
        cells.set(
          wanted,
          row.map((cell) => cell.trim()),
        )
    }
  }

  /** @param bytes that begin with the row. @param isLast whether the file ends with them */
  private cellsOf(bytes: Uint8Array, isLast: boolean): readonly string[] | null {
    const { dialect, newline } = this.plan
    const decoder = decoderOf(this.encoding, true)
    const splitter = new RowSplitter(dialect)
    for (let start = 0; start < bytes.length;) {
      const end = bytes.indexOf(newline, start) + 1 || bytes.length
      const text = decoder.decode(bytes.subarray(start, end)).replaceAll('\0', '')
      const isPlain = start === 0 && (dialect.quote === 'none' || !text.includes(dialect.quote))
      if (isPlain) return text.replace(/[\r\n]+$/, '').split(dialect.delimiter)
      const rows = splitter.push(text, isLast && end === bytes.length)
      if (isTrouble(rows)) return null
      if (rows.rows.length > 0) return rows.rows[0]!
      start = end
    }
    return null
  }
}
