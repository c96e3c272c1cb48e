/**
 * Line reader: text as a file grows → rows, each as soon as its line is whole. Chosen by the plan that was made from the head.
 *
 * Another format of lines is one more class with `push`, and one more case in `lineReaderOf`; nothing behind it changes.
 */

import type { Plan } from '../plan'
import { DelimitedLines } from './delimited-lines'

/** Where the rows go. */
export interface LineSink {
  /** @param cells one per column, trimmed texts @param line 1-based, of the file as it is now */
  row(cells: readonly string[], line: number): void
  refuse(line: number, reason: string, text: string): void
  /** The file names other columns from here on: a Zeek log that was begun anew and appended to the old one. */
  columns(names: readonly string[]): void
}

export interface LineReader {
  /** The line that the next row starts on. */
  readonly line: number
  /** Text that waits for the rest of its line. */
  readonly waiting: string
  push(text: string): void
}

/**
 * @param line the line that the text to come starts on
 * @param headerFirst whether that text begins with the header
 */
export const lineReaderOf = (plan: Plan, line: number, headerFirst: boolean, sink: LineSink): LineReader =>
  new DelimitedLines(plan, line, headerFirst, sink)
