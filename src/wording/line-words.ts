/**
 * Line words: how a line of a file is named, or a row or flow where it has no lines, and one of several files read as one table.
 */

import type { FileFacts, FilePart } from '../engine/intake/facts'
import { count } from './numbers'

export interface LinePlace {
  readonly name: string
  readonly line: number
}

/** @param parts of the joined text. @returns null where the text is one file's own */
export function placeOfLine(line: number, parts: readonly FilePart[]): LinePlace | null {
  const part = parts.findLast(({ firstLine }) => firstLine <= line)
  return part === undefined ? null : { name: part.name, line: line - part.firstLine + 1 }
}

/** What tells how the lines of a file are counted. */
export type Lined = Pick<FileFacts, 'parts' | 'unit'>

const UNKNOWN: Lined = { parts: [], unit: 'line' }

/** "line 1,204"; of a Parquet file "row 1,204"; of several files "conn.2.log: line 204". */
export function lineWords(line: number, file: Lined | null): string {
  const { parts, unit } = file ?? UNKNOWN
  const place = placeOfLine(line, parts)
  return place === null ? `${unit} ${count(line)}` : `${place.name}: ${unit} ${count(place.line)}`
}

/** The same where a heading says that it is a line: "1,204", "conn.2.log: 204". */
export function lineNumber(line: number, file: Lined | null): string {
  const place = placeOfLine(line, file?.parts ?? [])
  return place === null ? count(line) : `${place.name}: ${count(place.line)}`
}
