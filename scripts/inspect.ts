/**
 * Inspect: what the engine understands of a file, as one JSON object.
 *
 *   npm run -s inspect -- FILE
 *
 * On failure it prints {"failure": …} and ends with 1.
 */

import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { Failure } from '../src/engine/failure'
import { lostFailure, SourceLost } from '../src/engine/intake/source'
import { silentPulse } from '../src/engine/numeric/pulse'
import { decideColumns } from '../src/engine/table/decide'
import { openTable } from '../src/engine/table/open'
import { withFile } from './file-source'

type Inspection = { readonly failure: Failure } | Record<string, unknown>

async function inspect(path: string): Promise<Inspection> {
  const opened = await withFile(path, (source) => openTable(source, {}, silentPulse))
  if (!opened.ok) return { failure: opened.failure }
  const { table, file, ledger, warnings, measures } = opened.value
  const decided = decideColumns(table, [], { measures, duplicateCount: ledger.duplicateCount })
  return {
    format: file.format,
    schema: file.schema,
    delimiter: file.delimiter,
    encoding: file.encoding,
    header: file.headerFound,
    lineEnding: file.lineEnding,
    rows: { read: ledger.readCount, refused: ledger.refusedCount, used: ledger.usedCount },
    refused: ledger.refused,
    columns: decided.profiles.map(({ name, type, role, reason, missingCount }) => ({
      name,
      type,
      role,
      reason,
      missingRatio: missingCount / table.rowCount,
    })),
    notes: decided.notes.map(({ title, text, state }) => ({ title, text, state })),
    warnings: [...warnings, ...decided.warnings],
  }
}

const { positionals } = parseArgs({ allowPositionals: true })
const [path] = positionals
if (path === undefined || positionals.length > 1) {
  console.error('Usage: npm run -s inspect -- FILE')
  process.exit(2)
}

const inspection = await inspect(path).catch((error: unknown): Inspection => {
  if (!(error instanceof SourceLost)) throw error
  const name = basename(path)
  return { failure: lostFailure({ name, sizeBytes: 0, read: () => Promise.reject(error) }, error) }
})
console.log(JSON.stringify(inspection, null, 2))
if ('failure' in inspection) process.exitCode = 1
