/**
 * Plain rows: the twin of src/kernels/scan/rows.ts, one row at a time and byte by byte.
 */

import { LONGEST_CELL } from '../row-splitter'
import type { ScanPlan } from './scan-plan'

export type RowKind = 'clean' | 'refused' | 'skipped' | 'odd' | 'not whole'

/** No byte. */
const NONE = 256

export class PlainRows {
  /** Of the last row: per cell where its bytes begin and end, quotes around it left out. */
  starts = new Uint32Array(64)
  ends = new Uint32Array(64)
  cellCount = 0
  /** Whether cells may hold doubled quotes. */
  isQuoted = false
  isBeyondAscii = false
  /** Where the line end behind the row stands, and the line ends inside quotes. */
  end = 0
  innerLines = 0

  private readonly quote: number
  private readonly comment: number

  constructor(private readonly plan: ScanPlan) {
    this.quote = plan.quote ?? NONE
    this.comment = plan.comment ?? NONE
  }

  /** Cuts the row that begins at `from`. */
  read(bytes: Uint8Array, from: number, to: number): RowKind {
    const { delimiter, newline, fieldCount } = this.plan
    const { quote } = this
    this.cellCount = 0
    this.innerLines = 0
    this.isQuoted = false
    for (let at = from; at < to; at++) {
      const start = at
      let end: number
      if (bytes[at] === quote) {
        end = this.closingQuote(bytes, at + 1, to)
        if (end < 0) return end === NOT_WHOLE ? 'not whole' : 'odd'
        for (at = end + 1; at < to && bytes[at] !== delimiter && bytes[at] !== newline; at++) {
          if (!isWhite(bytes[at]!)) return 'odd'
        }
        this.isQuoted = true
        this.addCell(start + 1, end)
      } else {
        for (; at < to; at++) {
          const byte = bytes[at]!
          if (byte === delimiter || byte === newline) break
          if (byte === 0) return 'odd'
          if (byte > 127) this.isBeyondAscii = true
        }
        this.addCell(start, at)
      }
      if (at < to && bytes[at] === newline) {
        this.end = at
        return this.kindOf(bytes, from, at, fieldCount)
      }
    }
    return 'not whole'
  }

  private addCell(start: number, end: number): void {
    if (this.cellCount === this.starts.length) {
      this.starts = doubled(this.starts)
      this.ends = doubled(this.ends)
    }
    this.starts[this.cellCount] = start
    this.ends[this.cellCount++] = end
  }

  /** Where the quote stands that isn't doubled; NOT_WHOLE if it isn't there, ODD if a NUL is. */
  private closingQuote(bytes: Uint8Array, from: number, to: number): number {
    for (let at = from; at < to; at++) {
      const byte = bytes[at]!
      if (byte === this.quote) {
        if (at + 1 === to) return NOT_WHOLE
        if (bytes[at + 1] !== this.quote) return at
        at++
      } else if (byte === 0) return ODD
      else if (byte === this.plan.newline) this.innerLines++
      else if (byte > 127) this.isBeyondAscii = true
    }
    return NOT_WHOLE
  }

  private kindOf(bytes: Uint8Array, from: number, end: number, fieldCount: number): RowKind {
    if (end - from > LONGEST_CELL || bytes[from] === this.comment) return 'odd'
    let isSure = true
    for (let at = from; at < end; at++) {
      const byte = bytes[at]!
      if (byte === this.plan.delimiter || isWhite(byte)) continue
      if (byte > 32 && byte < 127 && byte !== this.quote) return this.cellCount === fieldCount ? 'clean' : 'refused'
      isSure = false
    }
    return isSure ? 'skipped' : 'odd'
  }
}

const NOT_WHOLE = -1
const ODD = -2

const isWhite = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13)

function doubled(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2)
  larger.set(array)
  return larger
}
