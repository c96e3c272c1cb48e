/**
 * Cell notes: values that are missing, infinite or no numbers, and rows that repeat others.
 */

import { count, share } from '../../../wording/numbers'
import { plural, spell } from '../../../wording/sentences'
import type { ColumnProfile, DoctorNote } from '../column'
import type { DoctorCase } from '../doctor'
import { namesOf } from './names'

/** A larger share of repeats is worth a word. */
const MANY_REPEATS = 0.1

export function cellNotes({ table, profiles, duplicateCount }: DoctorCase): DoctorNote[] {
  const numbers = profiles.filter(({ role, distribution }) => role === 'feature' && distribution.kind === 'numbers')
  return [
    ...infiniteNote(numbers.filter(({ infiniteCount }) => infiniteCount > 0)),
    ...missingNote(
      numbers.filter(({ missingCount, strayCount }) => missingCount + strayCount > 0),
      table.rowCount,
    ),
    ...repeatsNote(duplicateCount, table.rowCount),
  ]
}

const ignore = (columns: readonly ColumnProfile[]) => columns.map(({ name }) => ({ name, role: 'ignored' as const }))

function infiniteNote(columns: readonly ColumnProfile[]): DoctorNote[] {
  if (columns.length === 0) return []
  const most = Math.max(...columns.map(({ infiniteCount }) => infiniteCount))
  return [
    {
      id: 'infinite',
      title: 'Some values are infinite',
      text:
        `${namesOf(columns)}: infinite in up to ${count(most)} ${plural(most, 'row')}, mostly a rate over no time at all. ` +
        'They take the median, and that they were infinite is compared on its own.',
      state: 'done',
      columns: columns.map(({ name }) => name),
      remedies: [{ label: 'Leave out', overrides: ignore(columns) }],
    },
  ]
}

function missingNote(columns: readonly ColumnProfile[], rowCount: number): DoctorNote[] {
  if (columns.length === 0) return []
  const gapsIn = ({ missingCount, strayCount }: ColumnProfile): number => missingCount + strayCount
  const worst = columns.reduce((a, b) => (gapsIn(b) > gapsIn(a) ? b : a))
  return [
    {
      id: 'missing',
      title: `${spell(columns.length)} ${plural(columns.length, 'column of numbers has', 'columns of numbers have')} gaps`,
      text:
        `${namesOf(columns)}; most in ${worst.name}, ${share(gapsIn(worst) / rowCount)} of rows. ` +
        'A gap takes the median, and that it was one is compared on its own.',
      state: 'done',
      columns: columns.map(({ name }) => name),
      remedies: [{ label: 'Leave out', overrides: ignore(columns) }],
    },
  ]
}

function repeatsNote(duplicateCount: number, rowCount: number): DoctorNote[] {
  if (duplicateCount <= MANY_REPEATS * rowCount) return []
  return [
    {
      id: 'repeats',
      title: `${share(duplicateCount / rowCount)} of rows repeat another, cell by cell`,
      text:
        `${count(duplicateCount)} of ${count(rowCount)}. Floods and scans look like this when a file has no times or ports; so does an export ` +
        'that was joined twice. All are kept.',
      state: 'note',
      columns: [],
      remedies: [],
    },
  ]
}
