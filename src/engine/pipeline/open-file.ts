/**
 * Open file: a file that has been read into shards, and what was decided about its columns.
 */

import type { Outcome } from '../failure'
import { success } from '../failure'
import type { ByteShelf } from '../intake/conversion'
import type { FileFacts, ReadOptions } from '../intake/facts'
import type { ByteSource } from '../intake/source'
import type { Pulse } from '../numeric/pulse'
import type { ColumnOverride, ColumnProfile, DoctorNote } from '../table/column'
import { decideFrom } from '../table/decide'
import type { TableSummary } from './answers'
import { readFile, type ReadFile, type Reading } from './read-file'

export interface OpenFile extends Omit<ReadFile, 'file'> {
  readonly file: FileFacts
  /** As the analyst has asked for it. */
  readonly options: ReadOptions
  readonly overrides: readonly ColumnOverride[]
  readonly profiles: readonly ColumnProfile[]
  readonly notes: readonly DoctorNote[]
  readonly warnings: readonly string[]
  /** What it was converted to, kept as long as it is open; null where only memory is at hand. */
  readonly shelf: ByteShelf | null
}

/** How a file is opened: what is converted of it goes on a shelf of its own. */
export interface Opening extends Omit<Reading, 'store'> {
  readonly synthetic: boolean
  readonly newShelf?: (() => ByteShelf) | undefined
}

/** @throws Cancelled */
export async function openFile(
  source: ByteSource,
  options: ReadOptions,
  overrides: readonly ColumnOverride[],
  { synthetic, newShelf, ...reading }: Opening,
  pulse: Pulse,
): Promise<Outcome<OpenFile>> {
  const shelf = newShelf?.() ?? null
  let isOpen = false
  try {
    const read = await readFile(source, options, { ...reading, ...(shelf === null ? {} : { store: shelf }) }, pulse)
    if (!read.ok) return read
    await pulse.breathe()
    const file = { ...read.value.file, synthetic }
    const decided = withOverrides({ ...read.value, shelf, file, options }, overrides)
    await pulse.breathe()
    isOpen = true
    return success(decided)
  } finally {
    if (!isOpen) await shelf?.clear()
  }
}

/** Decides the columns anew; nothing is read again. */
export function withOverrides(
  read: Omit<ReadFile, 'file'> & Pick<OpenFile, 'file' | 'options' | 'shelf'>,
  overrides: readonly ColumnOverride[],
): OpenFile {
  const { rows, file, inside, ledger, declared, options, readWarnings, shelf } = read
  const { utcOffsetMinutes = 0 } = options
  const { profiles, notes, warnings } = decideFrom(rows.digest, overrides, { ...ledger, declared, utcOffsetMinutes })
  return { rows, file, inside, ledger, declared, options, readWarnings, shelf, overrides, profiles, notes, warnings }
}

export const summaryOf = ({ file, ledger, profiles, notes, readWarnings, warnings }: OpenFile): TableSummary => ({
  file,
  ledger,
  columns: profiles,
  notes,
  warnings: [...readWarnings, ...warnings],
})
