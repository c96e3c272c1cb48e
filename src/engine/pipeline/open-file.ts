/**
 * Open file: a file that has been read into shards, and what was decided about its columns.
 */

import type { Outcome } from '../failure'
import { success } from '../failure'
import type { FileFacts, Ledger, ReadOptions } from '../intake/facts'
import { planReading, type Plan } from '../intake/plan'
import { readHead } from '../intake/read-rows'
import type { Head } from '../intake/reader'
import { scanPlanOf, type ScanPlan } from '../intake/scan/scan-plan'
import { lostFailure, SourceLost, type ByteSource } from '../intake/source'
import type { Pulse } from '../numeric/pulse'
import type { ColumnOverride, ColumnProfile, DoctorNote } from '../table/column'
import { decideFrom } from '../table/decide'
import { noRows, openTable, refusedWarning } from '../table/open'
import type { TableSummary } from './answers'
import { refuseTooLarge } from './memory'
import { bytesPerRow, previewOf } from './preview'
import { readBulk } from './read-bulk'
import { localPool, type ShardPool } from './shard-gate'
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

type ReadFile = Pick<OpenFile, 'rows' | 'file' | 'ledger' | 'readWarnings'>

/** How a file is read, beside what the analyst may overrule. */
export interface Reading {
  readonly synthetic: boolean
  readonly pool?: ShardPool
  /** Memory that the rows may take; null or nothing if nobody knows. */
  readonly budgetBytes?: number | null
  /** Called once the first rows have been looked at, long before the last is read. */
  readonly onPreview?: (preview: TableSummary) => void
  /** Called once the rows are in the shards; the rest goes on under the pulse it gives. */
  readonly onRows?: (rowCount: number) => Pulse
}

export async function readFile(
  source: ByteSource,
  options: ReadOptions,
  overrides: readonly ColumnOverride[],
  { synthetic, pool = localPool(), budgetBytes = null, onPreview, onRows = () => pulse }: Reading,
  pulse: Pulse,
): Promise<Outcome<OpenFile>> {
  const read = await readBytes(source, options, pool, { budgetBytes, onPreview, onRows }, pulse)
  if (!read.ok) return read
  await pulse.breathe()
  const decided = withOverrides({ ...read.value, file: { ...read.value.file, synthetic } }, overrides)
  await pulse.breathe()
  return success(decided)
}

async function readBytes(
  source: ByteSource,
  options: ReadOptions,
  pool: ShardPool,
  { budgetBytes, onPreview, onRows }: Required<Pick<Reading, 'budgetBytes' | 'onRows'>> & Pick<Reading, 'onPreview'>,
  pulse: Pulse,
): Promise<Outcome<ReadFile>> {
  try {
    const head = await readHead(source, options)
    if (!head.ok) return head
    await pulse.breathe()
    const planned = planReading(source.name, head.value.text, head.value.whole, options)
    if (!planned.ok) return planned
    await pulse.breathe()
    const refused = refuseTooLarge(source, bytesPerRow(head.value), planned.value.columnNames.length, budgetBytes)
    if (refused !== null) return refused
    const scanPlan = scanPlanOf(planned.value, head.value.encoding, options)
    const reading =
      scanPlan === null
        ? readIrregular(source, options, pool, pulse)
        : readRegular(source, head.value, planned.value, scanPlan, pool, onRows, pulse)
    // The workers read meanwhile, once they have been asked.
    await pulse.breathe()
    onPreview?.(previewOf(source, head.value, planned.value))
    return await reading
  } catch (error) {
    if (error instanceof SourceLost) return { ok: false, failure: lostFailure(source, error) }
    throw error
  }
}

/** By the scanner, in all shards at once. */
async function readRegular(
  source: ByteSource,
  head: Head,
  plan: Plan,
  scanPlan: ScanPlan,
  pool: ShardPool,
  onRows: (rowCount: number) => Pulse,
  pulse: Pulse,
): Promise<Outcome<ReadFile>> {
  const read = await readBulk(source, plan.columnNames, scanPlan, bytesPerRow(head), pool, onRows, pulse)
  if (!read.ok) return read
  const { facts } = read.value
  const { encoding, fingerprint, refusedCount, refused } = facts
  const { format, schema, headerFound, dialect } = plan
  if (read.value.rows === null) return noRows(source, headerFound, facts)
  const { rows, repeatCount } = read.value
  const { delimiter, lineEnding } = dialect
  const { name, sizeBytes } = source
  const file = { name, sizeBytes, fingerprint, format, schema, delimiter, encoding, headerFound, lineEnding }
  const ledger: Ledger = {
    readCount: rows.rowCount + refusedCount,
    refusedCount,
    usedCount: rows.rowCount,
    refused,
    duplicateCount: repeatCount,
    missingCellCount: rows.digest.columns.reduce((sum, { measure }) => sum + measure.missingCount, 0),
    cellCount: rows.rowCount * rows.columnNames.length,
  }
  const readWarnings = [...plan.warnings, ...facts.warnings, ...refusedWarning(ledger)]
  return success({ rows, file: { ...file, synthetic: false }, ledger, readWarnings })
}

/** By PapaParse, in this thread: UTF-16, and dialects that more than one byte parts. */
async function readIrregular(
  source: ByteSource,
  options: ReadOptions,
  pool: ShardPool,
  pulse: Pulse,
): Promise<Outcome<ReadFile>> {
  const opened = await openTable(source, options, pulse)
  if (!opened.ok) return opened
  const { table, file, ledger, warnings, measures } = opened.value
  return success({ rows: TableRows.of(table, pool.gates.length, measures), file, ledger, readWarnings: warnings })
}

/** Decides the columns anew; nothing is read again. */
export function withOverrides(read: ReadFile, overrides: readonly ColumnOverride[]): OpenFile {
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
