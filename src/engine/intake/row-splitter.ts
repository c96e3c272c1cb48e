/**
 * Row splitter: text as it arrives → whole rows, with the line of the file each starts on.
 *
 * Text is held back until a row is whole. A quoted cell may span lines; one that never closes must not swallow the
 * file or the memory, so what is held back has a limit.
 */

import type { Dialect } from './dialect'
import { chunkParser, dropCarriageReturn, newlineOf, type PapaResult } from './papa'

/** No cell of a flow export comes near; a longer one is a quote that does not close, or no table. In UTF-16 units. */
export const LONGEST_CELL = 1_048_576
/** A row of 4,096 cells of 1,000 characters fits. */
export const LONGEST_ROW = 4 * LONGEST_CELL

export interface Rows {
  readonly rows: readonly string[][]
  /** Per row the line it starts on, 1-based. */
  readonly lines: readonly number[]
  /** By row, why its cells can't be told apart. */
  readonly malformed: ReadonlyMap<number, string>
  /** The line that a row starts on, as it stands in the file. */
  lineText(row: number): string
}

/** Why no more rows can be read. */
export interface Trouble {
  readonly kind: 'cell-too-long' | 'row-too-long' | 'unclosed-quote'
  readonly line: number
}

export const isTrouble = (result: Rows | Trouble): result is Trouble => 'kind' in result

const NO_ROWS: Rows = { rows: [], lines: [], malformed: new Map(), lineText: () => '' }

export class RowSplitter {
  private held: string[] = []
  private heldLength = 0
  /** The line that the held text starts on: that of the next row. */
  line = 1
  private readonly parse: (text: string, last: boolean) => PapaResult
  private readonly newline: string

  constructor(private readonly dialect: Dialect) {
    this.parse = chunkParser(dialect)
    this.newline = newlineOf(dialect.lineEnding)
  }

  /** @returns the rows that are whole now */
  push(text: string, last: boolean): Rows | Trouble {
    this.held.push(text)
    this.heldLength += text.length
    if (!last && !text.includes(this.newline) && this.heldLength <= LONGEST_ROW) return NO_ROWS
    const joined = this.held.join('')
    const chunk = last ? withoutEnd(joined, blankEndOf(this.dialect)) : joined
    const firstLine = this.line
    const result = this.parse(chunk, last)
    const lines = this.countLines(chunk, result, last)
    return (
      this.troubleIn(chunk, result, lines, firstLine) ??
      this.hold(chunk.slice(result.meta.cursor)) ?? {
        rows: result.data,
        lines,
        malformed: malformedRows(result),
        lineText: this.lineReader(chunk, lines, firstLine),
      }
    )
  }

  /** Numbers the rows and moves on to the line behind them. */
  private countLines(chunk: string, { data, meta }: PapaResult, last: boolean): number[] {
    const newlineCount = newlinesIn(chunk.slice(0, meta.cursor), this.newline)
    const oneLineEach = newlineCount === data.length - (last ? 1 : 0)
    const lines = new Array<number>(data.length)
    for (let row = 0; row < data.length; row++) {
      lines[row] = this.line++
      const cells = data[row]!
      if (!oneLineEach) for (const cell of cells) this.line += newlinesIn(cell, this.newline)
      dropCarriageReturn(cells)
    }
    return lines
  }

  private troubleIn(
    chunk: string,
    { data, errors }: PapaResult,
    lines: readonly number[],
    firstLine: number,
  ): Trouble | null {
    const open = errors.find(({ code }) => code === 'MissingQuotes')
    if (open !== undefined && chunk.slice(open.index).trimEnd().includes(this.newline)) {
      return { kind: 'unclosed-quote', line: firstLine + newlinesIn(chunk.slice(0, open.index), this.newline) }
    }
    if (chunk.length <= LONGEST_CELL) return null
    const long = data.findIndex((cells) => cells.some(({ length }) => length > LONGEST_CELL))
    return long < 0 ? null : { kind: 'cell-too-long', line: lines[long]! }
  }

  /** Keeps the row that is not whole yet; if it is long: is it one cell, an open quote, or just many cells? */
  private hold(rest: string): Trouble | null {
    this.held = [rest]
    this.heldLength = rest.length
    if (rest.length <= LONGEST_CELL) return null
    const { data, errors } = this.parse(rest, true)
    const open = errors.find(({ code }) => code === 'MissingQuotes')?.index
    if (!data.some((cells) => cells.some(({ length }) => length > LONGEST_CELL))) {
      return rest.length > LONGEST_ROW ? { kind: 'row-too-long', line: this.line } : null
    }
    const line = this.line + newlinesIn(rest.slice(0, open ?? 0), this.newline)
    return { kind: open !== undefined && rest.includes(this.newline, open) ? 'unclosed-quote' : 'cell-too-long', line }
  }

  private lineReader(chunk: string, lines: readonly number[], firstLine: number): (row: number) => string {
    let physical: readonly string[] | null = null
    return (row) => {
      physical ??= chunk.split(this.newline)
      return (physical[lines[row]! - firstLine] ?? '').replace(/\r$/, '')
    }
  }
}

/** A CR or spaces between a closing quote and the end of the file would read as text behind the quote; but a CR may end a line. */
const blankEndOf = ({ delimiter, lineEnding }: Dialect): string =>
  (delimiter === ' ' ? '' : ' ') + (lineEnding === 'CR' ? '' : '\r')

/** Drops trailing characters. No regular expression: one tries every run of blanks inside the text from each of its blanks. */
function withoutEnd(text: string, dropped: string): string {
  let end = text.length
  while (end > 0 && dropped.includes(text[end - 1]!)) end--
  return text.slice(0, end)
}

function malformedRows({ data, errors }: PapaResult): ReadonlyMap<number, string> {
  const reasons = new Map<number, string>()
  for (const { code, row } of errors) {
    if (row >= data.length) continue
    reasons.set(row, code === 'MissingQuotes' ? 'a quote opens and never closes' : 'text after a closing quote')
  }
  return reasons
}

export function newlinesIn(text: string, newline: string): number {
  let newlineCount = 0
  for (let at = text.indexOf(newline); at >= 0; at = text.indexOf(newline, at + 1)) newlineCount++
  return newlineCount
}
