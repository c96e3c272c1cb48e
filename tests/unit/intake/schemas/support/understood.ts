/**
 * Understood: a text opened as the app opens a file, by the scanner in so many shards and by PapaParse, which must agree.
 */

import { expect } from 'vitest'
import type { ReadOptions } from '../../../../../src/engine/intake/facts'
import { bytesSource } from '../../../../../src/engine/intake/source'
import { silentPulse } from '../../../../../src/engine/numeric/pulse'
import { openFile, type OpenFile } from '../../../../../src/engine/pipeline/open-file'
import { localPool } from '../../../../../src/engine/pipeline/shard-gate'
import type { ColumnProfile } from '../../../../../src/engine/table/column'
import { openTable } from '../../../../../src/engine/table/open'

export interface Understood extends OpenFile {
  column(name: string): ColumnProfile
  /** Names of the columns with a role. */
  withRole(role: ColumnProfile['role']): readonly string[]
}

export async function understood(text: string, options: ReadOptions = {}, shardCount = 1): Promise<Understood> {
  const bytes = new TextEncoder().encode(text)
  const opened = await openFile(
    bytesSource('export', bytes),
    options,
    [],
    { synthetic: false, poolFor: () => localPool(shardCount) },
    silentPulse,
  )
  if (!opened.ok) throw new Error(opened.failure.sentence)
  const { ledger, profiles } = opened.value
  expect(ledger.readCount).toBe(ledger.usedCount + ledger.refusedCount + ledger.skippedCount)
  return {
    ...opened.value,
    column: (name) => profiles.find((profile) => profile.name === name)!,
    withRole: (role) => profiles.filter((profile) => profile.role === role).map(({ name }) => name),
  }
}

/** The ledger as PapaParse's path has it, which can't tell where lines begin. */
export async function ledgerByPapa(text: string) {
  const opened = await openTable(bytesSource('export', new TextEncoder().encode(text)), {}, silentPulse)
  if (!opened.ok) throw new Error(opened.failure.sentence)
  return opened.value.ledger
}

/** Texts of a column in the file's order. */
export async function textsOf({ rows }: OpenFile, name: string): Promise<readonly string[]> {
  const cells = await rows.column(rows.columnNames.indexOf(name))
  if (cells.kind === 'numbers') return Array.from(cells.values, (value, row) => cells.strays.get(row) ?? String(value))
  return Array.from(cells.codes, (code) => cells.dictionary[code]!)
}
