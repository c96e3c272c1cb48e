/**
 * Scan plan: what the scanner must know of a file, or that it can't read it and PapaParse must.
 */

import type { Dialect } from '../dialect'
import type { Encoding, ReadOptions } from '../facts'
import type { Plan } from '../plan'
import type { SkipRule } from '../skip-rules'

/** Plain values: it crosses to a worker. */
export interface ScanPlan {
  readonly dialect: Dialect
  /** Bytes; a null byte is none. */
  readonly delimiter: number
  readonly newline: typeof LINE_FEED | typeof CARRIAGE_RETURN
  readonly quote: number | null
  /** Rows that begin so are left to be read one by one. */
  readonly comment: number | null
  readonly skip: readonly SkipRule[]
  /** Cells that a row must have. */
  readonly fieldCount: number
  /** Whether the first row that isn't blank names the columns. */
  readonly headerFound: boolean
  /** As found from the file's head. */
  readonly encoding: Encoding
  /** Whether the encoding must stay, whatever the bytes beyond the head say. */
  readonly encodingCertain: boolean
}

export const LINE_FEED = 10
export const CARRIAGE_RETURN = 13
const LAST_ASCII = 127

/** @returns null for UTF-16, for a file of blank lines, and where what parts cells is more than one plain byte */
export function scanPlanOf(plan: Plan, encoding: Encoding, options: ReadOptions): ScanPlan | null {
  const { dialect, columnNames, headerFound, comment, skip = [] } = plan
  if (encoding === 'utf-16le' || encoding === 'utf-16be' || columnNames.length === 0) return null
  const delimiter = plainByte(dialect.delimiter)
  const quote = dialect.quote === 'none' ? null : plainByte(dialect.quote)
  const commentByte = comment === null ? null : plainByte(comment)
  // PapaParse takes a comma where it is told one of these, and comments are looked for in its first cell.
  if (delimiter === null || dialect.delimiter === '"' || delimiter === quote || delimiter === commentByte) return null
  if ((quote === null) !== (dialect.quote === 'none') || (commentByte === null) !== (comment === null)) return null
  return {
    dialect,
    delimiter,
    newline: dialect.lineEnding === 'CR' ? CARRIAGE_RETURN : LINE_FEED,
    quote,
    comment: commentByte,
    skip,
    fieldCount: columnNames.length,
    headerFound: headerFound && comment === null,
    encoding,
    encodingCertain: options.encoding !== undefined,
  }
}

/** The byte of an ASCII character that isn't NUL and ends no line. */
function plainByte(text: string): number | null {
  const code = text.length === 1 ? text.charCodeAt(0) : 0
  return code === 0 || code > LAST_ASCII || code === LINE_FEED || code === CARRIAGE_RETURN ? null : code
}
