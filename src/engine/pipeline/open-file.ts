/**
 * Open file: a file that has been read into shards, and what was decided about its columns.
 */

import type { Outcome } from '../failure'
import { success } from '../failure'
import type { FileFacts, ReadOptions } from '../intake/facts'
import type { ByteSource } from '../intake/source'
import type { Pulse } from '../numeric/pulse'
import type { ColumnOverride, ColumnProfile, DoctorNote } from '../table/column'
import { decideFrom } from '../table/decide'
import type { TableSummary } from './answers'
import { readFile, type ReadFile, type Reading } from './read-file'

export interface OpenFile extends Omit<ReadFile, 'file'> {
  readonly file: FileFacts
  readonly overrides: readonly ColumnOverride[]
  readonly profiles: readonly ColumnProfile[]
  readonly notes: readonly DoctorNote[]
  readonly warnings: readonly string[]
}

/** @throws Cancelled */
export async function openFile(
  source: ByteSource,
  options: ReadOptions,
  overrides: readonly ColumnOverride[],
  { synthetic, ...reading }: Reading & { readonly synthetic: boolean },
  pulse: Pulse,
): Promise<Outcome<OpenFile>> {
  const read = await readFile(source, options, reading, pulse)
  if (!read.ok) return read
  await pulse.breathe()
  const decided = withOverrides({ ...read.value, file: { ...read.value.file, synthetic } }, overrides)
  await pulse.breathe()
  return success(decided)
}

/** Decides the columns anew; nothing is read again. */
export function withOverrides(
  read: Omit<ReadFile, 'file'> & Pick<OpenFile, 'file'>,
  overrides: readonly ColumnOverride[],
): OpenFile {
  const { rows, file, inside, ledger, declared, readWarnings } = read
  const { profiles, notes, warnings } = decideFrom(rows.digest, overrides, { ...ledger, declared })
  return { rows, file, inside, ledger, declared, readWarnings, overrides, profiles, notes, warnings }
}

export const summaryOf = ({ file, ledger, profiles, notes, readWarnings, warnings }: OpenFile): TableSummary => ({
  file,
  ledger,
  columns: profiles,
  notes,
  warnings: [...readWarnings, ...warnings],
})
