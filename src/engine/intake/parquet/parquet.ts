/**
 * Parquet: a table kept column by column → text, row group by row group.
 *
 * Source: apache/parquet-format; hyparquet reads its pages.
 */

import { count } from '../../../wording/numbers'
import { shortened } from '../../../wording/sentences'
import { refusal, success, type Outcome } from '../../failure'
import type { Pulse } from '../../numeric/pulse'
import { CellWriter } from '../cell-writer'
import { planColumns, type ColumnPlan } from '../column-plan'
import type { ByteSink, ConvertedTable, Converter } from '../conversion'
import { startsWith } from '../encoding'
import type { ByteSource } from '../source'
import { readFooter } from './footer'
import { leavesOf, type Leaf } from './leaves'
import { BrokenParquet } from './check-pages'
import { readChunk, type ColumnChunks } from './read-column'
import { valueTextOf, type Physical, type ValueText } from './value-text'
import type { FileMetaData, RowGroup } from 'hyparquet'

const MAGIC = [0x50, 0x41, 0x52, 0x31] as const
/** Of a row group, which is in memory as a whole: about 1 GB. pyarrow's groups have a million rows at most, DuckDB's 122,880. */
const MOST_CELLS = 2 ** 27
/** Rows between two breaths; of 40 columns some 5 ms. */
const BREATH_ROWS = 1000

export const parquet: Converter = {
  name: 'Parquet',
  recognise: ({ bytes }) => startsWith(bytes, MAGIC),
  convert: async (source, _, __, store, pulse) => {
    const footer = await readFooter(source)
    if (!footer.ok) return footer
    const planned = planColumns(source, 'Parquet', leavesOf(footer.value))
    if (!planned.ok) return planned
    const sink = store.open(source.name)
    try {
      const written = await writeRows(source, footer.value, planned.value.leaves, sink, pulse)
      if (!written.ok) {
        await sink.drop()
        return written
      }
      return success(await table(sink, planned.value, written.value))
    } catch (error) {
      await sink.drop()
      throw error
    }
  },
}

async function table(
  sink: ByteSink,
  { plan, warnings }: ColumnPlan<Leaf>,
  damage: readonly string[],
): Promise<ConvertedTable> {
  return {
    kind: 'table',
    text: await sink.finish(),
    plan,
    facts: {
      unit: 'row',
      skipped: [],
      refusedCount: 0,
      refused: [],
      warnings: [...warnings, ...damage],
      partlyRead: damage.length > 0,
    },
  }
}

/** @returns warnings */
async function writeRows(
  source: ByteSource,
  { row_groups: groups, num_rows: rowCount }: FileMetaData,
  leaves: readonly Leaf[],
  sink: ByteSink,
  pulse: Pulse,
): Promise<Outcome<readonly string[]>> {
  const writer = new CellWriter(sink)
  const largest = Math.max(0, ...groups.map((group) => Number(group.num_rows)))
  if (largest * leaves.length > MOST_CELLS) return groupTooLarge(source, largest, leaves.length)
  let rowsDone = 0
  for (const group of groups) {
    try {
      const columns = await readGroup(source, group, leaves, pulse)
      await writeGroup(Number(group.num_rows), columns, writer, pulse)
    } catch (error) {
      if (!(error instanceof BrokenParquet)) throw error
      if (rowsDone === 0) return broken(source, error)
      await writer.flush()
      return success([damaged(source, rowsDone, Number(rowCount), error)])
    }
    rowsDone += Number(group.num_rows)
    pulse.report(rowsDone / Math.max(1, Number(rowCount)), rowsDone)
  }
  await writer.flush()
  return success([])
}

/** Per column, the texts of a group's rows, one after the other. */
async function readGroup(
  source: ByteSource,
  group: RowGroup,
  leaves: readonly Leaf[],
  pulse: Pulse,
): Promise<readonly Iterator<string>[]> {
  const columns: Iterator<string>[] = []
  for (const leaf of leaves) {
    columns.push(textsOf(await readChunk(source, group, leaf), leaf))
    await pulse.breathe()
  }
  return columns
}

function* textsOf(chunks: ColumnChunks, { schemaPath }: Leaf): Generator<string, string> {
  const textOf = valueTextOf(schemaPath[schemaPath.length - 1]!.element)
  for (const chunk of chunks) for (let at = 0; at < chunk.length; at++) yield textIn(chunk[at], textOf)
  return ''
}

/** A column that was damaged may hold values of another type than it says. */
function textIn(value: Physical, textOf: ValueText): string {
  try {
    return textOf(bareValue(value))
  } catch (error) {
    throw new BrokenParquet(error instanceof Error ? error.message : String(error))
  }
}

/** In a group that may be missing, hyparquet gives a value in a list of its own, and none in an empty one. */
function bareValue(value: Physical | readonly Physical[]): Physical {
  return Array.isArray(value) ? bareValue(value[0] as Physical | readonly Physical[]) : (value as Physical)
}

function nextText(column: Iterator<string>): string {
  const { done, value } = column.next()
  if (done === true) throw new BrokenParquet('a column is shorter than its row group')
  return value
}

async function writeGroup(
  rowCount: number,
  columns: readonly Iterator<string>[],
  writer: CellWriter,
  pulse: Pulse,
): Promise<void> {
  for (let row = 0; row < rowCount; row++) {
    await writer.row(columns.map(nextText))
    if (row % BREATH_ROWS === 0) await pulse.breathe()
  }
}

const damaged = ({ name }: ByteSource, rowsDone: number, rowCount: number, { message }: BrokenParquet): string =>
  `${name} is damaged: of ${count(rowCount)} rows the first ${count(rowsDone)} were read (${message}).`

const broken = ({ name }: ByteSource, { message }: BrokenParquet): Outcome<never> =>
  refusal('unreadable-file', `${name} is a Parquet file that can’t be read.`, {
    found: shortened(message, 120),
    needed: 'pages packed with Snappy, gzip, Zstandard or LZ4, or not at all, and whole',
    where: 'its first row group',
    advice: 'Write it again, with another compression if need be, or export it as CSV.',
  })

const groupTooLarge = ({ name }: ByteSource, rowCount: number, columnCount: number): Outcome<never> =>
  refusal('too-large', `A row group of ${name} is too large to be read at once.`, {
    found: `${count(rowCount)} rows × ${count(columnCount)} columns = ${count(rowCount * columnCount)} values in one group`,
    needed: `at most ${count(MOST_CELLS)} values in a group`,
    where: name,
    advice: 'Write it again with row groups of 100,000 rows.',
  })
