/**
 * Plan: all that is decided about a delimited text from its head, before its rows are read.
 */

import { count } from '../../wording/numbers'
import { plural } from '../../wording/sentences'
import type { Outcome } from '../failure'
import { refusal, success } from '../failure'
import { commonestWidth, detectDialect, firstLines, sampleRows, wholeLines, type Dialect } from './dialect'
import type { DeclaredType } from './declared'
import type { ReadOptions } from './facts'
import { looksLikeHeader } from './header'
import { uniqueNames } from './names'
import { schemaOf, skipRulesOf } from './schemas'
import { headerlessSchema, type Headerless } from './schemas/headerless'
import { repeatedHeader, type SkipRule } from './skip-rules'
import { COMMENTS, declaredType, zeekHeader, type ZeekHeader } from './zeek'

export interface Plan {
  readonly dialect: Dialect
  /** "CSV", "TSV", "KDD connection features" … */
  readonly format: string
  readonly schema: string | null
  readonly headerFound: boolean
  /** Unique, one per cell that a row must have. */
  readonly columnNames: readonly string[]
  /** Rows whose first cell begins so are no flows; null: there are none such. */
  readonly comment: string | null
  /** Rows that are no flows by rule; nothing: there are none such. */
  readonly skip?: readonly SkipRule[]
  /** What the file says of its columns' types, one per column; nothing: it doesn't say. */
  readonly declared?: readonly (DeclaredType | null)[]
  readonly warnings: readonly string[]
}

/**
 * The model's covariance matrix is columns × columns in float64: at 4,096 columns 134 MB, at 10,000 800 MB, more than a
 * tab on a plain laptop should take. No flow export known has over 600.
 */
export const MOST_COLUMNS = 4096

/**
 * @param head the file's first characters
 * @param whole whether that is all of it
 */
export function planReading(name: string, head: string, whole: boolean, options: ReadOptions): Outcome<Plan> {
  const zeek = options.delimiter === undefined && options.header === undefined ? zeekHeader(head) : null
  if (zeek !== null) return checkedWidth(name, zeekPlan(zeek, head))
  const lines = firstLines(whole ? head : wholeLines(head))
  const dialect = detectDialect(lines, options)
  return checkedWidth(name, delimitedPlan(sampleRows(lines, dialect), dialect, options.header))
}

/** @returns the plan, if it has no more columns than can be compared */
export function checkedWidth(name: string, plan: Plan): Outcome<Plan> {
  const columnCount = plan.columnNames.length
  if (columnCount <= MOST_COLUMNS) return success(plan)
  return refusal(
    'too-many-columns',
    `${name} has ${count(columnCount)} columns; at most ${count(MOST_COLUMNS)} can be compared.`,
    {
      found: `${count(columnCount)} cells in a row, parted by ${delimiterInWords(plan.dialect.delimiter)}`,
      needed: `at most ${count(MOST_COLUMNS)} columns, one flow a line`,
      where: 'its first rows',
      advice: 'If rows and columns are swapped, turn the table round; else export fewer columns.',
    },
  )
}

function zeekPlan(zeek: ZeekHeader, head: string): Plan {
  const { names, warnings } = uniqueNames(zeek.names)
  const lineEnding = head.includes('\r\n') ? 'CRLF' : 'LF'
  const dialect: Dialect = { delimiter: zeek.delimiter, quote: 'none', lineEnding }
  const isTyped = zeek.types.length === zeek.names.length
  return {
    dialect,
    format: zeek.path === null || zeek.path === 'conn' ? 'Zeek log' : `Zeek log (${zeek.path})`,
    schema: zeek.path === null ? schemaOf(names) : `Zeek ${zeek.path}`,
    headerFound: true,
    columnNames: names,
    comment: '#',
    skip: [{ kind: 'comment', rule: COMMENTS, fields: zeek.fieldsLine }],
    declared: isTyped ? zeek.types.map(declaredType) : [],
    warnings,
  }
}

function delimitedPlan(rows: readonly (readonly string[])[], dialect: Dialect, header: boolean | undefined): Plan {
  const known = header === true ? null : headerlessSchema(evenRows(rows))
  if (known !== null) return headerlessPlan(known, dialect)
  const headerFound = header ?? looksLikeHeader(rows)
  const { names, warnings } = headerFound ? headerNames(rows) : positionNames(rows)
  const schema = headerFound ? schemaOf(names) : null
  const repeated = headerFound ? repeatedHeader(rows[0] ?? [], names.length, dialect.delimiter) : []
  return {
    dialect,
    format: formatOf(dialect.delimiter),
    schema,
    headerFound,
    columnNames: names,
    comment: null,
    skip: [...repeated, ...skipRulesOf(schema, names)],
    warnings,
  }
}

const headerlessPlan = ({ schema, format, names }: Headerless, dialect: Dialect): Plan => ({
  dialect,
  format: format ?? formatOf(dialect.delimiter),
  schema,
  headerFound: false,
  columnNames: names,
  comment: null,
  skip: skipRulesOf(schema, names),
  warnings: [],
})

/** The rows of the commonest width: a ragged one is no reason not to know the rest. */
function evenRows(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const { fieldCount } = commonestWidth(rows)
  return rows.filter(({ length }) => length === fieldCount)
}

interface NamesAndWarnings {
  readonly names: readonly string[]
  readonly warnings: readonly string[]
}

/** As many names as most rows have cells: an export may leave its index column, or a comma at the line's end, out of the header. */
function headerNames(rows: readonly (readonly string[])[]): NamesAndWarnings {
  const [header = [], ...body] = rows
  const { fieldCount, share } = commonestWidth(body)
  if (share <= 0.5 || fieldCount === header.length) return uniqueNames(header)
  const { names, warnings } = uniqueNames(Array.from({ length: fieldCount }, (_, index) => header[index] ?? ''))
  const mismatch = `The header names ${count(header.length)} ${plural(header.length, 'column')}, but most rows have ${count(fieldCount)} cells; the rows were believed.`
  return { names, warnings: [mismatch, ...warnings] }
}

function positionNames(rows: readonly (readonly string[])[]): NamesAndWarnings {
  const { fieldCount } = commonestWidth(rows)
  const names = Array.from({ length: fieldCount }, (_, index) => `column ${index + 1}`)
  return { names, warnings: ['No header line was found: the columns are called by their place.'] }
}

const FORMATS: ReadonlyMap<string, string> = new Map([
  [',', 'CSV'],
  ['\t', 'TSV'],
  [';', 'CSV with semicolons'],
  ['|', 'text with pipes'],
  [' ', 'text with spaces'],
])

const formatOf = (delimiter: string): string => FORMATS.get(delimiter) ?? 'delimited text'

const delimiterInWords = (delimiter: string): string =>
  ({ ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'pipes', ' ': 'spaces' })[delimiter] ?? `“${delimiter}”`
