/**
 * Delimited: the reader of CSV, TSV, semicolon and pipe text, Zeek logs and headerless KDD files.
 */

import { placeOfLine } from '../../wording/line-words'
import { success, type Failure } from '../failure'
import { ByteStream } from './byte-stream'
import { Decoding } from './decoding'
import { isBlank } from './dialect'
import type { Skipped } from './facts'
import { HeaderBlocks, STILL_OPEN } from './header-blocks'
import { isJoined } from './joined-source'
import { planReading, type Plan } from './plan'
import type { ReadFacts, Reader, RowSink } from './reader'
import { isTrouble, LONGEST_CELL, LONGEST_ROW, RowSplitter, type Rows, type Trouble } from './row-splitter'
import { ruleOfLine, ruleOfRow, skippedOf, type SkipRule } from './skip-rules'
import type { ByteSource } from './source'
import { trimmedCell } from './trimmed'

export const delimitedReader: Reader = {
  name: 'delimited text',
  recognise: () => true,
  read: async (source, head, options, sink, pulse, sliceBytes) => {
    const planned = planReading(source.name, head.text, head.whole, options)
    if (!planned.ok) return planned
    await pulse.breathe()
    const plan = planned.value
    const stream = new ByteStream(source, pulse, sliceBytes)
    const decoding = new Decoding(head.encoding, options.encoding !== undefined)
    const splitter = new RowSplitter(plan.dialect)
    const router = new RowRouter(plan, sink)
    sink.columns(plan.columnNames)
    for await (const { bytes, last } of stream.slices(() => sink.rowCount)) {
      const rows = splitter.push(decoding.push(bytes, last), last)
      if (isTrouble(rows)) return { ok: false, failure: failureOf(source, rows) }
      router.route(rows)
    }
    return success(factsOf(plan, decoding, stream.fingerprint(), router))
  },
}

function factsOf(plan: Plan, decoding: Decoding, fingerprint: string, router: RowRouter): ReadFacts {
  const { format, schema, headerFound, dialect } = plan
  const { delimiter, lineEnding } = dialect
  const warnings = [...plan.warnings, ...decoding.warnings(), ...router.warnings()]
  const skipped = router.skipped()
  return {
    fingerprint,
    format,
    schema,
    delimiter,
    encoding: decoding.encoding,
    headerFound,
    lineEnding,
    warnings,
    skipped,
  }
}

/** Sends every row where it belongs: blank lines and the header nowhere, ragged rows to the refused, some to the skipped. */
class RowRouter {
  private headerAwaited: boolean
  private readonly fieldCount: number
  private readonly rules: readonly SkipRule[]
  private readonly skippedCounts: number[]
  private readonly blocks: HeaderBlocks

  constructor(
    private readonly plan: Plan,
    private readonly sink: RowSink,
  ) {
    this.headerAwaited = plan.headerFound && plan.comment === null
    this.fieldCount = plan.columnNames.length
    this.rules = plan.skip ?? []
    this.skippedCounts = this.rules.map(() => 0)
    this.blocks = new HeaderBlocks(this.rules, null)
  }

  /** What the last header block leaves to say. */
  warnings(): readonly string[] {
    return this.blocks.isClosed === false ? [STILL_OPEN] : []
  }

  skipped(): readonly Skipped[] {
    return skippedOf(this.rules, this.skippedCounts)
  }

  route({ rows, lines, malformed, lineText }: Rows): void {
    for (let row = 0; row < rows.length; row++) {
      const cells = rows[row]!
      if (this.isNoRow(cells)) continue
      const reason = this.blocks.misfit ?? malformed.get(row) ?? null
      const rule = reason === null ? this.ruleOf(cells, () => lineText(row)) : -1
      if (rule >= 0) this.skippedCounts[rule]!++
      else this.deliver(cells, reason ?? this.misfit(cells), lines[row]!, () => lineText(row))
    }
  }

  private deliver(cells: string[], reason: string | null, line: number, text: () => string): void {
    if (reason === null) this.sink.row(trimmed(cells), line)
    else this.sink.refuse(line, reason, text)
  }

  private ruleOf(cells: readonly string[], line: () => string): number {
    return cells.length === this.fieldCount ? ruleOfRow(this.rules, cells) : ruleOfLine(this.rules, line)
  }

  private isNoRow(cells: readonly string[]): boolean {
    if (isBlank(cells)) return true
    if (this.plan.comment !== null) return cells[0]!.startsWith(this.plan.comment) && this.takeComment(cells)
    const isHeader = this.headerAwaited
    this.headerAwaited = false
    return isHeader
  }

  private takeComment(cells: readonly string[]): true {
    this.blocks.read(cells, this.plan.dialect.delimiter)
    if (this.blocks.rule >= 0) this.skippedCounts[this.blocks.rule]!++
    return true
  }

  private misfit({ length }: readonly string[]): string | null {
    return length === this.fieldCount ? null : misfitReason(length, this.fieldCount)
  }
}

/** Why a row with too few or too many cells is refused. */
export const misfitReason = (cellCount: number, fieldCount: number): string =>
  `${cellCount} ${cellCount === 1 ? 'field' : 'fields'}, not ${fieldCount}`

function trimmed(cells: string[]): readonly string[] {
  for (let column = 0; column < cells.length; column++) cells[column] = trimmedCell(cells[column]!)
  return cells
}

const MIB = 1_048_576

/** @param source a joined text's trouble is its file's */
export function failureOf(source: ByteSource, { kind, line: lineOfText }: Trouble): Failure {
  const place = isJoined(source) ? placeOfLine(lineOfText, source.parts) : null
  const { name, line } = place ?? { name: source.name, line: lineOfText }
  const where = `line ${line} of ${name}`
  if (kind === 'unclosed-quote') {
    return {
      code: 'unclosed-quote',
      sentence: `The quotation mark that opens a cell on line ${line} of ${name} never closes.`,
      found: 'a cell that would swallow every line behind it',
      needed: 'a closing quotation mark, followed by a delimiter or the end of the line',
      where,
      advice: 'Close it or take it out; or read the file with quotation marks as ordinary characters.',
    }
  }
  const isCell = kind === 'cell-too-long'
  const limit = (isCell ? LONGEST_CELL : LONGEST_ROW) / MIB
  return {
    code: 'cell-too-long',
    sentence: `Line ${line} of ${name} holds a ${isCell ? 'cell' : 'row'} of more than ${limit} MiB of text.`,
    found: `a ${isCell ? 'cell' : 'row'} that goes on without ${isCell ? 'a delimiter' : 'a line end'}`,
    needed: isCell ? 'cells such as a flow export has: addresses, words and numbers' : 'one flow a line',
    where,
    advice: 'Look at that line in an editor: an attachment may have got in, or a delimiter be missing.',
  }
}
