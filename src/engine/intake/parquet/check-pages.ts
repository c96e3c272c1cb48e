/**
 * Check pages: whether a column's pages keep what their headers say, before hyparquet relies on it.
 *
 * A run of equal values takes a few bytes and may claim billions: a header that was damaged, or made to do damage, would take all memory
 * or never end. (hyparquet 1.31 writes such a run whole, whatever the page may hold.)
 * Source: apache/parquet-format, Encodings.md, "Run Length Encoding / Bit-Packing Hybrid", and README.md, "Data Pages".
 */

import type { ColumnMetaData, PageHeader } from 'hyparquet'
import { parquetHeader } from 'hyparquet/src/column.js'
import { uint32 } from '../packed/little-endian'
import type { Leaf } from './leaves'

/** Writers keep pages near a megabyte. */
const LARGEST_PAGE = 268_435_456

/** Thrown where a file breaks Parquet's own rules; the reader goes no further in it. */
export class BrokenParquet extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'BrokenParquet'
  }
}

/** Looks at a page that was unpacked. @throws BrokenParquet */
export type PageCheck = (page: Uint8Array) => void

interface Reader {
  readonly view: DataView
  offset: number
}

/** @returns the checks that packed pages have to pass once they are unpacked, in their order. @throws BrokenParquet */
export function checkPages(reader: Reader, rowCount: number, column: ColumnMetaData, leaf: Leaf): readonly PageCheck[] {
  const checks: PageCheck[] = []
  const { view } = reader
  let valueCount = 0
  while (reader.offset < view.byteLength - 1 && valueCount < rowCount) {
    const header = parquetHeader(reader)
    checkSizes(header, view.byteLength - reader.offset)
    const values = valuesIn(header)
    valueCount += values
    if (!(values >= 0 && valueCount <= rowCount)) throw new BrokenParquet('a page has too many values')
    const bytes = new Uint8Array(view.buffer, view.byteOffset + reader.offset, header.compressed_page_size)
    reader.offset += header.compressed_page_size
    const { raw, rest, check } = checkOf(header, bytes, column, levelWidth(leaf))
    raw?.(bytes)
    const isPacked = column.codec !== 'UNCOMPRESSED' && header.data_page_header_v2?.is_compressed !== false
    if (isPacked) checks.push(check)
    else check(rest)
  }
  if (valueCount !== rowCount) throw new BrokenParquet('a column is shorter than its row group')
  return checks
}

const valuesIn = (header: PageHeader): number =>
  header.data_page_header?.num_values ?? header.data_page_header_v2?.num_values ?? 0

function checkSizes(header: PageHeader, leftBytes: number): void {
  const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header
  if (!(packed >= 0 && packed <= leftBytes && unpacked >= 0 && unpacked <= LARGEST_PAGE)) {
    throw new BrokenParquet('a page has an impossible size')
  }
  const dictionaryCount = header.dictionary_page_header?.num_values ?? 0
  // A value takes a byte at least; only booleans take less, and have no dictionary.
  if (!(dictionaryCount >= 0 && dictionaryCount <= unpacked)) throw new BrokenParquet('a dictionary is too large')
}

/** Bits of a definition level: how many of the groups around a value, and the value itself, may be missing. */
const levelWidth = ({ schemaPath }: Leaf): number =>
  32 - Math.clz32(schemaPath.slice(1).filter(({ element }) => element.repetition_type !== 'REQUIRED').length)

interface Checks {
  /** Of what is never packed. */
  readonly raw?: PageCheck
  /** What is packed, or might be. */
  readonly rest: Uint8Array
  readonly check: PageCheck
}

function checkOf(header: PageHeader, bytes: Uint8Array, { type }: ColumnMetaData, width: number): Checks {
  const { data_page_header: v1, data_page_header_v2: v2 } = header
  if (v2 !== undefined) {
    const levels = v2.repetition_levels_byte_length + v2.definition_levels_byte_length
    if (!(levels >= 0 && levels <= bytes.length && v2.num_nulls >= 0))
      throw new BrokenParquet('levels of an impossible size')
    return {
      raw: (page) => void (width > 0 && checkRuns(page, v2.repetition_levels_byte_length, width, v2.num_values)),
      rest: bytes.subarray(levels),
      check: (page) => checkValues(page, 0, v2.encoding, type, v2.num_values - v2.num_nulls),
    }
  }
  if (v1 === undefined) return { rest: bytes, check: () => undefined }
  return {
    rest: bytes,
    check: (page) => {
      let at = 0
      if (width > 0) {
        checkRuns(page, 4, width, v1.num_values)
        at = 4 + lengthAt(page, 0)
      }
      checkValues(page, at, v1.encoding, type, v1.num_values)
    },
  }
}

/** @param most values; there may be fewer, where some are missing */
function checkValues(page: Uint8Array, at: number, encoding: string, type: string, most: number): void {
  if (encoding === 'RLE') checkRuns(page, at + 4, 1, most)
  else if (encoding.endsWith('_DICTIONARY') && type !== 'BOOLEAN') {
    if (at < page.length && page[at]! > 32) throw new BrokenParquet('codes of more than 32 bits')
    if (at < page.length) checkRuns(page, at + 1, page[at]!, most)
  }
}

function lengthAt(page: Uint8Array, at: number): number {
  if (at + 4 > page.length) throw new BrokenParquet('a page ends within its levels')
  return uint32(page, at)
}

/** A packed run comes in eights. */
const SPARE_VALUES = 7

/** Runs from `at` on may hold `most` values, and one run no more than are wanted. */
function checkRuns(page: Uint8Array, at: number, width: number, most: number): void {
  for (let seen = 0; seen < most && at < page.length;) {
    let run = 0
    for (let shift = 0; at < page.length; shift += 7) {
      const byte = page[at++]!
      run += (byte & 127) * 2 ** shift
      if (byte < 128 || shift > 28) break
    }
    const isPacked = run % 2 === 1
    const values = isPacked ? ((run - 1) / 2) * 8 : run / 2
    if (values > most - seen + SPARE_VALUES) throw new BrokenParquet('a run of more values than its page has')
    at += isPacked ? (values / 8) * width : (width + 7) >> 3
    seen += values
  }
}
