/**
 * Preview: what the first rows of a file say of its columns, before the rest has been read. All of it may still change.
 */

import { isBlank, sampleRows, wholeLines } from '../intake/dialect'
import type { FileFacts, Ledger } from '../intake/facts'
import type { Plan } from '../intake/plan'
import type { Head } from '../intake/reader'
import type { ByteSource } from '../intake/source'
import { ruleOfRow } from '../intake/skip-rules'
import { trimmedCell } from '../intake/trimmed'
import type { ColumnProfile } from '../table/column'
import { ColumnBuilder } from '../table/column-builder'
import { decideColumns } from '../table/decide'
import type { Cells, Table } from '../table/table'
import type { TableSummary } from './answers'

/** Enough to tell numbers from words and to see most levels; parsed in some 20 ms. */
const PREVIEW_ROWS = 1000

export function previewOf({ name, sizeBytes }: ByteSource, head: Head, plan: Plan): TableSummary {
  const rows = firstRows(head, plan)
  const { format, schema, headerFound, dialect, columnNames, warnings } = plan
  const { delimiter, lineEnding } = dialect
  const declared = plan.declared === undefined ? {} : { declared: plan.declared }
  const { profiles, notes } = decideColumns(tableOfRows(columnNames, rows), [], declared)
  const file: FileFacts = {
    name,
    sizeBytes,
    fingerprint: '',
    format,
    schema,
    containers: [],
    parts: [],
    unit: 'line',
    delimiter,
    encoding: head.encoding,
    headerFound,
    lineEnding,
    synthetic: false,
  }
  const ledger: Ledger = {
    readCount: rows.length,
    refusedCount: 0,
    skippedCount: 0,
    usedCount: rows.length,
    skipped: [],
    refused: [],
    duplicateCount: 0,
    missingCellCount: profiles.reduce((sum, { missingCount }) => sum + missingCount, 0),
    cellCount: rows.length * columnNames.length,
  }
  return { file, ledger, columns: profiles, notes, warnings }
}

/** What the first rows say of the columns. */
export const firstProfiles = (
  columnNames: readonly string[],
  rows: readonly (readonly string[])[],
): readonly ColumnProfile[] => decideColumns(tableOfRows(columnNames, rows), []).profiles

const tableOfRows = (columnNames: readonly string[], rows: readonly (readonly string[])[]): Table => ({
  rowCount: rows.length,
  columnNames,
  cells: columnNames.map((_, column) => cellsOf(rows, column)),
  sourceLines: new Uint32Array(rows.length),
})

/** The first rows of a head, cells trimmed; none that would be refused. */
export function firstRows(
  { text, whole }: Head,
  { dialect, headerFound, columnNames, comment, skip = [] }: Plan,
): readonly string[][] {
  const lines = whole ? text : wholeLines(text)
  const all = sampleRows(lines, dialect, PREVIEW_ROWS + 1).filter(
    (cells) => !isBlank(cells) && !(comment !== null && cells[0]!.startsWith(comment)),
  )
  const rows = headerFound && comment === null ? all.slice(1) : all
  return rows
    .filter((cells) => cells.length === columnNames.length && ruleOfRow(skip, cells) < 0)
    .slice(0, PREVIEW_ROWS)
    .map((cells) => cells.map(trimmedCell))
}

function cellsOf(rows: readonly (readonly string[])[], column: number): Cells {
  const built = [false, true].map((keepTexts) => {
    const builder = new ColumnBuilder(keepTexts)
    for (const cells of rows) builder.add(cells[column]!)
    return builder.finish()
  })
  return built[0] ?? built[1]!
}

/** About, from a file's first bytes. */
export function bytesPerRow({ bytes }: Head): number {
  let lineCount = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lineCount++
  return bytes.length / Math.max(1, lineCount)
}
