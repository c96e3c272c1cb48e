/**
 * Open: bytes → a table with its ledger. It stands here and not in intake/, since a room imports only rooms before it.
 */

import { lineWords, type Lined } from '../../wording/line-words'
import { count } from '../../wording/numbers'
import { plural } from '../../wording/sentences'
import { refusal, success, type Outcome } from '../failure'
import { SLICE_BYTES } from '../intake/byte-stream'
import type { FileFacts, Ledger, ReadOptions } from '../intake/facts'
import { readRows } from '../intake/read-rows'
import { COMMENTS } from '../intake/zeek'
import type { ReadFacts } from '../intake/reader'
import type { ByteSource } from '../intake/source'
import type { Pulse } from '../numeric/pulse'
import { measureColumns, type Measure } from './measure'
import { countRepeats } from './repeats'
import { TableBuilder } from './table-builder'
import type { Table } from './table'

export interface OpenedTable {
  readonly table: Table
  readonly file: FileFacts
  readonly ledger: Ledger
  readonly warnings: readonly string[]
  /** One per column: what `decideColumns` rests on, counted once per file. */
  readonly measures: readonly Measure[]
}

/**
 * Reads a whole source. A file is read twice only if a column that began with 2,000 numbers turns out to be texts.
 * @param sliceBytes how much is read at once; the table doesn't depend on it
 * @throws Cancelled
 */
export async function openTable(
  source: ByteSource,
  options: ReadOptions,
  pulse: Pulse,
  sliceBytes = SLICE_BYTES,
): Promise<Outcome<OpenedTable>> {
  const keptAsTexts = new Set<number>()
  for (;;) {
    const builder = new TableBuilder(keptAsTexts)
    const read = await readRows(source, options, builder, pulse, sliceBytes)
    if (!read.ok) return read
    if (builder.rowCount === 0) return noRows(source, read.value.headerFound, { ...builder.ledger(), ...read.value })
    const built = await builder.finish(pulse)
    if ('rowCount' in built) return success(await opened(source, read.value, built, builder, pulse))
    for (const column of built.keepAsTexts) keptAsTexts.add(column)
  }
}

async function opened(
  { name, sizeBytes }: ByteSource,
  { warnings, skipped, ...facts }: ReadFacts,
  table: Table,
  builder: TableBuilder,
  pulse: Pulse,
): Promise<OpenedTable> {
  const file: FileFacts = { name, sizeBytes, ...facts, containers: [], parts: [], unit: 'line', synthetic: false }
  const measures = await measureColumns(table, pulse)
  const skippedCount = skipped.reduce((sum, rule) => sum + rule.count, 0)
  const read = builder.ledger()
  const ledger: Ledger = {
    ...read,
    readCount: read.readCount + skippedCount,
    skippedCount,
    skipped,
    duplicateCount: await countRepeats(table, pulse),
    missingCellCount: measures.reduce((sum, { missingCount }) => sum + missingCount, 0),
    cellCount: table.rowCount * table.columnNames.length,
  }
  return { table, file, ledger, warnings: [...warnings, ...refusedWarning(ledger)], measures }
}

/** What the ledger has to say before the columns are looked at. */
export const refusedWarning = ({ refused, refusedCount, readCount }: Ledger, file: Lined | null = null): string[] =>
  refusedCount === 0
    ? []
    : [
        `${count(refusedCount)} of ${count(readCount)} rows ${plural(refusedCount, 'was', 'were')} refused; ` +
          `the first is ${lineWords(refused[0]!.line, file)}: ${refused[0]!.reason}.`,
      ]

/** Why a file without a single row that can be used is refused. */
export function noRows(
  { name }: ByteSource,
  headerFound: boolean,
  { refusedCount, refused, skipped }: Pick<Ledger, 'refusedCount' | 'refused' | 'skipped'>,
): Outcome<never> {
  const needed = 'at least one row under the header'
  if (refusedCount > 0) {
    const { line, reason } = refused[0]!
    return refusal('no-rows', `None of the ${count(refusedCount)} rows of ${name} can be used.`, {
      found: `on line ${count(line)}: ${reason}`,
      needed: 'rows with one cell per column',
      where: `line ${count(line)} of ${name}`,
      advice: 'Check which character parts the cells, and whether a title stands above the table.',
    })
  }
  const flowless = skipped.filter(({ rule }) => rule !== COMMENTS)
  if (flowless.length > 0) {
    const found = flowless.map(({ rule, count: rowCount }) => `${count(rowCount)} × ${rule}`).join('; ')
    return refusal('no-rows', `${name} holds no flow.`, {
      found,
      needed: 'at least one row that is a flow',
      where: name,
      advice: 'The export may have matched no flow: widen its filter or its time range.',
    })
  }
  if (!headerFound) {
    return refusal('no-rows', `${name} holds nothing but blank lines.`, {
      found: 'blank lines',
      needed: 'text in columns, one flow a line',
      where: name,
    })
  }
  return refusal('no-rows', `${name} has a header and no rows.`, {
    found: 'the names of the columns and nothing below them',
    needed,
    where: 'line 2',
    advice: 'The export may have matched no flow: widen its filter or its time range.',
  })
}
