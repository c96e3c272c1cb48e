/**
 * Header blocks: which `#fields` line the rows of a Zeek log stand under.
 *
 * Logs that were rotated or put together have such lines in the middle. Under the same names rows go on as before; under others they
 * can't be read as flows of this table, and are refused till the first names come again.
 */

import { shortened } from '../../wording/sentences'
import type { SkipRule } from './skip-rules'

const FIELDS = '#fields'
const CLOSE = '#close'

export const STILL_OPEN = 'The log has no #close line at its end: it was still being written, or was cut off.'

export class HeaderBlocks {
  /** The rule that comment lines fall under, by index; -1 where there are no such lines. */
  readonly rule: number
  /** Whether the last block that was seen has ended; null where none was. */
  isClosed: boolean | null = null
  private readonly fields: string | null

  /** @param misfit why rows are refused, if an earlier part of the file has other names; else null */
  constructor(
    rules: readonly SkipRule[],
    public misfit: string | null,
  ) {
    this.rule = rules.findIndex(({ kind }) => kind === 'comment')
    const rule = rules[this.rule]
    this.fields = rule?.kind === 'comment' ? rule.fields : null
  }

  /** @param cells of a line that begins with # */
  read(cells: readonly string[], delimiter: string): void {
    if (cells[0] === CLOSE) this.isClosed = true
    if (this.fields === null || cells[0] !== FIELDS) return
    this.isClosed = false
    const own = this.fields.split(delimiter)
    this.misfit = cells.join(delimiter) === this.fields ? null : misfitOf(own.slice(1), cells.slice(1))
  }
}

function misfitOf(own: readonly string[], other: readonly string[]): string {
  const at = other.findIndex((name, index) => name !== own[index])
  if (at < 0) return `stands under another #fields line, which ends before “${shortened(own[other.length]!)}”`
  const name = `“${shortened(other[at]!)}”`
  return at < own.length
    ? `stands under another #fields line, which has ${name} where this log has “${shortened(own[at]!)}”`
    : `stands under another #fields line, which has ${name} besides`
}
