/**
 * Read table: the bytes of an Arrow file or stream → its columns, unpacked.
 *
 * flechette reads them; its bundle takes 7 kB where apache-arrow's takes 37 (gzip, 2026-11-26). All of the file is in memory at once, and
 * so is what its buffers are packed of: an array of Arrow may point anywhere.
 * Source: Apache Arrow Columnar Format 1.5, "Serialization and Interprocess Communication".
 */

import { CompressionType, setCompressionCodec, tableFromIPC, Type, type Table } from '@uwdata/flechette'
import { decompress } from 'fzstd'
import { startsWith } from '../encoding'
import { unpackLz4Frame } from '../packed/lz4'
import { checkFile, checkStream, ROWS_FOR_NOTHING, ROWS_PER_BYTE } from './check-messages'

/** "ARROW1". */
export const ARROW_FILE = [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31] as const

/** Of what packed buffers come to. */
export const MOST_UNPACKED_BYTES = 1_073_741_824

/** A byte of LZ4 stands for at most 255; four of Zstandard for a block of 128 KiB of one byte, whose header they are. */
const [LZ4_TIMES, ZSTD_TIMES] = [255, 32_768]
const SMALL_BYTES = 65_536

export class TooMuchUnpacked extends Error {}

/** What the buffers of the file under way have come to so far; flechette knows one codec for all files. */
let unpackedBytes = 0

/** @param mostTimes as large as what is packed the codec can make a buffer; room is made before it is known */
function counted(mostTimes: number, unpack: (packed: Uint8Array, sizeBytes: number) => Uint8Array) {
  return {
    decode: (packed: Uint8Array, sizeBytes: number): Uint8Array => {
      unpackedBytes += sizeBytes
      if (!(sizeBytes >= 0) || unpackedBytes > MOST_UNPACKED_BYTES) throw new TooMuchUnpacked()
      if (sizeBytes > packed.length * mostTimes + SMALL_BYTES)
        throw new RangeError('more than could be packed in so little')
      return unpack(packed, sizeBytes)
    },
    encode: (): Uint8Array => {
      throw new Error('nothing is packed here')
    },
  }
}

setCompressionCodec(CompressionType.LZ4_FRAME, counted(LZ4_TIMES, unpackLz4Frame))
setCompressionCodec(
  CompressionType.ZSTD,
  counted(ZSTD_TIMES, (packed, sizeBytes) => decompress(packed, new Uint8Array(sizeBytes))),
)

/**
 * @param bytes with a buffer of their own
 * @throws TooMuchUnpacked; or whatever comes up in damaged bytes
 */
export function readTable(bytes: Uint8Array): Table {
  unpackedBytes = 0
  if (startsWith(bytes, ARROW_FILE)) checkFile(bytes)
  else checkStream(bytes)
  const table = tableFromIPC(bytes, { useBigInt: true, useBigIntTimestamp: true, useDecimalInt: true })
  const takesRoom = table.schema.fields.some(
    ({ type }) => type.typeId !== Type.RunEndEncoded && type.typeId !== Type.Null,
  )
  const mostRows = ROWS_PER_BYTE * (bytes.length + unpackedBytes) + ROWS_FOR_NOTHING
  if (takesRoom && table.numRows > mostRows) throw new RangeError('more rows than there is room for')
  return table
}
