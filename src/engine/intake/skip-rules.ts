/**
 * Skip rules: rows that are no flows by the format's own rule, and so are neither used nor refused, but counted.
 *
 * A rule is asked of rows in three places: of a row that has as many cells as there are columns, of one that has not, and of a comment
 * line. Only ASCII is compared, so that no answer hangs on the encoding. Rules are plain values: they cross to a worker.
 */

import type { Skipped } from './facts'
import { cellKind } from './header'
import { MISSING_TEXTS } from './missing-texts'

export type SkipRule =
  /** Lines that begin with the plan's comment sign. `fields` is the one that names the columns: under another, rows are refused. */
  | { readonly kind: 'comment'; readonly rule: string; readonly fields: string | null }
  /** Rows of full width with one of these texts in a column. */
  | { readonly kind: 'cell'; readonly rule: string; readonly column: number; readonly texts: readonly string[] }
  /** Rows of full width that name the columns again. Per column its name; null is not compared. */
  | { readonly kind: 'header'; readonly rule: string; readonly names: readonly (string | null)[] }
  /** Lines with too few or too many cells that match one of these patterns from end to end. */
  | { readonly kind: 'line'; readonly rule: string; readonly patterns: readonly string[] }

const PRINTABLE = /^[\t\x20-\x7e]+$/
/** Longer lines match no pattern: those of a header of 4,096 names do. */
const LONGEST_LINE = 262_144

/** Without what layout there is around it; no-break spaces stay, since their bytes hang on the encoding. */
export function bare(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && text.charCodeAt(start) <= 32) start++
  while (end > start && text.charCodeAt(end - 1) <= 32) end--
  return text.slice(start, end)
}

/** The index of the rule that a row of full width falls under, or -1. @param cells as they stand in the file */
export const ruleOfRow = (rules: readonly SkipRule[], cells: readonly string[]): number =>
  rules.findIndex((rule) => {
    if (rule.kind === 'cell') return rule.texts.includes(bare(cells[rule.column]!))
    return rule.kind === 'header' && rule.names.every((name, column) => name === null || name === bare(cells[column]!))
  })

/** The index of the rule that a line of another width falls under, or -1. @param line asked for only if there is such a rule */
export function ruleOfLine(rules: readonly SkipRule[], line: () => string): number {
  if (!rules.some(({ kind }) => kind === 'line')) return -1
  const text = bare(line())
  if (text.length > LONGEST_LINE || !PRINTABLE.test(text)) return -1
  return rules.findIndex((rule) => rule.kind === 'line' && rule.patterns.some((pattern) => matches(pattern, text)))
}

const matches = (pattern: string, text: string): boolean => new RegExp(`^(?:${pattern})$`).test(text)

/** Names compared at least: one word may be a value too. */
const FEWEST_NAMES = 2

/**
 * What keeps the header of a file that was put together of several from being read as a flow. The first of three names or more isn't
 * compared: a byte order mark may stand before it.
 * @param header the first row's cells
 * @param fieldCount cells that most rows have
 */
export function repeatedHeader(header: readonly string[], fieldCount: number, delimiter: string): SkipRule[] {
  const rule = 'the header again, in the middle of the file'
  const names = Array.from({ length: fieldCount }, (_, column) =>
    comparedName(header[column] ?? '', column, fieldCount),
  )
  if (names.filter((name) => name !== null).length < FEWEST_NAMES) return []
  if (header.length === fieldCount) return [{ kind: 'header', rule, names }]
  return [{ kind: 'line', rule, patterns: [literal(bare(header.join(delimiter)))] }]
}

function comparedName(name: string, column: number, fieldCount: number): string | null {
  const text = bare(name)
  if (column === 0 && fieldCount > FEWEST_NAMES) return null
  return PRINTABLE.test(text) && cellKind(text) === 'text' && !MISSING_TEXTS.has(text) ? text : null
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** Counts by rule → what the ledger says, without the rules that nothing fell under. */
export const skippedOf = (rules: readonly SkipRule[], counts: readonly number[]): readonly Skipped[] =>
  rules.flatMap(({ rule }, index) => (counts[index]! > 0 ? [{ rule, count: counts[index]! }] : []))
