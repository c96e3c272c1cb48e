/**
 * Read column: the values of one column in one row group, as they stand in the file.
 *
 * Pages are checked before they are unpacked: a header that was damaged, or made to do damage, may ask for any memory.
 */

import type { RowGroup, SchemaElement } from 'hyparquet'
import { parquetHeader, readColumn } from 'hyparquet/src/column.js'
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js'
import { readSlice, type ByteSource } from '../source'
import { CODECS } from './codecs'
import type { Leaf } from './leaves'
import type { Physical } from './value-text'

export type ColumnChunks = readonly ArrayLike<Physical>[]

/** Writers keep pages near a megabyte. */
const LARGEST_PAGE = 268_435_456
/** A column of a row group; pyarrow's groups have a million rows. */
const LARGEST_CHUNK = 1_073_741_824

/** Thrown where a file breaks Parquet's own rules; the reader goes no further in it. */
export class BrokenParquet extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'BrokenParquet'
  }
}

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
    checkPages(bytes, rowCount)
    const { element } = leaf.schemaPath[leaf.schemaPath.length - 1]!
    const decoder = {
      ...column,
      pathInSchema: column.path_in_schema,
      element: bare(element),
      schemaPath: [...leaf.schemaPath],
      compressors: CODECS,
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

function checkPages(bytes: Uint8Array, rowCount: number): void {
  const reader = readerOf(bytes)
  let valueCount = 0
  while (reader.offset < bytes.length - 1 && valueCount < rowCount) {
    const header = parquetHeader(reader)
    const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header
    if (!(packed >= 0 && unpacked >= 0 && unpacked <= LARGEST_PAGE && packed <= bytes.length - reader.offset)) {
      throw new BrokenParquet('a page has an impossible size')
    }
    const dictionaryCount = header.dictionary_page_header?.num_values ?? 0
    // A value takes at least a bit, but a dictionary's at least a byte, or a boolean's.
    if (!(dictionaryCount >= 0 && dictionaryCount <= unpacked)) throw new BrokenParquet('a dictionary is too large')
    const values = header.data_page_header?.num_values ?? header.data_page_header_v2?.num_values ?? 0
    if (!(values >= 0 && valueCount + values <= rowCount)) throw new BrokenParquet('a page has too many values')
    valueCount += values
    reader.offset += packed
  }
  if (valueCount !== rowCount) throw new BrokenParquet('a column is shorter than its row group')
}
