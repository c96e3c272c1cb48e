/**
 * Zeek: the `#` header block of a Zeek log names its delimiter, its columns and their types, and what stands for no value.
 *
 * Source: docs.zeek.org, "Zeek TSV format logs" and "Log files" (LogAscii::separator, set_separator, empty_field, unset_field).
 */

import type { DeclaredType } from './declared'

export interface ZeekHeader {
  readonly delimiter: string
  readonly setSeparator: string
  readonly emptyField: string
  readonly unsetField: string
  /** "conn", "dns" …; null if it isn't said. */
  readonly path: string | null
  readonly names: readonly string[]
  /** As many as names where the log says them. */
  readonly types: readonly string[]
  /** The whole line that names the columns. */
  readonly fieldsLine: string
}

/** The rule that a log's own # lines fall under. */
export const COMMENTS = 'lines of the log’s own header and footer, which begin with #'

/** Longer header blocks aren't looked for: 4,096 names of 64 letters fill four times as much, and the head grows to hold them. */
const LONGEST_BLOCK = 1_048_576

/** @returns null if the text does not begin with such a block */
export function zeekHeader(head: string): ZeekHeader | null {
  const text = head.startsWith('\ufeff') ? head.slice(1) : head
  if (!text.startsWith('#separator')) return null
  const lines = blockOf(text)
  const delimiter = unescaped(/^#separator[ \t]+(.+)$/.exec(lines[0]!)?.[1]?.trim() ?? '\\x09')
  const partsOf = (word: string): readonly string[] | null => {
    const line = lines.find((candidate) => candidate.startsWith(`#${word}${delimiter}`))
    return line === undefined ? null : line.split(delimiter).slice(1)
  }
  const names = partsOf('fields')
  if (names === null) return null
  return {
    delimiter,
    setSeparator: unescaped(partsOf('set_separator')?.[0] ?? ','),
    emptyField: unescaped(partsOf('empty_field')?.[0] ?? '(empty)'),
    unsetField: unescaped(partsOf('unset_field')?.[0] ?? '-'),
    path: partsOf('path')?.[0]?.trim() || null,
    names,
    types: partsOf('types') ?? [],
    fieldsLine: `#fields${delimiter}${names.join(delimiter)}`,
  }
}

/** The lines at the beginning that begin with #. */
function blockOf(text: string): readonly string[] {
  const lines = text.slice(0, LONGEST_BLOCK).split(/\r?\n/)
  const end = lines.findIndex((line) => !line.startsWith('#'))
  return end < 0 ? lines : lines.slice(0, end)
}

const unescaped = (text: string): string =>
  text.replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))

/** Zeek's types by what a column of them is; `enum` and `string` are words, whatever their values look like. */
const TYPES: Readonly<Record<string, DeclaredType>> = {
  time: 'time',
  interval: 'seconds',
  count: 'number',
  int: 'number',
  double: 'number',
  port: 'port',
  addr: 'address',
  subnet: 'address',
  bool: 'yes-no',
  enum: 'words',
  string: 'words',
  pattern: 'words',
}

/** @returns null for a type that isn't known; "set[addr]", "vector[string]" and the old "table[string]" are words */
export const declaredType = (zeekType: string): DeclaredType | null =>
  TYPES[zeekType] ?? (/^(set|vector|table)\[.*\]$/.test(zeekType) ? 'words' : null)
