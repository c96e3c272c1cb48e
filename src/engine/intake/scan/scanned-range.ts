/**
 * Scanned range: what is asked of a part of a file, and what comes back. Plain values: they cross from worker to worker.
 */

import type { Encoding } from '../facts'
import type { Trouble } from '../row-splitter'
import type { ScanPlan } from './scan-plan'

/**
 * The rows that begin in the bytes from `start` up to, not including, `end`. Both are multiples of a fingerprint's piece, but
 * the end of the file.
 */
export interface ScanTask {
  readonly plan: ScanPlan
  readonly start: number
  readonly end: number
  /**
   * Where the first row begins, if that is known: 0 for the file's first range. Null: behind the first line end at or before
   * `start`; that is wrong inside a quoted cell that spans lines, which `nextQuestion` finds out.
   */
  readonly firstRow: number | null
  /** Whether the header is still to come. */
  readonly headerAwaited: boolean
  /** Why the first rows are refused: a header before them has other names than the file's first; null if none has. */
  readonly misfit: string | null
  /** In which rows are cut that take a closer look: the plan's, until all ranges together say another. */
  readonly encoding: Encoding
  /** Columns, by index, that must not be read as numbers however many of them are. */
  readonly keptAsTexts: readonly number[]
}

/** The different cells of a column in order of first appearance, as they stand in the file but for quotes. */
export interface Entries {
  readonly bytes: Uint8Array
  /** One more than there are entries. */
  readonly offsets: Uint32Array
  /** Per entry, as entry-hash.ts has it; where they are missing, nobody has needed them yet. */
  readonly hashes?: Uint32Array
}

export interface CodedColumn {
  readonly kind: 'coded'
  /** Per row, an index into the entries. */
  readonly codes: Uint8Array | Uint16Array | Uint32Array
  readonly entries: Entries
  /** Per entry, how many rows have it. */
  readonly counts: Uint32Array
}

/** A column with so many different numbers that codes would only be in the way. */
export interface WideColumn {
  readonly kind: 'wide'
  /** Per row; NaN where the cell is missing or among the strays. */
  readonly values: Float64Array
  /** Cells that are no plain number, with their rows, ascending. Some may be: a number behind a no-break space. */
  readonly strayRows: Uint32Array
  readonly strays: Entries
}

export type ScannedColumn = CodedColumn | WideColumn

export interface ScannedRefusal {
  /** Counted from the range's first line. */
  readonly line: number
  /** Where in the file the row begins. */
  readonly offset: number
  readonly reason: string
  /** The line's beginning, enough for 120 characters. */
  readonly bytes: Uint8Array
}

/** What the bytes beyond ASCII say of the encoding; offsets are those of the file. */
export interface EncodingFacts {
  /** Where the first byte stands that can't be UTF-8. */
  readonly invalidAt: number | null
  /** Whether a whole character beyond ASCII came before it. */
  readonly sawMultibyte: boolean
  readonly nulCount: number
  readonly firstNulAt: number | null
  /** Whether another encoding than the task's might have cut a row otherwise. */
  readonly dependsOnEncoding: boolean
}

/** Where some rows begin, so that any can be found again: its mark is the last whose line isn't beyond its own. Both ascending. */
export interface LineMarks {
  /** Counted as those of the rows are. */
  readonly lines: Uint32Array
  /** In the file. */
  readonly offsets: Float64Array
}

/** What reading a range tells, beside what there is per row and per different cell. */
export interface RangeFacts {
  /** Where the first row begins, and where the row behind the last one does. */
  readonly firstOffset: number
  readonly endOffset: number
  readonly rowCount: number
  /** Line ends between `firstOffset` and `endOffset`. */
  readonly lineCount: number
  readonly refusedCount: number
  /** The first 100. */
  readonly refused: readonly ScannedRefusal[]
  /** Whether no row came that could be the header. */
  readonly headerAwaited: boolean
  /** The same of the rows behind the last one, as in the task. */
  readonly misfit: string | null
  /** Whether the last Zeek header block in the range has ended; null where none began or ended. */
  readonly isClosed: boolean | null
  /** Per rule of the plan, rows that fell under it. */
  readonly skippedCounts: readonly number[]
  readonly encoding: EncodingFacts
  /** 8 bytes per piece of the file between the task's start and end. */
  readonly pieceHashes: Uint8Array
  readonly marks: LineMarks
  /** Why there are no more rows; its line is counted from the range's first. */
  readonly trouble: Trouble | null
}

export interface ScannedRange extends RangeFacts {
  readonly columns: readonly ScannedColumn[]
  /** Per row the line that it starts on, counted from the range's first, which is 0. */
  readonly sourceLines: Uint32Array
}
