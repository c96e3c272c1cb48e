/**
 * Column filter: which columns the table lists.
 */

import type { ColumnProfile, TableSummary } from '../../worker/protocol'
import { columnWords } from '../../wording/column-words'

export const FILTERS = ['all', 'used', 'left out', 'notes'] as const
export type Filter = (typeof FILTERS)[number]

/** Something is said about it: a badge, a stray or missing cell, or a note of the doctor. */
function isNoted(column: ColumnProfile, noted: ReadonlySet<string>): boolean {
  return column.badge !== null || column.strayCount > 0 || column.infiniteCount > 0 || noted.has(column.name)
}

export function columnsBy(table: TableSummary): Readonly<Record<Filter, readonly ColumnProfile[]>> {
  const noted = new Set(table.notes.flatMap((note) => note.columns))
  return {
    all: table.columns,
    used: table.columns.filter((column) => column.role === 'feature'),
    'left out': table.columns.filter((column) => column.role !== 'feature'),
    notes: table.columns.filter((column) => isNoted(column, noted)),
  }
}

/** By name, by what it is called in network words, by type, role or reason. */
export function searched(columns: readonly ColumnProfile[], search: string): readonly ColumnProfile[] {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return columns
  return columns.filter((column) =>
    [column.name, columnWords(column.name, column.meaning), column.type, column.role, column.reason].some((text) =>
      text.toLowerCase().includes(wanted),
    ),
  )
}
