/**
 * Arrow: a table kept column by column, a file (Feather 2) or a stream → text.
 */

import type { Batch, Table } from '@uwdata/flechette'
import { bytes as bytesInWords, count } from '../../../wording/numbers'
import { shortened } from '../../../wording/sentences'
import { refusal, success, type Outcome } from '../../failure'
import type { Pulse } from '../../numeric/pulse'
import { CellWriter } from '../cell-writer'
import { planColumns } from '../column-plan'
import type { ByteSink, Converter } from '../conversion'
import { startsWith } from '../encoding'
import { uint32 } from '../packed/little-endian'
import { readSlice, type ByteSource } from '../source'
import { leavesOf, textIn, type Leaf } from './leaves'
import { ARROW_FILE, MOST_UNPACKED_BYTES, readTable, TooMuchUnpacked } from './read-table'

/** Before each message of a stream. */
const CONTINUATION = 0xffffffff
/** Of the schema's message, which is the first of a stream. */
const LARGEST_SCHEMA = 16_777_216
/** All of it is in memory. */
const LARGEST_FILE = 536_870_912
/** Text per byte of the file, where that is more than `MOST_UNPACKED_BYTES`. */
const MOST_EXPANSION = 16
/** Rows between two breaths; of 40 columns some 5 ms. */
const BREATH_ROWS = 1000

export const arrow: Converter = {
  name: 'Arrow',
  recognise: ({ bytes }) => startsWith(bytes, ARROW_FILE) || isStream(bytes),
  convert: async (source, _, __, store, pulse) => {
    const read = await tableOf(source)
    if (!read.ok) return read
    const planned = planColumns(source, 'Arrow', leavesOf(read.value.schema.fields))
    if (!planned.ok) return planned
    const { plan, leaves, warnings } = planned.value
    const sink = store.open(source.name)
    try {
      const written = await writeRows(source, read.value, leaves, sink, pulse)
      if (!written.ok) {
        await sink.drop()
        return written
      }
      const facts = { unit: 'row', skipped: [], refusedCount: 0, refused: [], warnings } as const
      return success({ kind: 'table', text: await sink.finish(), plan, facts })
    } catch (error) {
      await sink.drop()
      throw error
    }
  },
}

/** A message of a length that ends on 8 bytes, as every message does. */
function isStream(bytes: Uint8Array): boolean {
  if (bytes.length < 16 || uint32(bytes, 0) !== CONTINUATION) return false
  const length = uint32(bytes, 4)
  return length > 0 && length <= LARGEST_SCHEMA && length % 8 === 0
}

/** @throws SourceLost */
async function tableOf(source: ByteSource): Promise<Outcome<Table>> {
  if (source.sizeBytes > LARGEST_FILE) return tooLarge(source)
  const bytes = (await readSlice(source, 0, source.sizeBytes)).slice()
  try {
    return success(readTable(bytes))
  } catch (error) {
    return error instanceof TooMuchUnpacked ? tooMuchUnpacked(source) : broken(source, error, 'its messages')
  }
}

async function writeRows(
  source: ByteSource,
  table: Table,
  leaves: readonly Leaf[],
  sink: ByteSink,
  pulse: Pulse,
): Promise<Outcome<null>> {
  const writer = new CellWriter(sink)
  const columns = leaves.map(({ index }) => table.getChildAt(index).data as readonly Batch<unknown>[])
  // Rows that share their texts, or whose places were damaged, may say far more than the file holds.
  const mostLetters = Math.max(MOST_UNPACKED_BYTES, MOST_EXPANSION * source.sizeBytes)
  let [row, letters] = [0, 0]
  for (const [place, { length }] of columns[0]!.entries()) {
    const batches = columns.map((data) => data[place]!)
    for (let inBatch = 0; inBatch < length; inBatch++, row++) {
      const cells = cellsOf(leaves, batches, inBatch)
      if (cells instanceof Error) return broken(source, cells, `its row ${count(row + 1)}`)
      for (const cell of cells) letters += cell.length
      if (letters > mostLetters) return tooLong(source, mostLetters)
      await writer.row(cells)
      if (row % BREATH_ROWS !== 0) continue
      pulse.report(row / table.numRows, row)
      await pulse.breathe()
    }
  }
  await writer.flush()
  return success(null)
}

/** An offset that was damaged points outside. */
function cellsOf(leaves: readonly Leaf[], batches: readonly Batch<unknown>[], row: number): readonly string[] | Error {
  try {
    return leaves.map((leaf, column) => textIn(leaf, batches[column]!, row))
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

const tooLarge = ({ name, sizeBytes }: ByteSource): Outcome<never> =>
  refusal('too-large', `${name} is too large an Arrow file to be read: all of it must be in memory at once.`, {
    found: bytesInWords(sizeBytes),
    needed: `at most ${bytesInWords(LARGEST_FILE)}`,
    where: name,
    advice: 'Write it as Parquet, which is read piece by piece (pyarrow.parquet.write_table), and drop that.',
  })

const tooLong = ({ name }: ByteSource, mostLetters: number): Outcome<never> =>
  refusal('too-large', `${name} says more than fits.`, {
    found: `an Arrow file whose rows come to more than ${bytesInWords(mostLetters)} of text`,
    needed: `at most ${bytesInWords(mostLetters)}`,
    where: name,
    advice: 'Write it as Parquet, which is read piece by piece (pyarrow.parquet.write_table), and drop that.',
  })

const tooMuchUnpacked = ({ name }: ByteSource): Outcome<never> =>
  refusal('too-large', `${name} unpacks to more than fits.`, {
    found: `an Arrow file whose packed columns come to more than ${bytesInWords(MOST_UNPACKED_BYTES)}`,
    needed: `at most ${bytesInWords(MOST_UNPACKED_BYTES)}`,
    where: name,
    advice: 'Write it as Parquet, which is read piece by piece (pyarrow.parquet.write_table), and drop that.',
  })

const broken = ({ name }: ByteSource, error: unknown, where: string): Outcome<never> =>
  refusal('unreadable-file', `${name} is an Arrow file that can’t be read.`, {
    found: shortened(error instanceof Error ? error.message : String(error), 120),
    needed: 'an Arrow file or stream that is whole, plain or packed with LZ4 or Zstandard, its bytes little-endian',
    where,
    advice: 'It was cut off or damaged, most likely: copy or write it again.',
  })
