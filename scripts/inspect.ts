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
import { openFile, summaryOf } from '../src/engine/pipeline/open-file'
import { withFile } from './file-source'

type Inspection = { readonly failure: Failure } | Record<string, unknown>

async function inspect(path: string): Promise<Inspection> {
  const opened = await withFile(path, (source) => openFile(source, {}, [], { synthetic: false }, silentPulse))
  if (!opened.ok) return { failure: opened.failure }
  const { file, ledger, profiles, notes } = opened.value
  return {
    format: file.format,
    schema: file.schema,
    containers: file.containers,
    unit: file.unit,
    delimiter: file.delimiter,
    encoding: file.encoding,
    header: file.headerFound,
    lineEnding: file.lineEnding,
    rows: {
      read: ledger.readCount,
      refused: ledger.refusedCount,
      skipped: ledger.skippedCount,
      used: ledger.usedCount,
    },
    refused: ledger.refused,
    skipped: ledger.skipped,
    columns: profiles.map(({ name, type, role, reason, missingCount }) => ({
      name,
      type,
      role,
      reason,
      missingRatio: missingCount / ledger.usedCount,
    })),
    notes: notes.map(({ title, text, state }) => ({ title, text, state })),
    warnings: summaryOf(opened.value).warnings,
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
