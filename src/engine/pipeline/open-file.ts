/**
 * Open file: a table that has been read, and what was decided about its columns.
 */

import type { Outcome } from '../failure'
import { success } from '../failure'
import type { FileFacts, Ledger, ReadOptions } from '../intake/facts'
import { openTable } from '../table/open'
import type { ByteSource } from '../intake/source'
import type { Pulse } from '../numeric/pulse'
import type { ColumnOverride, ColumnProfile, DoctorNote } from '../table/column'
import { decideColumns } from '../table/decide'
import type { Measure } from '../table/measure'
import type { Table } from '../table/table'
import type { TableSummary } from './answers'

export interface OpenFile {
  readonly table: Table
  readonly file: FileFacts
  readonly ledger: Ledger
  /** What reading had to say, before the columns were looked at. */
  readonly readWarnings: readonly string[]
  /** What was counted per column while reading. */
  readonly measures: readonly Measure[]
  readonly overrides: readonly ColumnOverride[]
  readonly profiles: readonly ColumnProfile[]
  readonly notes: readonly DoctorNote[]
  readonly warnings: readonly string[]
}

export async function readFile(
  source: ByteSource,
  options: ReadOptions,
  overrides: readonly ColumnOverride[],
  synthetic: boolean,
  pulse: Pulse,
): Promise<Outcome<OpenFile>> {
  const opened = await openTable(source, options, pulse)
  if (!opened.ok) return opened
  const { table, file, ledger, warnings, measures } = opened.value
  await pulse.breathe()
  const read = { table, file: { ...file, synthetic }, ledger, readWarnings: warnings, measures }
  const decided = withOverrides(read, overrides)
  await pulse.breathe()
  return success(decided)
}

/** Decides the columns anew; nothing is read again. */
export function withOverrides(
  read: Pick<OpenFile, 'table' | 'file' | 'ledger' | 'readWarnings' | 'measures'>,
  overrides: readonly ColumnOverride[],
): OpenFile {
  const { table, file, ledger, readWarnings, measures } = read
  const { profiles, notes, warnings } = decideColumns(table, overrides, {
    measures,
    duplicateCount: ledger.duplicateCount,
  })
  return { table, file, ledger, readWarnings, measures, overrides, profiles, notes, warnings }
}

export const summaryOf = ({ file, ledger, profiles, notes, readWarnings, warnings }: OpenFile): TableSummary => ({
  file,
  ledger,
  columns: profiles,
  notes,
  warnings: [...readWarnings, ...warnings],
})
