/**
 * Dialect: how a text is cut into rows and cells, found with PapaParse from a file's head.
 */

import { log, squareOf } from '../numeric/portable-math'
import { parse } from './papa'
import type { FileFacts, Quote, ReadOptions } from './facts'

export interface Dialect {
  readonly delimiter: string
  readonly quote: Quote
  readonly lineEnding: FileFacts['lineEnding']
}

/** Enough rows to tell delimiters apart; each candidate parses them once. */
const SAMPLE_ROWS = 200
/** Holds 200 rows of most exports. Wide ones need more for a few rows, up to what detection can bear. */
const SAMPLE_CHARACTERS = 65_536
const FEWEST_ROWS = 20
const MOST_CHARACTERS = 262_144

const DELIMITERS = [',', ';', '\t', '|'] as const

/** The first lines of a head, no more than it takes. */
export function firstLines(head: string): string {
  const short = head.slice(0, SAMPLE_CHARACTERS)
  const rowCount = short.match(/\r\n|\n|\r/g)?.length ?? 0
  return head.length > SAMPLE_CHARACTERS && rowCount >= FEWEST_ROWS ? wholeLines(short) : head
}

/** @param lines the file's first; not cut inside a line unless there is only one */
export function detectDialect(lines: string, options: ReadOptions): Dialect {
  const sample = lines.length <= MOST_CHARACTERS ? lines : wholeLines(lines.slice(0, MOST_CHARACTERS))
  const quote = options.quote ?? detectQuote(sample)
  const lineEnding = detectLineEnding(sample, quote)
  return { delimiter: options.delimiter ?? detectDelimiter(sample, quote, lineEnding), quote, lineEnding }
}

/** Drops a last line that may be cut off. */
export function wholeLines(text: string): string {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r', text.length - 2))
  return end < 0 ? text : text.slice(0, end + 1)
}

/** The rows of a sample, cells as they stand; blank lines left out. */
export function sampleRows(sample: string, dialect: Dialect, rowLimit = SAMPLE_ROWS): readonly (readonly string[])[] {
  return parse(sample, dialect, rowLimit).filter((cells) => !isBlank(cells))
}

/** A line without anything but delimiters and white space is no row: spreadsheets leave such lines behind. */
export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

/** The one that wraps more whole cells; the double quote if neither does. */
function detectQuote(sample: string): Quote {
  const wrapped = (quote: string): number =>
    sample.match(new RegExp(`(?<=^|[,;\\t|])${quote}[^${quote}\\r\\n]*${quote}(?=[,;\\t|]|\\r?$)`, 'gm'))?.length ?? 0
  return wrapped("'") > wrapped('"') ? "'" : '"'
}

function detectLineEnding(sample: string, quote: Quote): FileFacts['lineEnding'] {
  const unquoted = quote === 'none' ? sample : sample.replaceAll(new RegExp(`${quote}[^${quote}]*${quote}`, 'g'), '')
  const lineFeeds = unquoted.split('\n').length - 1
  const both = unquoted.split('\r\n').length - 1
  if (lineFeeds === 0) return unquoted.includes('\r') ? 'CR' : 'LF'
  return both * 2 >= lineFeeds ? 'CRLF' : 'LF'
}

/** Where nothing parts the cells it is a comma: one column. A space parts them only if nothing else does. */
function detectDelimiter(sample: string, quote: Quote, lineEnding: Dialect['lineEnding']): string {
  const fits = DELIMITERS.map((delimiter) => ({ delimiter, fit: fitOf(sample, { delimiter, quote, lineEnding }, 2) }))
  const best = fits.reduce((a, b) => (b.fit > a.fit ? b : a))
  if (best.fit > 0) return best.delimiter
  return fitOf(sample, { delimiter: ' ', quote, lineEnding }, 3) > squareOf(0.9) * log(3) ? ' ' : ','
}

/**
 * How well a delimiter explains a sample: the share of rows that have the commonest number of cells, squared, times the
 * logarithm of that number. A stray comma in a semicolon file splits few rows evenly, and into few cells.
 */
function fitOf(sample: string, dialect: Dialect, fewestCells: number): number {
  const rows = sampleRows(sample, dialect)
  const { fieldCount, share } = commonestWidth(rows)
  return fieldCount < fewestCells ? 0 : squareOf(share) * log(fieldCount)
}

/** The number of cells that most rows have; the larger of two as common. */
export function commonestWidth(rows: readonly (readonly string[])[]): {
  readonly fieldCount: number
  readonly share: number
} {
  const counts = new Map<number, number>()
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  let [fieldCount, most] = [0, 0]
  for (const [width, rowCount] of counts) {
    if (rowCount > most || (rowCount === most && width > fieldCount)) [fieldCount, most] = [width, rowCount]
  }
  return { fieldCount, share: rows.length === 0 ? 0 : most / rows.length }
}
