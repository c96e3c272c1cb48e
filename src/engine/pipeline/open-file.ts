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
import { decideFrom } from '../table/decide'
import type { TableSummary } from './answers'
import { TableRows } from './table-rows'

export interface OpenFile {
  readonly rows: TableRows
  readonly file: FileFacts
  readonly ledger: Ledger
  /** What reading had to say, before the columns were looked at. */
  readonly readWarnings: readonly string[]
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
  shardCount = 1,
): Promise<Outcome<OpenFile>> {
  const opened = await openTable(source, options, pulse)
  if (!opened.ok) return opened
  const { table, file, ledger, warnings, measures } = opened.value
  await pulse.breathe()
  const rows = TableRows.of(table, shardCount, measures)
  const read = { rows, file: { ...file, synthetic }, ledger, readWarnings: warnings }
  const decided = withOverrides(read, overrides)
  await pulse.breathe()
  return success(decided)
}

/** Decides the columns anew; nothing is read again. */
export function withOverrides(
  read: Pick<OpenFile, 'rows' | 'file' | 'ledger' | 'readWarnings'>,
  overrides: readonly ColumnOverride[],
): OpenFile {
  const { rows, file, ledger, readWarnings } = read
  const { profiles, notes, warnings } = decideFrom(rows.digest, overrides, ledger.duplicateCount)
  return { rows, file, ledger, readWarnings, overrides, profiles, notes, warnings }
}

export const summaryOf = ({ file, ledger, profiles, notes, readWarnings, warnings }: OpenFile): TableSummary => ({
  file,
  ledger,
  columns: profiles,
  notes,
  warnings: [...readWarnings, ...warnings],
})
