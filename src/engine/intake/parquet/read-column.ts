/**
 * Read column: the values of one column in one row group, as they stand in the file.
 *
 * Pages are checked before they are unpacked: a header that was damaged, or made to do damage, may ask for any memory.
 */

import type { RowGroup, SchemaElement } from 'hyparquet'
import { readColumn } from 'hyparquet/src/column.js'
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js'
import { readSlice, type ByteSource } from '../source'
import { BrokenParquet, checkPages } from './check-pages'
import { checkedCodecs } from './codecs'
import type { Leaf } from './leaves'
import type { Physical } from './value-text'

export type ColumnChunks = readonly ArrayLike<Physical>[]

/** A column of a row group; pyarrow's groups have a million rows. */
const LARGEST_CHUNK = 1_073_741_824

/** @throws SourceLost, BrokenParquet */
export async function readChunk(source: ByteSource, group: RowGroup, leaf: Leaf): Promise<ColumnChunks> {
  const rowCount = Number(group.num_rows)
  const column = group.columns[leaf.chunkIndex]?.meta_data
  if (column === undefined) throw new BrokenParquet(`no place is given for ${leaf.name}`)
  const start = Number(column.dictionary_page_offset ?? column.data_page_offset)
  const end = start + Number(column.total_compressed_size)
  if (!(start >= 4 && end >= start && end <= source.sizeBytes && end - start <= LARGEST_CHUNK)) {
    throw new BrokenParquet(`${leaf.name} lies outside of the file`)
  }
  const bytes = (await readSlice(source, start, end)).slice()
  try {
    const checks = checkPages(readerOf(bytes), rowCount, column, leaf)
    const { element } = leaf.schemaPath[leaf.schemaPath.length - 1]!
    const decoder = {
      ...column,
      pathInSchema: column.path_in_schema,
      element: bare(element),
      schemaPath: [...leaf.schemaPath],
      compressors: checkedCodecs(checks),
      parsers: DEFAULT_PARSERS,
      utf8: false,
    }
    const wanted = { groupStart: 0, selectStart: 0, selectEnd: rowCount, groupRows: rowCount }
    return readColumn(readerOf(bytes), wanted, decoder).data as ColumnChunks
  } catch (error) {
    throw new BrokenParquet(error instanceof Error ? error.message : String(error))
  }
}

const readerOf = (bytes: Uint8Array): { view: DataView; offset: number } => ({
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  offset: 0,
})

/** Without what its values mean: they are wanted as they are. */
function bare({ converted_type: _, logical_type: __, ...physical }: SchemaElement): SchemaElement {
  return physical
}
