/**
 * Cell changes: the cells of a template with some of them written anew, as the file writes them.
 */

import type { Meaning } from '../table/column'
import { columnOf, type Ground } from './ground'
import { unansweredState } from './templates'

/** Meaning → text. A meaning that the file has no column for changes nothing. */
export type Changes = Partial<Record<Meaning, string | null>>

export function changed(
  ground: Ground,
  template: readonly string[],
  changes: Changes,
  byName: Readonly<Record<string, number>> = {},
): string[] {
  const cells = [...template]
  for (const [meaning, text] of Object.entries(changes)) {
    const column = columnOf(ground, meaning as Meaning)
    if (column !== null && text !== null) cells[column.index] = text
  }
  for (const [name, value] of Object.entries(byName)) {
    const index = ground.table.columnNames.indexOf(name)
    if (index >= 0) cells[index] = String(value)
  }
  return cells
}

/** What makes an answered flow one that nobody answered: one packet out, nothing back. */
export const unanswered = (ground: Ground): Changes => ({
  'bytes sent': '0',
  'bytes returned': '0',
  'bytes both ways': '0',
  'packets sent': '1',
  'packets returned': '0',
  'packets both ways': '1',
  duration: '0',
  'connection state': unansweredState(ground),
})
