/**
 * Tail text: how a growing file is read, decided from its head: its plan, its columns beside the model's, its characters.
 */

import { refusal, success, type Outcome } from '../failure'
import { Decoding } from '../intake/decoding'
import { wholeLines } from '../intake/dialect'
import { DelimitedLines } from '../intake/growing/delimited-lines'
import type { LineReader, LineSink } from '../intake/growing/line-reader'
import { shapeOf } from '../intake/json/shape'
import { newlineOf } from '../intake/papa'
import { planReading, type Plan } from '../intake/plan'
import { readHead } from '../intake/read-rows'
import type { Encoding } from '../intake/facts'
import type { ByteSource } from '../intake/source'
import type { ModelDocument } from '../model/document'
import { matchColumns } from '../model/match'
import type { ColumnProfile } from '../table/column'
import { count } from '../../wording/numbers'
import { plural } from '../../wording/sentences'
import { firstProfiles, firstRows } from './preview'
import { foundSentence } from './second-file'
import type { TailMatch } from './tail-answers'
import { TailColumns } from './tail-columns'
import { jsonText, lastText } from './tail-json'

export interface PlannedText {
  readonly plan: Plan
  /** Reads on from a line of the file, 1 at its head. */
  readonly linesFrom: (line: number, sink: LineSink) => LineReader
  readonly encoding: Encoding
  readonly rows: readonly (readonly string[])[]
}

export interface TailText extends PlannedText {
  readonly columns: TailColumns
  readonly match: TailMatch
}

/**
 * @param before how the file was read until it began anew: rows without a header are still in its columns
 * @returns null while the file has no whole row yet @throws SourceLost
 */
export async function planTail(
  source: ByteSource,
  model: ModelDocument,
  before: TailText | null,
): Promise<Outcome<TailText | null>> {
  if (source.sizeBytes === 0) return success(null)
  const any = await readHead(source, { anyway: true })
  const shape = any.ok ? shapeOf(any.value) : null
  if (any.ok && shape !== null) {
    if (shape.kind !== 'lines') return notInLines(source.name)
    const text = jsonText(any.value.text) ?? jsonText(await lastText(source))
    return text === null ? success(null) : matched(source.name, text, model)
  }
  const read = await readHead(source, {})
  if (!read.ok) return read
  const { encoding } = read.value
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return wideText(source.name)
  if (!/[\r\n]/.test(read.value.text)) return success(null)
  const head = { ...read.value, text: wholeLines(read.value.text), whole: true }
  const planned = planReading(source.name, head.text, true, {})
  if (!planned.ok) return planned
  const { headerFound: headerFirst } = planned.value
  const rows = firstRows(head, planned.value)
  if (rows.length === 0) return success(null)
  const plan = asBefore(planned.value, before)
  const linesFrom = (line: number, sink: LineSink): LineReader =>
    new DelimitedLines(plan, line, line === 1 && headerFirst, sink)
  return matched(source.name, { plan, linesFrom, encoding, rows }, model)
}

/** The same text from where it names other columns. */
export function renamed(
  name: string,
  before: TailText,
  columnNames: readonly string[],
  model: ModelDocument,
): Outcome<TailText> {
  const { plan } = before
  const rows = before.rows.map((cells) => columnNames.map((column) => cells[plan.columnNames.indexOf(column)] ?? ''))
  return matched(name, { ...before, plan: { ...plan, columnNames }, rows }, model)
}

function matched(name: string, text: PlannedText, model: ModelDocument): Outcome<TailText> {
  const { plan, rows } = text
  const made = model.columns.filter((column) => column.made === 'network' && !plan.columnNames.includes(column.name))
  const own = { ...model, columns: model.columns.filter((column) => !made.includes(column)) }
  const match = matchColumns(own.columns, firstProfiles(plan.columnNames, rows), {}, plan.headerFound)
  const { sentence, foundCount } = foundSentence(match, own)
  if (foundCount === 0) return noSuchColumns(name, plan.columnNames, own)
  const columns = new TailColumns(model, match, plan.columnNames, rows)
  const whole = [sentence, notMade(made)].filter(Boolean).join(' ')
  return success({ ...text, columns, match: { format: plan.format, sentence: whole, missing: match.missing } })
}

/** What the model makes of times and addresses is made of whole files only; '' where it makes nothing. */
function notMade(made: readonly ColumnProfile[]): string {
  const looked = made.filter(({ role }) => role === 'feature').length
  if (looked === 0) return ''
  return `${count(looked)} network ${plural(looked, 'feature is', 'features are')} not made while a file grows: each counts as usual in every flow, which weakens the answer.`
}

/** Emptied and written on without a header, as log rotation by copying does. */
function asBefore(plan: Plan, before: TailText | null): Plan {
  const same = before !== null && !plan.headerFound && plan.columnNames.length === before.plan.columnNames.length
  return same ? before.plan : plan
}

export const decodingOf = ({ encoding }: TailText): Decoding => new Decoding(encoding, false)

/** The byte that ends a line. */
export const lineEndOf = ({ plan }: TailText): number => newlineOf(plan.dialect.lineEnding).charCodeAt(0)

const wideText = (name: string): Outcome<never> =>
  refusal('unsupported-format', `${name} is text in UTF-16, which can’t be watched while it grows.`, {
    found: 'two bytes a character',
    needed: 'UTF-8, ASCII or Latin-1, as loggers write',
    where: 'its first bytes',
    advice: 'Score it as a second file instead, or have it written in UTF-8.',
  })

const notInLines = (name: string): Outcome<never> =>
  refusal('unsupported-format', `${name} is one JSON value over many lines, which can’t be watched while it grows.`, {
    found: 'an array, or objects of several lines',
    needed: 'one object a line, as Zeek and Suricata write their logs',
    where: 'its first bytes',
    advice: 'Score it as a second file instead, or have it written one object a line.',
  })

function noSuchColumns(name: string, names: readonly string[], model: ModelDocument): Outcome<never> {
  const wanted = model.columns.filter(({ role }) => role === 'feature').map((column) => column.name)
  const some = (texts: readonly string[]): string => texts.slice(0, 5).join(', ') + (texts.length > 5 ? ' …' : '')
  return refusal('columns-do-not-match', `None of the columns the model looks at is in ${name}.`, {
    found: some(names),
    needed: some(wanted),
    where: 'the names of its columns',
    advice: 'Score it as a second file to say which column is which, or make a model from a file like it.',
  })
}
