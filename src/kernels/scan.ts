/**
 * Kernel: the bytes of delimited text → a code per cell, or a number.
 *
 * In    the bytes of a stretch, and where its first row begins
 * Out   per column and row a code into the column's dictionary (1, 2 or 4 bytes) or a float64; and what the caller must see to: refused
 *       rows, cells that are no plain number, a row that takes a closer look
 * A batch of rows is cut into cells first; then it is walked column by column, so that one dictionary at a time is at hand and the
 * row that turns out ragged has touched none. The plain twin is src/engine/intake/scan/plain-loops.ts.
 */

import { BATCH } from './scan/careful'
import {
  beginColumns,
  CODES_OF_1_BYTE,
  CODES_OF_2_BYTES,
  lines,
  mostStrays,
  NUMBERS,
  outputOf,
  prepareColumns,
  prepareStrays,
  readColumns,
  rowCount,
  strayCount,
  strays,
} from './scan/columns'
import {
  alignedScratch,
  codeOf,
  countsOf,
  entryBytes,
  entryCountOf,
  modeOf,
  prepareDictionaries,
  recordOf,
  setMode,
  writeEntries,
} from './scan/dictionaries'
import { columnCount, setFormat } from './scan/format'
import { mixBlocks } from './scan/lanes'
import { indexRows } from './scan/rows'
import { beginCall, isBeyondAscii, line, next, prepareRows, refused, refusedCount } from './scan/taken-rows'

/** Beside DONE, ODD and BATCH of scan/careful.ts: the outputs are to be emptied; a dictionary is as large as a column's codes allow. */
const FULL: u32 = 3
const CROWDED: u32 = 4

/** One less than there are: a row that the caller reads may bring another. */
const MOST_CODES_OF_1_BYTE: u32 = 255
const MOST_CODES_OF_2_BYTES: u32 = 65_535
/** What a load may read beyond the last byte. */
const PADDING: usize = 80

let batchRows: u32 = 0
let callRows: u32 = 0
let report: usize = 0
let bytes: usize = 0
let byteRoom: usize = 0
let crowded: u32 = 0
/** Per batch of the call where it begins and the line ends before it, as long as there is room. */
let marks: usize = 0
let markCount: u32 = 0
const MOST_MARKS: u32 = 256

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
  setFormat(delimiterByte, newlineByte, quoteByte, commentByte, columns)
  batchRows = rowsOfBatch
  callRows = rowsOfCall
  prepareRows(rowsOfBatch, rowsOfCall)
  prepareDictionaries(columns)
  prepareColumns(rowsOfBatch, rowsOfCall)
  marks = heap.alloc((<usize>MOST_MARKS) << 3)
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
  beginColumns()
  beginCall(from, lineBefore)
  markCount = 0
  let stop = BATCH
  while (stop == BATCH) {
    stop = roomFor()
    if (stop != BATCH) break
    mark()
    stop = indexRows(to, limit, batchRows)
    readColumns()
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
  store<u32>(report, marks, 40)
  store<u32>(report, markCount, 44)
  return stop
}

function mark(): void {
  if (markCount == MOST_MARKS) return
  const at = marks + ((<usize>markCount) << 3)
  markCount++
  store<u32>(at, <u32>next)
  store<u32>(at, line, 4)
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

/** The code of a cell of a row that the caller has read. */
export function codeOfCell(column: u32, start: usize, length: usize): u32 {
  return codeOf(recordOf(column), start, length)
}

/** @param mode 0, 1, 2: codes of 1, 2, 4 bytes; 3: numbers */
export function keepAs(column: u32, mode: u32): void {
  setMode(recordOf(column), mode)
  if (mode == NUMBERS) prepareStrays()
}

export function entryCount(column: u32): u32 {
  return entryCountOf(recordOf(column))
}

/**
 * @returns the address of the hashes of some entries, 4 bytes each, with their offsets behind, one more, and then their bytes; good till
 * the next call
 */
export function entries(column: u32, first: u32, pastLast: u32): usize {
  const record = recordOf(column)
  const hashBytes = (<usize>(pastLast - first)) << 2
  const hashes = alignedScratch(hashBytes * 2 + 4 + entryBytes(record, first, pastLast))
  const offsets = hashes + hashBytes
  writeEntries(record, first, pastLast, offsets + hashBytes + 4, offsets, hashes)
  return hashes
}

/** @returns the address of 4 bytes per entry: how often it came */
export function counts(column: u32): usize {
  return countsOf(recordOf(column)) + 4
}

/** Room that lasts till the next call. */
export function room(byteCount: usize): usize {
  return alignedScratch(byteCount)
}

export { mixBlocks, outputOf }
