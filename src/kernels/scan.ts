/**
 * Kernel: the bytes of delimited text → a code per cell, or a number.
 *
 * In    the bytes of a stretch, and where its first row begins
 * Out   per column and row a code into the column's dictionary (1, 2 or 4 bytes) or a float64; and what the caller must see to: refused
 *       rows, cells that are no plain number, a row that takes a closer look
 * A batch of rows is cut into cells first; then it is walked column by column, so that one dictionary at a time is at hand and the
 * row that turns out ragged has touched none. The plain twin is src/engine/intake/scan/plain-loops.ts.
 */

import {
  alignedScratch,
  codeOf,
  entriesOf,
  entryCountOf,
  keepScratch,
  modeOf,
  prepareDictionaries,
  recordOf,
  scratch,
  setMode,
  shiftOf,
  shortKey,
  slotIndex,
  slotsOf,
  writeCounts,
} from './scan/dictionaries'
import { mixBlocks } from './scan/lanes'
import { isUnread, numberAt } from './scan/numbers'
import {
  BATCH,
  beginRows,
  clean,
  cleanCount,
  indexRows,
  isBeyondAscii,
  isQuoted,
  line,
  next,
  prepareRows,
  refused,
  refusedCount,
} from './scan/rows'

/** Beside DONE, ODD and BATCH of scan/rows.ts: the outputs are to be emptied; a dictionary is as large as a column's codes allow. */
const FULL: u32 = 3
const CROWDED: u32 = 4

/** How a column is kept: the logarithm of a cell's bytes. */
const CODES_OF_1_BYTE: u32 = 0
const CODES_OF_2_BYTES: u32 = 1
const NUMBERS: u32 = 3

/** One less than there are: a row that the caller reads may bring another. */
const MOST_CODES_OF_1_BYTE: u32 = 255
const MOST_CODES_OF_2_BYTES: u32 = 65_535
const STRAY_BYTES: usize = 16
const NO_BYTE: u32 = 256
const CARRIAGE_RETURN: u32 = 13
/** What a load may read beyond the last byte. */
const PADDING: usize = 80

let quote: u32 = 0
let columnCount: u32 = 0
let batchRows: u32 = 0
let callRows: u32 = 0
let outputs: usize = 0
let lines: usize = 0
let strays: usize = 0
let mostStrays: u32 = 0
let report: usize = 0
let bytes: usize = 0
let byteRoom: usize = 0

let rowCount: u32 = 0
let strayCount: u32 = 0
let crowded: u32 = 0
let cellStart: usize = 0
let cellEnd: usize = 0

/** Once, before all else. @returns where `scan` reports; 64 bytes behind it is room for the lanes of `mixBlocks` */
export function prepare(
  delimiterByte: u32,
  newlineByte: u32,
  quoteByte: u32,
  commentByte: u32,
  columns: u32,
  rowsOfBatch: u32,
  rowsOfCall: u32,
): usize {
  quote = quoteByte
  columnCount = columns
  batchRows = rowsOfBatch
  callRows = rowsOfCall
  prepareRows(delimiterByte, newlineByte, quoteByte, commentByte, columns, rowsOfBatch, rowsOfCall)
  prepareDictionaries(columns)
  outputs = heap.alloc(<usize>columns * outputBytes())
  lines = heap.alloc((<usize>rowsOfCall) << 2)
  mostStrays = columns * rowsOfBatch * 2
  report = heap.alloc(128)
  return report
}

/** Room for so many bytes; those that the stretch held are kept. @returns its address */
export function makeRoom(byteCount: usize): usize {
  if (byteCount <= byteRoom) return bytes
  const before = bytes
  bytes = heap.alloc(byteCount + PADDING)
  memory.copy(bytes, before, byteRoom)
  byteRoom = byteCount
  return bytes
}

/** @param lineBefore line ends passed before `from` */
export function scan(from: usize, to: usize, limit: usize, lineBefore: u32): u32 {
  rowCount = 0
  strayCount = 0
  beginRows(from, lineBefore)
  let stop = BATCH
  while (stop == BATCH) {
    stop = roomFor()
    if (stop != BATCH) break
    stop = indexRows(to, limit)
    for (let column: u32 = 0; column < columnCount; column++) readColumn(column)
    const target = lines + ((<usize>rowCount) << 2)
    for (let row: usize = 0; row < <usize>cleanCount; row++)
      store<u32>(target + (row << 2), load<u32>(clean + (row << 3), 4))
    rowCount += cleanCount
  }
  store<u32>(report, rowCount)
  store<u32>(report, <u32>next, 4)
  store<u32>(report, line, 8)
  store<u32>(report, refusedCount, 12)
  store<u32>(report, refused, 16)
  store<u32>(report, strayCount, 20)
  store<u32>(report, strays, 24)
  store<u32>(report, isBeyondAscii, 28)
  store<u32>(report, crowded, 32)
  store<u32>(report, lines, 36)
  return stop
}

/** @returns BATCH if another batch of rows has room wherever it may go */
function roomFor(): u32 {
  if (rowCount + batchRows > callRows || refusedCount + batchRows > callRows) return FULL
  if (strays != 0 && strayCount * 2 > mostStrays) return FULL
  for (let column: u32 = 0; column < columnCount; column++) {
    const record = recordOf(column)
    const mode = modeOf(record)
    if (mode > CODES_OF_2_BYTES) continue
    const mostCodes = mode == CODES_OF_1_BYTE ? MOST_CODES_OF_1_BYTE : MOST_CODES_OF_2_BYTES
    if (entryCountOf(record) + batchRows > mostCodes) {
      crowded = column
      return CROWDED
    }
  }
  return BATCH
}

/** The rows of the batch, one column. */
function readColumn(column: u32): void {
  const record = recordOf(column)
  const mode = modeOf(record)
  const output = outputOf(column) + ((<usize>rowCount) << mode)
  const end = clean + ((<usize>cleanCount) << 3)
  if (mode == NUMBERS) readNumbers(column, output, end)
  else readCodes(column, (<usize>1) << mode, output, end)
}

/**
 * The loop where most of the time goes, so a cell that is there and short is looked up in place.
 * Four bytes are stored whatever the width of a code; the next row's lie over what is too much.
 */
function readCodes(column: u32, width: usize, output: usize, end: usize): void {
  const record = recordOf(column)
  const offset = (<usize>column) << 2
  const isLast = column + 1 == columnCount
  let slots = slotsOf(record)
  let shift = shiftOf(record)
  const mark = isQuoted ? quote : NO_BYTE
  for (let row = clean; row < end; row += 8) {
    const before = <usize>load<u32>(row) + offset
    let from = <usize>load<u32>(before) + 1
    let length = <usize>load<u32>(before, 4) - from
    if (<u32>load<u8>(from) == mark) {
      unquote(from, from + length)
      from = cellStart
      length = cellEnd - from
    }
    if (isLast && length > 0 && load<u8>(from + length - 1) == CARRIAGE_RETURN) length--
    const key = shortKey(from, length)
    const slot = slots + (slotIndex(key, shift) << 4)
    let code: u32
    if (length < 8 && load<u64>(slot) == key) {
      store<u32>(slot, load<u32>(slot, 12) + 1, 12)
      code = load<u32>(slot, 8)
    } else {
      code = codeOf(record, from, length)
      slots = slotsOf(record)
      shift = shiftOf(record)
    }
    store<u32>(output, code)
    output += width
  }
}

function readNumbers(column: u32, output: usize, end: usize): void {
  for (let row = clean; row < end; row += 8) {
    findCell(row, column)
    store<f64>(output, numberAt(cellStart, cellEnd))
    if (isUnread) leave(column, (row - clean) >> 3)
    output += 8
  }
}

function findCell(row: usize, column: u32): void {
  const before = <usize>load<u32>(row) + ((<usize>column) << 2)
  cellStart = <usize>load<u32>(before) + 1
  cellEnd = <usize>load<u32>(before, 4)
  if (isQuoted && <u32>load<u8>(cellStart) == quote) unquote(cellStart, cellEnd)
  if (column + 1 == columnCount && cellEnd > cellStart && load<u8>(cellEnd - 1) == CARRIAGE_RETURN) cellEnd--
}

/** Finds what a quoted cell holds; where that has doubled quotes, a copy with single ones. */
function unquote(from: usize, to: usize): void {
  // White space may stand behind the closing quote.
  do to--
  while (<u32>load<u8>(to) != quote)
  from++
  cellStart = from
  cellEnd = to
  while (from < to && <u32>load<u8>(from) != quote) from++
  if (from == to) return
  const copy = scratch(to - cellStart)
  memory.copy(copy, cellStart, from - cellStart)
  let target = copy + (from - cellStart)
  while (from < to) {
    const byte = load<u8>(from++)
    store<u8>(target++, byte)
    if (<u32>byte == quote) from++
  }
  cellStart = copy
  cellEnd = target
}

/** Notes a cell of a column of numbers that the caller must read. */
function leave(column: u32, row: usize): void {
  const length = cellEnd - cellStart
  if (cellStart < bytes || cellStart >= bytes + byteRoom) keepScratch(length)
  const stray = strays + <usize>strayCount * STRAY_BYTES
  strayCount++
  store<u32>(stray, column)
  store<u32>(stray, rowCount + <u32>row, 4)
  store<u32>(stray, <u32>cellStart, 8)
  store<u32>(stray, <u32>length, 12)
}

function outputBytes(): usize {
  return ((<usize>callRows) << 3) + 64
}

/** Where `scan` writes a column's codes or numbers. */
export function outputOf(column: u32): usize {
  return outputs + <usize>column * outputBytes()
}

/** The code of a cell of a row that the caller has read. */
export function codeOfCell(column: u32, start: usize, length: usize): u32 {
  return codeOf(recordOf(column), start, length)
}

/** @param mode 0, 1, 2: codes of 1, 2, 4 bytes; 3: numbers */
export function keepAs(column: u32, mode: u32): void {
  setMode(recordOf(column), mode)
  if (mode == NUMBERS && strays == 0) strays = heap.alloc(<usize>mostStrays * STRAY_BYTES)
}

export function entryCount(column: u32): u32 {
  return entryCountOf(recordOf(column))
}

/** The address of 8 bytes per entry: see scan/dictionaries.ts. */
export function entries(column: u32): usize {
  return entriesOf(recordOf(column))
}

/** @returns the address of 4 bytes per entry: how often it came */
export function counts(column: u32): usize {
  const record = recordOf(column)
  const target = alignedScratch((<usize>entryCountOf(record)) << 2)
  writeCounts(record, target)
  return target
}

/** Room that lasts till the next call. */
export function room(byteCount: usize): usize {
  return alignedScratch(byteCount)
}

export { mixBlocks }
