/**
 * Delimited lines: the rows of a delimited text while it is still being written.
 *
 * Unlike row-splitter.ts, which may refuse a whole file, this must go on whatever comes: a quotation mark that does not close costs its
 * own line and no other, and a header that stands there again (a log begun anew, two exports one after the other) is no flow.
 */

import { isBlank } from '../dialect'
import { misfitReason } from '../delimited'
import { uniqueNames } from '../names'
import { chunkParser, dropCarriageReturn, newlineOf, type PapaResult } from '../papa'
import type { Plan } from '../plan'
import { newlinesIn } from '../row-splitter'
import { trimmedCell } from '../trimmed'
import type { LineReader, LineSink } from './line-reader'
import { TOO_LONG, WholeLines } from './whole-lines'

/** A cell that spans more is a quotation mark that does not close: flows have no paragraphs. Until then its lines wait. */
const MOST_LINES_OF_A_CELL = 20

const OPEN_QUOTE = 'a quote opens and never closes'

export class DelimitedLines implements LineReader {
  private readonly newline: string
  private readonly lines: WholeLines
  private readonly parse: (text: string, last: boolean) => PapaResult
  private headerAwaited: boolean
  private names: readonly string[]

  constructor(
    private readonly plan: Plan,
    public line: number,
    headerFirst: boolean,
    private readonly sink: LineSink,
  ) {
    this.newline = newlineOf(plan.dialect.lineEnding)
    this.lines = new WholeLines(
      this.newline,
      (text) => this.sink.refuse(this.line, TOO_LONG, text),
      () => this.line++,
    )
    this.parse = chunkParser(plan.dialect)
    this.headerAwaited = headerFirst && plan.comment === null
    this.names = plan.columnNames
  }

  get waiting(): string {
    return this.lines.waiting
  }

  push(text: string): void {
    this.lines.push(text, (lines) => this.takeLines(lines))
  }

  /** @param text whole lines @returns those that a quotation mark holds back */
  private takeLines(text: string): string {
    for (let rest = text; rest !== '';) {
      const open = this.takeRows(rest)
      if (open === null) return ''
      if (newlinesIn(open, this.newline) <= MOST_LINES_OF_A_CELL) return open
      const lineEnd = open.indexOf(this.newline)
      this.sink.refuse(this.line++, OPEN_QUOTE, open.slice(0, lineEnd))
      rest = open.slice(lineEnd + 1)
    }
    return ''
  }

  /** @returns the lines from the one on where a quotation mark opens and does not close; null if there is none */
  private takeRows(text: string): string | null {
    const { data, errors } = this.parse(text, true)
    const open = errors.find(({ code }) => code === 'MissingQuotes')?.row ?? data.length
    const malformed = new Set(errors.map(({ row }) => row))
    const firstLine = this.line
    for (let row = 0; row < open; row++) {
      const cells = data[row]!
      // Behind the last line end PapaParse sees one more, empty row.
      if (row === data.length - 1 && cells.length === 1 && cells[0] === '') break
      const line = this.line
      this.line += 1 + cells.reduce((sum, cell) => sum + newlinesIn(cell, this.newline), 0)
      dropCarriageReturn(cells)
      this.take(cells, line, malformed.has(row))
    }
    return open === data.length ? null : behindLines(text, this.line - firstLine, this.newline)
  }

  private take(cells: string[], line: number, isMalformed: boolean): void {
    if (isBlank(cells) || this.isRemark(cells) || this.isHeader(cells)) return
    const text = (): string => cells.join(this.plan.dialect.delimiter)
    if (isMalformed) this.sink.refuse(line, 'text after a closing quote', text())
    else if (cells.length !== this.names.length)
      this.sink.refuse(line, misfitReason(cells.length, this.names.length), text())
    else this.sink.row(cells.map(trimmedCell), line)
  }

  private isRemark(cells: readonly string[]): boolean {
    const { comment } = this.plan
    if (comment === null || !cells[0]!.startsWith(comment)) return false
    if (cells[0] === '#fields') this.rename(uniqueNames(cells.slice(1)).names)
    return true
  }

  private rename(names: readonly string[]): void {
    if (sameTexts(names, this.names)) return
    this.names = names
    this.sink.columns(names)
  }

  private isHeader(cells: readonly string[]): boolean {
    const isFirst = this.headerAwaited
    this.headerAwaited = false
    if (isFirst) return true
    const { headerFound } = this.plan
    return headerFound && cells[0]!.trim() === this.names[0] && sameTexts(uniqueNames(cells).names, this.names)
  }
}

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, index) => text === b[index])

function behindLines(text: string, lineCount: number, newline: string): string {
  let at = 0
  for (let line = 0; line < lineCount; line++) at = text.indexOf(newline, at) + 1
  return text.slice(at)
}
