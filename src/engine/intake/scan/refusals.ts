/**
 * Refusals: the rows of a range that can't be used, counted, and the first of them kept; and those that are skipped by rule.
 */

import { firstBeyondAscii } from '../beyond-ascii'
import { misfitReason } from '../delimited'
import { ruleOfLine } from '../skip-rules'
import { asciiText } from './cell-text'
import type { ScanPlan } from './scan-plan'
import type { ScannedRefusal } from './scanned-range'

/** As many as table/table-builder.ts lists, and characters of each. */
export const LISTED_LINES = 100
export const LISTED_CHARACTERS = 120
/** UTF-8 gives at least one character for three bytes; one more, so that a CR in the middle is never taken for the line's end. */
const KEPT_BYTES = (LISTED_CHARACTERS + 1) * 3

export class Refusals {
  count = 0
  /** Per rule of the plan. */
  readonly skippedCounts: number[]
  readonly listed: ScannedRefusal[] = []

  constructor(private readonly plan: ScanPlan) {
    this.skippedCounts = plan.skip.map(() => 0)
  }

  /**
   * @param offset of the file
   * @param bytes from the row's beginning on; its first line is shown
   */
  add(line: number, offset: number, reason: string, bytes: Uint8Array): void {
    if (this.count++ < LISTED_LINES) this.listed.push({ line, offset, reason, bytes: this.lineStart(bytes) })
  }

  /** A row with too few or too many cells. */
  addMisfit(line: number, offset: number, cellCount: number, bytes: Uint8Array): void {
    const rule = ruleOfLine(this.plan.skip, () => this.plainLine(bytes))
    if (rule >= 0) this.skippedCounts[rule]!++
    else if (this.count < LISTED_LINES) this.add(line, offset, misfitReason(cellCount, this.plan.fieldCount), bytes)
    else this.count++
  }

  /** The first line; '' if not all of it is ASCII. */
  private plainLine(bytes: Uint8Array): string {
    const end = bytes.indexOf(this.plan.newline)
    const line = end < 0 ? bytes : bytes.subarray(0, end)
    return firstBeyondAscii(line, 0) < line.length ? '' : asciiText(line).replaceAll('\0', '')
  }

  private lineStart(bytes: Uint8Array): Uint8Array {
    let end = bytes.indexOf(this.plan.newline)
    if (end < 0) for (end = bytes.length; end > 0 && this.isBlankEnd(bytes[end - 1]!);) end--
    let shown = 0
    for (let at = 0; at < end; at++) if (bytes[at] !== 0 && ++shown === KEPT_BYTES) end = at + 1
    return bytes.slice(0, end)
  }

  /** What row-splitter.ts drops from the end of a text, and the NULs that it never sees. */
  private isBlankEnd(byte: number): boolean {
    return byte === 0 || (byte === 13 && this.plan.newline !== 13) || (byte === 32 && this.plan.delimiter !== 32)
  }
}
