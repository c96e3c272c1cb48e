/**
 * Header end: the bytes at a text's beginning that are no rows: a byte order mark, blank lines and the line that names the columns.
 */

import { startsWith } from './encoding'
import type { Plan } from './plan'

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const

export interface HeaderEnd {
  /** Offset of the first byte behind. */
  readonly end: number
  /** Lines that end before it. */
  readonly lineCount: number
}

/** @param head the text's first bytes, its header among them */
export function headerEnd(head: Uint8Array, { headerFound, comment, dialect }: Plan): HeaderEnd {
  let end = startsWith(head, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0
  // A block of comments is passed over by the reader itself.
  if (!headerFound || comment !== null) return { end, lineCount: 0 }
  const newline = dialect.lineEnding === 'CR' ? 13 : 10
  const quote = dialect.quote === 'none' ? -1 : dialect.quote.charCodeAt(0)
  let lineCount = 0
  let isBlank = true
  let isQuoted = false
  while (end < head.length && (isBlank || isQuoted || head[end - 1] !== newline)) {
    const byte = head[end++]!
    if (byte === quote) isQuoted = !isQuoted
    if (byte === newline) lineCount++
    else if (byte > 32) isBlank = false
  }
  return { end, lineCount }
}
