/**
 * Papa: PapaParse as this room uses it, one parser for heads and for streams.
 */

// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- its types must come along wherever this file does
/// <reference path="./papaparse.d.ts" />
import Papa, { type PapaConfig, type PapaResult } from 'papaparse/papaparse.js'
import type { Dialect } from './dialect'

export type { PapaResult } from 'papaparse/papaparse.js'

/**
 * CRLF is parsed as LF and the CR behind it dropped later: files mix the two, and PapaParse would glue the lines of the
 * rarer kind together.
 */
export const newlineOf = (lineEnding: Dialect['lineEnding']): '\n' | '\r' => (lineEnding === 'CR' ? '\r' : '\n')

const configOf = ({ delimiter, quote, lineEnding }: Dialect, preview = 0): PapaConfig => ({
  delimiter,
  newline: newlineOf(lineEnding),
  preview,
  ...(quote === 'none' ? { fastMode: true } : { quoteChar: quote }),
})

/** A whole text, or its first `rowLimit` rows; the CR of a CRLF is dropped. */
export function parse(text: string, dialect: Dialect, rowLimit = 0): string[][] {
  const rows = new Papa.Parser(configOf(dialect, rowLimit)).parse(text, 0, false).data
  for (const cells of rows) dropCarriageReturn(cells)
  return rows
}

/** Parses the whole rows at the start of a text; `meta.cursor` says where the rest begins. */
export function chunkParser(dialect: Dialect): (text: string, last: boolean) => PapaResult {
  const parser = new Papa.Parser(configOf(dialect))
  return (text, last) => parser.parse(text, 0, !last)
}

export function dropCarriageReturn(cells: string[]): void {
  const last = cells.length - 1
  const text = cells[last]!
  if (text.charCodeAt(text.length - 1) === 13) cells[last] = text.slice(0, -1)
}
