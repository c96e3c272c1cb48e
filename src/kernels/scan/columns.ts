/**
 * Columns: the clean rows of a batch → a code or a number per cell, one column after the other.
 */

import { cellEnd, cellStart, findCell, keepCell, unquote } from './cell'
import { codeOf, countsOf, entriesOf, modeOf, recordOf, shiftOf, shortKey, slotIndex, slotsOf } from './dictionaries'
import { CARRIAGE_RETURN, columnCount, NO_BYTE, quote } from './format'
import { isUnread, numberAt } from './numbers'
import { clean, cleanCount, isQuoted } from './taken-rows'

/** How a column is kept: the logarithm of a cell's bytes. */
export const CODES_OF_1_BYTE: u32 = 0
export const CODES_OF_2_BYTES: u32 = 1
export const NUMBERS: u32 = 3

const STRAY_BYTES: usize = 16

/** Rows read since `beginColumns`, and their lines. */
export let rowCount: u32 = 0
export let lines: usize = 0
/** Cells that are no plain numbers: the column, the row, the address and the length of each. */
export let strays: usize = 0
export let strayCount: u32 = 0
export let mostStrays: u32 = 0

let outputs: usize = 0
let outputBytes: usize = 0

export function prepareColumns(rowsOfBatch: u32, rowsOfCall: u32): void {
  outputBytes = ((<usize>rowsOfCall) << 3) + 64
  outputs = heap.alloc(<usize>columnCount * outputBytes)
  lines = heap.alloc((<usize>rowsOfCall) << 2)
  mostStrays = columnCount * rowsOfBatch * 2
}

/** Called for the first column of numbers. */
export function prepareStrays(): void {
  if (strays == 0) strays = heap.alloc(<usize>mostStrays * STRAY_BYTES)
}

export function beginColumns(): void {
  rowCount = 0
  strayCount = 0
}

/** Where a column's codes or numbers are written. */
export function outputOf(column: u32): usize {
  return outputs + <usize>column * outputBytes
}

export function readColumns(): void {
  for (let column: u32 = 0; column < columnCount; column++) {
    const mode = modeOf(recordOf(column))
    const output = outputOf(column) + ((<usize>rowCount) << mode)
    const end = clean + ((<usize>cleanCount) << 3)
    if (mode == NUMBERS) readNumbers(column, output, end)
    else readCodes(column, (<usize>1) << mode, output, end)
  }
  const target = lines + ((<usize>rowCount) << 2)
  for (let row: usize = 0; row < <usize>cleanCount; row++) {
    store<u32>(target + (row << 2), load<u32>(clean + (row << 3), 4))
  }
  rowCount += cleanCount
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
  let entries = entriesOf(record)
  let counts = countsOf(record)
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
    const there = <usize>load<u32>(slots + (slotIndex(key, shift) << 2))
    let code: u32
    if (length < 8 && load<u64>(entries + (there << 3)) == key) {
      const count = counts + (there << 2)
      store<u32>(count, load<u32>(count) + 1)
      code = <u32>there - 1
    } else {
      code = codeOf(record, from, length)
      slots = slotsOf(record)
      entries = entriesOf(record)
      counts = countsOf(record)
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
    if (isUnread) leave(column, rowCount + <u32>((row - clean) >> 3))
    output += 8
  }
}

/** Notes a cell of a column of numbers that the caller must read. */
function leave(column: u32, row: u32): void {
  keepCell()
  const stray = strays + <usize>strayCount * STRAY_BYTES
  strayCount++
  store<u32>(stray, column)
  store<u32>(stray, row, 4)
  store<u32>(stray, <u32>cellStart, 8)
  store<u32>(stray, <u32>(cellEnd - cellStart), 12)
}
