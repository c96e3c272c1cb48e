/**
 * Cell: where the bytes of a cell lie, without what stands around it.
 */

import { keepScratch, scratch } from './dictionaries'
import { CARRIAGE_RETURN, columnCount, quote } from './format'
import { isQuoted } from './taken-rows'

/** Of the cell found last. */
export let cellStart: usize = 0
export let cellEnd: usize = 0
let isCopy: bool = false

/** @param row a clean one of the batch */
export function findCell(row: usize, column: u32): void {
  const before = <usize>load<u32>(row) + ((<usize>column) << 2)
  isCopy = false
  cellStart = <usize>load<u32>(before) + 1
  cellEnd = <usize>load<u32>(before, 4)
  if (isQuoted && <u32>load<u8>(cellStart) == quote) unquote(cellStart, cellEnd)
  // The CR of a CRLF.
  if (column + 1 == columnCount && cellEnd > cellStart && load<u8>(cellEnd - 1) == CARRIAGE_RETURN) cellEnd--
}

/** The cell that was found last may be a copy that the next one would lie over: from now on it stays. */
export function keepCell(): void {
  if (isCopy) keepScratch(cellEnd - cellStart)
}

/** Finds what a quoted cell holds; where that has doubled quotes, a copy with single ones. */
export function unquote(from: usize, to: usize): void {
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
  isCopy = true
  cellStart = copy
  cellEnd = target
}
