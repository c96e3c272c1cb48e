/**
 * Fields of line: one line taken apart as if it stood in a file, by each of several delimiters.
 */

import { parse } from './papa'

/** @returns per delimiter the line's cells, trimmed */
export const fieldsOfLine = (line: string, delimiters: readonly string[]): readonly (readonly string[])[] =>
  delimiters.map((delimiter) => {
    const [cells = []] = parse(line, { delimiter, quote: '"', lineEnding: 'LF' }, 1)
    return cells.map((cell) => cell.trim())
  })
