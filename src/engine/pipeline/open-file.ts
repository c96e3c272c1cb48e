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
import { asMade, isNetworkName, networkOffer, type MadeRows } from './network-columns'
import { readFile, type ReadFile, type Reading } from './read-file'

export interface OpenFile extends Omit<ReadFile, 'file'> {
  /** With the network columns behind the file's own where they are switched on. */
  readonly rows: ReadFile['rows']
  readonly file: FileFacts
  /** As the analyst has asked for it. */
  readonly options: ReadOptions
  readonly overrides: readonly ColumnOverride[]
  readonly profiles: readonly ColumnProfile[]
  readonly notes: readonly DoctorNote[]
  readonly warnings: readonly string[]
  readonly network: NetworkState
  /** What it was converted to, kept as long as it is open; null where only memory is at hand. */
  readonly shelf: ByteShelf | null
}

/** Columns made of times and addresses: the rows without them, and what was made, whether or not it is switched on. */
export interface NetworkState {
  readonly isOn: boolean
  readonly fileRows: ReadFile['rows']
  readonly made: MadeRows | null
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
    const network = { isOn: false, fileRows: read.value.rows, made: null }
    const decided = withOverrides({ ...read.value, shelf, file, options, network }, overrides)
    await pulse.breathe()
    isOpen = true
    return success(decided)
  } finally {
    if (!isOpen) await shelf?.clear()
  }
}

/** Decides the columns anew; nothing is read or made again. What was said of network columns waits until they are on. */
export function withOverrides(
  read: Omit<ReadFile, 'file'> & Pick<OpenFile, 'file' | 'options' | 'shelf' | 'network'>,
  overrides: readonly ColumnOverride[],
): OpenFile {
  const { file, inside, ledger, declared, options, readWarnings, shelf, network } = read
  const { utcOffsetMinutes = 0 } = options
  const rows = network.isOn && network.made !== null ? network.made.rows : network.fileRows
  const said = overrides.filter(({ name }) => rows.columnNames.includes(name) || !isNetworkName(name))
  const decided = decideFrom(rows.digest, said, { ...ledger, declared, utcOffsetMinutes })
  const profiles = asMade(decided.profiles, network.fileRows.columnNames.length)
  const { notes, warnings } = decided
  return {
    rows,
    file,
    inside,
    ledger,
    declared,
    options,
    readWarnings,
    shelf,
    network,
    overrides,
    profiles,
    notes,
    warnings,
  }
}

/** Those of the file's own columns. */
export const fileProfiles = ({ profiles, network }: Pick<OpenFile, 'profiles' | 'network'>): readonly ColumnProfile[] =>
  profiles.slice(0, network.fileRows.columnNames.length)

export const summaryOf = (open: OpenFile): TableSummary => {
  const { file, ledger, profiles, notes, readWarnings, warnings, network } = open
  return {
    file,
    ledger,
    columns: profiles,
    notes,
    warnings: [...readWarnings, ...warnings],
    network: networkOffer(fileProfiles(open), network.isOn),
  }
}
