/**
 * Line place: which line of which file a line of a joined text is.
 */

import type { FilePart } from './facts'

export interface LinePlace {
  readonly name: string
  readonly line: number
}

/** @param parts of the joined text. @returns null where the text is one file's own */
export function placeOfLine(line: number, parts: readonly FilePart[]): LinePlace | null {
  const part = parts.findLast(({ firstLine }) => firstLine <= line)
  return part === undefined ? null : { name: part.name, line: line - part.firstLine + 1 }
}
