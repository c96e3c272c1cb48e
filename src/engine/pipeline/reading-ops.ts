/**
 * Reading operations: how a part of a file becomes a shard of its table.
 *
 * scan         a range of bytes → rows with the dictionaries of this part; only what is needed to put all parts together leaves
 * rangeNumbers a column of numbers kept one by one, sorted; the dictionaries are put together meanwhile
 * handOver     the last rows, which belong to the next shard so that each has whole blocks
 * settle       with the dictionaries of the whole file: the part is a shard from now on
 */

import { decodeEntries } from '../intake/scan/entry-texts'
import { scanRange } from '../intake/scan/scan-range'
import type { Entries, RangeFacts, ScannedColumn, ScannedRange, ScanTask } from '../intake/scan/scanned-range'
import type { Encoding } from '../intake/facts'
import type { ByteSource } from '../intake/source'
import { numberOf } from '../intake/number-text'
import { MISSING_TEXTS } from '../intake/missing-texts'
import type { Codes, NumberCells } from '../table/table'
import { PackedNumberCells, PackedTextCells, PackedTexts } from '../table/packed-texts'
import { recode } from '../table/recode'
import { numberRuns, type NumberRuns } from '../table/sorted-numbers'
import { codesFor, type StoredCells } from '../table/stored'
import { EngineError } from '../failure'
import type { Pulse } from '../numeric/pulse'
import { joinedParts, type CellPart } from './cell-parts'
import type { KeptTable } from './shard-host'
import { newShardState } from './shard-state'

/** Rows of a part of a file, as they were read. */
export interface ReadRows {
  readonly range: ScannedRange
}

/** What leaves the worker of a range that was read: all but what there is per row. */
export interface RangeDigest extends RangeFacts {
  readonly columns: readonly ColumnReading[]
}

export type ColumnReading =
  | { readonly kind: 'coded'; readonly entries: Entries; readonly counts: Uint32Array }
  | {
      readonly kind: 'wide'
      readonly missingCount: number
      readonly numberCount: number
      readonly strayCount: number
    }

/** How a column's rows are kept from now on; rows that go elsewhere need no more of a dictionary than its length. */
export type ColumnRecoding =
  | {
      readonly kind: 'coded'
      /** From the part's code to the file's. */
      readonly map: Uint32Array
      /** Of the whole file. */
      readonly entryCount: number
    }
  | {
      readonly kind: 'wide'
      /** Per code of the part; empty for a part that has kept numbers already. */
      readonly numbers: Float64Array
      readonly strays: readonly (readonly [code: number, text: string])[]
    }

type Recoded = Extract<ColumnRecoding, { kind: 'coded' }>
type Widened = Extract<ColumnRecoding, { kind: 'wide' }>

export type ColumnSettlement =
  | (Recoded & {
      /** Of the whole file. */
      readonly dictionary: Entries
      readonly numbers: Float64Array | null
    })
  | Widened

/** Some rows on their way to another shard: codes of the whole file, lines of the file. */
export interface RowsOnTheWay {
  readonly rowCount: number
  readonly columns: readonly CellPart[]
  readonly sourceLines: Uint32Array
}

/** What a part of the file is told about the whole. */
interface WholeFacts {
  readonly encoding: Encoding
  /** Line of the file that the part's first line is. */
  readonly firstLine: number
}

export interface HandOver extends WholeFacts {
  /** Row of the part from which on rows go elsewhere. */
  readonly from: number
  readonly columns: readonly ColumnRecoding[]
}

export interface Settlement extends WholeFacts {
  readonly columnNames: readonly string[]
  /** Index in the whole table of the shard's first row, a multiple of BLOCK_ROWS. */
  readonly firstRow: number
  /** Rows of the part that stay; those behind were handed over. */
  readonly keptCount: number
  /** Rows before the part's own, handed over by the parts before it. */
  readonly before: RowsOnTheWay | null
  readonly columns: readonly ColumnSettlement[]
}

export const readingOps = {
  async scan(kept: KeptTable, { source, task }: { source: ByteSource; task: ScanTask }): Promise<RangeDigest> {
    kept.read = null
    kept.state = null
    const range = await scanRange(source, task, pulseOf(kept))
    kept.read = { range }
    const { columns, sourceLines: _, ...rest } = range
    return { ...rest, columns: columns.map(readingOf) }
  },

  /** @param column that has been kept as numbers one by one. @returns its different numbers, as after it is settled */
  async rangeNumbers(
    kept: KeptTable,
    { column, encoding }: { column: number; encoding: Encoding },
  ): Promise<NumberRuns> {
    const { range } = readRows(kept)
    const read = range.columns[column]!
    if (read.kind === 'coded') throw new EngineError('shape-mismatch', 'a dictionary has these numbers already')
    return numberRuns(numbersKept(read, encoding, 0, range.rowCount))
  },

  async handOver(kept: KeptTable, { from, encoding, firstLine, columns }: HandOver): Promise<RowsOnTheWay> {
    const { range } = readRows(kept)
    const parts = range.columns.map((column, index) =>
      recodedPart(column, columns[index]!, encoding, from, range.rowCount),
    )
    const sourceLines = range.sourceLines.slice(from).map((line) => line + firstLine)
    return { rowCount: sourceLines.length, columns: parts, sourceLines }
  },

  async settle(kept: KeptTable, settlement: Settlement): Promise<void> {
    const { range } = readRows(kept)
    const { before, keptCount, firstLine, firstRow, columnNames, encoding } = settlement
    const beforeCount = before?.rowCount ?? 0
    const rowCount = beforeCount + keptCount
    const sourceLines = new Uint32Array(rowCount)
    if (before !== null) sourceLines.set(before.sourceLines)
    shiftLines(range.sourceLines.subarray(0, keptCount), firstLine, sourceLines.subarray(beforeCount))
    const cells: StoredCells[] = []
    for (const [index, column] of range.columns.entries()) {
      const how = settlement.columns[index]!
      const own = recodedPart(column, how, encoding, 0, keptCount)
      cells.push(cellsOf(before === null ? own : joinedParts([before.columns[index]!, own]), how))
      await kept.breathe(0)
    }
    kept.read = null
    kept.state = newShardState({ rowCount, columnNames, cells, sourceLines }, firstRow)
    kept.state.breathe = (rowsDone) => kept.breathe(rowsDone)
  },
}

function shiftLines(lines: Uint32Array, by: number, out: Uint32Array): void {
  for (let row = 0; row < lines.length; row++) out[row] = lines[row]! + by
}

/** Reading says how many rows there are so far; whoever asks counts those since. */
function pulseOf(kept: KeptTable): Pulse {
  let reported = 0
  let rowsSince = 0
  return {
    report: (_, rowsDone = 0) => {
      rowsSince += rowsDone - reported
      reported = rowsDone
    },
    breathe: () => {
      const rows = rowsSince
      rowsSince = 0
      return kept.breathe(rows)
    },
  }
}

function readRows({ read }: KeptTable): ReadRows {
  if (read === null) throw new EngineError('out-of-range', 'no range has been read')
  return read
}

function readingOf(column: ScannedColumn): ColumnReading {
  if (column.kind === 'coded') return { kind: 'coded', entries: column.entries, counts: column.counts }
  let missingCount = 0
  for (let row = 0; row < column.values.length; row++) if (Number.isNaN(column.values[row]!)) missingCount++
  // Whether a cell is a number doesn't hang on what its bytes beyond ASCII mean.
  const texts = decodeEntries(column.strays, 'utf-8')
  const numbers = texts.filter((text) => !Number.isNaN(numberOf(text))).length
  const missing = texts.filter((text) => MISSING_TEXTS.has(text)).length
  const strayCount = texts.length - numbers - missing
  missingCount += missing - texts.length
  return { kind: 'wide', missingCount, numberCount: column.values.length - missingCount - strayCount, strayCount }
}

/** Rows of one column under the codes of the file. */
function recodedPart(
  column: ScannedColumn,
  how: ColumnRecoding,
  encoding: Encoding,
  first: number,
  pastLast: number,
): CellPart {
  if (how.kind === 'coded') {
    if (column.kind !== 'coded') throw new EngineError('shape-mismatch', 'numbers kept one by one have no codes')
    const codes = roomForCodes(column.codes, first, pastLast, how.entryCount)
    recode(column.codes, first, how.map, codes)
    return { kind: 'codes', codes }
  }
  const { values, strays } =
    column.kind === 'coded'
      ? numbersOfCodes(column.codes, how, first, pastLast)
      : numbersKept(column, encoding, first, pastLast)
  return { kind: 'values', values, strays }
}

function cellsOf(part: CellPart, how: ColumnSettlement): StoredCells {
  if (part.kind === 'values') return { kind: 'numbers', values: part.values, strays: part.strays }
  if (how.kind === 'wide') throw new EngineError('shape-mismatch', 'all parts of a column are kept alike')
  const packed = new PackedTexts(how.dictionary)
  return how.numbers === null
    ? new PackedTextCells(part.codes, packed)
    : new PackedNumberCells(part.codes, packed, how.numbers)
}

/** The part's own where they are as wide: each cell is settled once, at its own place, and memory that is new costs more than that. */
function roomForCodes(codes: Codes, first: number, pastLast: number, entryCount: number): Codes {
  const room = codesFor(0, entryCount)
  return room.BYTES_PER_ELEMENT === codes.BYTES_PER_ELEMENT
    ? codes.subarray(first, pastLast)
    : codesFor(pastLast - first, entryCount)
}

function numbersOfCodes(
  codes: Codes,
  { numbers, strays: strayCodes }: Widened,
  first: number,
  pastLast: number,
): NumberCells {
  const strayOf = new Map(strayCodes)
  const strays = new Map<number, string>()
  const values = new Float64Array(pastLast - first)
  for (let place = 0; place < values.length; place++) {
    const code = codes[first + place]!
    values[place] = numbers[code]!
    if (Number.isNaN(values[place]!) && strayOf.has(code)) strays.set(place, strayOf.get(code)!)
  }
  return { kind: 'numbers', values, strays }
}

function numbersKept(
  { values, strayRows, strays: strayEntries }: Extract<ScannedColumn, { kind: 'wide' }>,
  encoding: Encoding,
  first: number,
  pastLast: number,
): NumberCells {
  const kept = values.subarray(first, pastLast)
  const strays = new Map<number, string>()
  const texts = decodeEntries(strayEntries, encoding)
  for (let index = 0; index < strayRows.length; index++) {
    const place = strayRows[index]! - first
    if (place < 0 || place >= kept.length) continue
    const text = texts[index]!
    const value = numberOf(text)
    if (!Number.isNaN(value)) kept[place] = value
    else if (!MISSING_TEXTS.has(text)) strays.set(place, text)
  }
  return { kind: 'numbers', values: kept, strays }
}
