/**
 * Taken rows: what becomes of each whole row: clean, refused for its number of cells, passed over, or left to the caller.
 */

import { columnCount, comment, delimiter, isWhite, quote } from './format'

/** A longer one may hold a cell that is too long; as LONGEST_CELL of src/engine/intake/row-splitter.ts. */
const LONGEST_ROW: usize = 1 << 20
/** Ends that a block of 64 bytes may add, and the one before the first row. */
const SLACK: usize = 66
const ROW_BYTES: usize = 8
const REFUSAL_BYTES: usize = 12

/** Addresses of the bytes that end cells, 4 bytes each, behind that of the byte before the batch; full from `lastEnds` on. */
export let ends: usize = 0
export let lastEnds: usize = 0
/** Per clean row of the batch: where in `ends` the end before its first cell stands, and its line. */
export let clean: usize = 0
export let cleanCount: u32 = 0
/** Per refused row of the call: its address, its line and its number of cells. */
export let refused: usize = 0
export let refusedCount: u32 = 0
/** Rows of the batch, whatever became of them. */
export let takenCount: u32 = 0
/** Where the next row begins, and how many line ends came before it. */
export let next: usize = 0
export let line: u32 = 0
/** Where in `ends` the end before the next row stands. */
export let endBefore: usize = 0
/** Whether the batch may have quoted cells, and whether any byte of the call was beyond ASCII. */
export let isQuoted: bool = false
export let isBeyondAscii: bool = false

export function prepareRows(rowsOfBatch: u32, rowsOfCall: u32): void {
  const endCount = max<usize>(<usize>rowsOfBatch * columnCount, (<usize>columnCount) << 1) + SLACK * 2
  ends = heap.alloc(endCount << 2)
  lastEnds = ends + ((endCount - SLACK) << 2)
  clean = heap.alloc(<usize>rowsOfBatch * ROW_BYTES)
  refused = heap.alloc(<usize>rowsOfCall * REFUSAL_BYTES)
}

export function beginCall(from: usize, lineBefore: u32): void {
  next = from
  line = lineBefore
  refusedCount = 0
  isBeyondAscii = false
}

export function beginBatch(): void {
  cleanCount = 0
  takenCount = 0
  isQuoted = false
  endBefore = ends
  store<u32>(ends, <u32>next - 1)
}

export function noteQuotes(): void {
  isQuoted = true
}

export function noteBeyondAscii(): void {
  isBeyondAscii = true
}

/** Sorts the row from `next` to the end that stands at `lastEnd`. @returns false if the caller must read it */
export function takeRow(lastEnd: usize, lineAfter: u32): bool {
  const end = <usize>load<u32>(lastEnd)
  if (end - next > LONGEST_ROW || <u32>load<u8>(next) == comment) return false
  const ink = inkOf(next, end)
  if (ink < 0) return false
  if (ink > 0) sort(<u32>((lastEnd - endBefore) >> 2))
  takenCount++
  endBefore = lastEnd
  next = end + 1
  line = lineAfter
  return true
}

function sort(cellCount: u32): void {
  if (cellCount == columnCount) {
    const row = clean + <usize>cleanCount * ROW_BYTES
    cleanCount++
    store<u32>(row, <u32>endBefore)
    store<u32>(row, line, 4)
  } else {
    const refusal = refused + <usize>refusedCount * REFUSAL_BYTES
    refusedCount++
    store<u32>(refusal, <u32>next)
    store<u32>(refusal, line, 4)
    store<u32>(refusal, cellCount, 8)
  }
}

/** 1 if a row holds more than white space, 0 if not, -1 if that takes a closer look. */
function inkOf(start: usize, end: usize): i32 {
  let ink = 0
  for (let at = start; at < end; at++) {
    const byte = <u32>load<u8>(at)
    if (byte == delimiter || isWhite(byte)) continue
    if (byte > 32 && byte < 127 && byte != quote) return 1
    ink = -1
  }
  return ink
}
