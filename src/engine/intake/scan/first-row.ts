/**
 * First row: where the first row of a range begins.
 */

import { readSlice, type ByteSource } from '../source'
import type { ByteStretch } from './byte-stretch'
import type { ScanTask } from './scanned-range'

/** The byte order mark of UTF-8. */
const MARK = [0xef, 0xbb, 0xbf]

/**
 * @param stretch empty, at the range's start; moved on to the row
 * @returns an offset of the file; the row behind it may belong to a later range
 * @throws SourceLost, Cancelled
 */
export async function findFirstRow(
  source: ByteSource,
  stretch: ByteStretch,
  { plan, start, end, firstRow }: ScanTask,
): Promise<number> {
  if (firstRow === 0) return plan.encoding.startsWith('utf-8') ? behindMark(stretch) : 0
  if (firstRow !== null) {
    while (stretch.end < Math.min(firstRow, end)) await stretch.extend(stretch.length)
    return firstRow
  }
  const before = await readSlice(source, start - 1, start)
  return before[0] === plan.newline ? start : behindNewline(stretch, plan.newline)
}

async function behindMark(stretch: ByteStretch): Promise<number> {
  while (stretch.length < MARK.length && !stretch.isAtEndOfFile) await stretch.extend(0)
  const bytes = stretch.bytes(0, Math.min(MARK.length, stretch.length))
  return MARK.every((byte, at) => bytes[at] === byte) ? MARK.length : 0
}

async function behindNewline(stretch: ByteStretch, newline: number): Promise<number> {
  while (!stretch.isAtEndOfFile) {
    await stretch.extend(stretch.length)
    const at = stretch.bytes(0, stretch.length).indexOf(newline)
    if (at >= 0) return stretch.base + at + 1
  }
  return stretch.end
}
