/**
 * Plain loops: the twin of the kernel, for hosts without SIMD. Row by row, since no instruction gains from batches here.
 */

import { mixPlainly } from './lanes'
import { PlainDictionary } from './plain-dictionary'
import { plainNumber } from './plain-number'
import { PlainRows } from './plain-rows'
import { Keeping, MOST_CODES, type ScanLoops, type ScannedCodes, type Stop, type Stray } from './scan-loops'
import type { ScanPlan } from './scan-plan'
import type { Entries } from './scanned-range'

const CALL_CELLS = 262_144
const MOST_CALL_ROWS = 8192
const CARRIAGE_RETURN = 13

export class PlainLoops implements ScanLoops {
  rowCount = 0
  next = 0
  line = 0
  isBeyondAscii = false
  crowdedColumn = 0

  private bytes = new Uint8Array(0)
  private readonly rows: PlainRows
  private readonly dictionaries: PlainDictionary[]
  private readonly keeping: Keeping[]
  private readonly outputs: (ScannedCodes | Float64Array)[]
  private readonly lineOf: Uint32Array
  private readonly callRows: number
  private found: Stray[] = []
  private refusals: number[] = []
  private marked: number[] = []
  private nextMark = 0

  constructor(private readonly plan: ScanPlan) {
    const { fieldCount } = plan
    this.callRows = Math.max(16, Math.min(MOST_CALL_ROWS, Math.floor(CALL_CELLS / fieldCount)))
    this.rows = new PlainRows(plan)
    this.dictionaries = Array.from({ length: fieldCount }, () => new PlainDictionary())
    this.keeping = Array<Keeping>(fieldCount).fill(Keeping.codesOf1Byte)
    this.outputs = Array.from({ length: fieldCount }, () => new Uint8Array(this.callRows))
    this.lineOf = new Uint32Array(this.callRows)
  }

  stretch(byteCount: number): Uint8Array {
    if (byteCount > this.bytes.length) {
      const larger = new Uint8Array(byteCount)
      larger.set(this.bytes)
      this.bytes = larger
    }
    return this.bytes.subarray(0, byteCount)
  }

  scan(from: number, to: number, limit: number, line: number): Stop {
    this.rowCount = 0
    this.next = from
    this.line = line
    this.found = []
    this.refusals = []
    this.marked = []
    this.nextMark = 0
    this.rows.isBeyondAscii = false
    let stop: Stop | null = null
    while (stop === null) stop = this.next < limit ? (this.fullness() ?? this.takeRow(to)) : 'done'
    this.isBeyondAscii = this.rows.isBeyondAscii
    return stop
  }

  private fullness(): Stop | null {
    if (this.rowCount === this.callRows || this.refusals.length >= 3 * this.callRows) return 'full'
    if (this.rowCount >= this.nextMark) {
      this.marked.push(this.next, this.line)
      this.nextMark = this.rowCount + MARKED_ROWS
    }
    if (this.rowCount % CHECKED_ROWS > 0) return null
    const isCrowded = ({ entryCount }: PlainDictionary, column: number): boolean =>
      entryCount + CHECKED_ROWS > MOST_CODES[this.keeping[column]!]
    this.crowdedColumn = this.dictionaries.findIndex(isCrowded)
    return this.crowdedColumn < 0 ? null : 'crowded'
  }

  private takeRow(to: number): Stop | null {
    const kind = this.rows.read(this.bytes, this.next, to)
    if (kind === 'odd') return 'odd row'
    if (kind === 'not whole') return 'done'
    if (kind === 'clean') this.takeCells()
    else if (kind === 'refused') this.refusals.push(this.next, this.line, this.rows.cellCount)
    this.next = this.rows.end + 1
    this.line += 1 + this.rows.innerLines
    return null
  }

  private takeCells(): void {
    const { rows, rowCount, dictionaries, keeping, outputs } = this
    const last = dictionaries.length - 1
    for (let column = 0; column <= last; column++) {
      let { bytes } = this
      let start = rows.starts[column]!
      let end = rows.ends[column]!
      if (rows.isQuoted && bytes[start - 1] === this.plan.quote) {
        const plain = withSingleQuotes(bytes, start, end, this.plan.quote)
        if (plain !== null) [bytes, start, end] = [plain, 0, plain.length]
      }
      if (column === last && end > start && bytes[end - 1] === CARRIAGE_RETURN) end--
      if (keeping[column] === Keeping.numbers) this.takeNumber(column, bytes, start, end)
      else outputs[column]![rowCount] = dictionaries[column]!.codeOf(bytes, start, end)
    }
    this.lineOf[this.rowCount++] = this.line
  }

  private takeNumber(column: number, bytes: Uint8Array, start: number, end: number): void {
    const value = plainNumber(bytes, start, end)
    this.outputs[column]![this.rowCount] = value ?? NaN
    if (value === null) this.found.push({ column, row: this.rowCount, bytes: bytes.slice(start, end) })
  }

  lines(): Uint32Array {
    return this.lineOf.subarray(0, this.rowCount)
  }
  codes(column: number): ScannedCodes {
    return this.outputs[column]!.subarray(0, this.rowCount) as ScannedCodes
  }
  numbers(column: number): Float64Array {
    return this.outputs[column]!.subarray(0, this.rowCount) as Float64Array
  }
  strays(): readonly Stray[] {
    return this.found
  }
  marks(): Uint32Array {
    return Uint32Array.from(this.marked)
  }
  refused(): Uint32Array {
    return Uint32Array.from(this.refusals)
  }

  keepAs(column: number, keeping: Keeping): void {
    this.keeping[column] = keeping
    this.outputs[column] = new OUTPUTS[keeping](this.callRows)
  }
  codeOf(column: number, cell: Uint8Array): number {
    return this.dictionaries[column]!.codeOf(cell, 0, cell.length)
  }
  entryCount(column: number): number {
    return this.dictionaries[column]!.entryCount
  }
  entries(column: number, first = 0, pastLast = this.entryCount(column)): Entries {
    return this.dictionaries[column]!.entries(first, pastLast)
  }
  counts(column: number): Uint32Array {
    return this.dictionaries[column]!.counts()
  }
  mixBlocks(lanes: Int32Array, start: number, blockCount: number): void {
    mixPlainly(lanes, this.bytes, start, blockCount)
  }
}

/** By how a column is kept. */
const OUTPUTS = [Uint8Array, Uint16Array, Uint32Array, Float64Array] as const

/** Rows between two looks at the sizes of the dictionaries, and between two marks. */
const CHECKED_ROWS = 16
const MARKED_ROWS = 128

/** @returns null if none is doubled */
function withSingleQuotes(
  bytes: Uint8Array,
  start: number,
  end: number,
  quote: number,
): Uint8Array<ArrayBuffer> | null {
  const at = bytes.indexOf(quote, start)
  if (at < 0 || at >= end) return null
  const plain: number[] = []
  for (let from = start; from < end; from++) {
    plain.push(bytes[from]!)
    if (bytes[from] === quote) from++
  }
  return Uint8Array.from(plain)
}
