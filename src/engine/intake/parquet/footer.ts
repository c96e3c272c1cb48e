/**
 * Footer: what stands at the end of a Parquet file: its columns, and where the row groups lie.
 */

import { parquetMetadata, parquetSchema, type FileMetaData } from 'hyparquet'
import { bytes as bytesInWords, count } from '../../../wording/numbers'
import { shortened } from '../../../wording/sentences'
import { refusal, success, type Outcome } from '../../failure'
import { uint32 } from '../packed/little-endian'
import { readSlice, type ByteSource } from '../source'

const TAIL_BYTES = 8
const MAGIC = 0x31524150
/** Of thousands of columns and row groups. */
const LARGEST_FOOTER = 67_108_864
/** No file has more, and a number of rows beyond is damage. */
const MOST_ROWS = 2 ** 40

/** @throws SourceLost */
export async function readFooter(source: ByteSource): Promise<Outcome<FileMetaData>> {
  const { sizeBytes } = source
  if (sizeBytes < TAIL_BYTES + 4) return noFooter(source, `${count(sizeBytes)} bytes in all`)
  const tail = await readSlice(source, sizeBytes - TAIL_BYTES, sizeBytes)
  if (uint32(tail, 4) !== MAGIC) return noFooter(source, 'no PAR1 at its end')
  const footerBytes = uint32(tail, 0) + TAIL_BYTES
  if (footerBytes > sizeBytes - 4 || footerBytes > LARGEST_FOOTER) {
    return noFooter(source, `a list of columns that should have ${bytesInWords(footerBytes)}`)
  }
  const footer = (await readSlice(source, sizeBytes - footerBytes, sizeBytes)).slice()
  try {
    const metadata = parquetMetadata(footer, { geoparquet: false })
    parquetSchema(metadata)
    const isWhole = metadata.row_groups.every(({ num_rows: rows }) => rows >= 0 && rows < MOST_ROWS)
    return isWhole ? success(metadata) : noFooter(source, 'an impossible number of rows')
  } catch (error) {
    return noFooter(source, shortened(error instanceof Error ? error.message : String(error), 120))
  }
}

const noFooter = ({ name }: ByteSource, found: string): Outcome<never> =>
  refusal('unreadable-file', `${name} is a Parquet file whose list of columns can’t be read.`, {
    found,
    needed: 'a Parquet file that is whole: its columns are listed at the end',
    where: 'its last bytes',
    advice: 'It was cut off, most likely: copy or write it again.',
  })
