/**
 * Fuzz containers: packed files of every kind, damaged at random; whatever was done to them they are read or refused in a sentence.
 */

import {
  CompressionType,
  dictionary,
  getCompressionCodec,
  int64,
  setCompressionCodec,
  struct,
  tableFromArrays,
  tableToIPC,
  utf8,
} from '@uwdata/flechette'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { gzipSync } from 'node:zlib'
import { memoryStore, type ByteStore } from '../../../../src/engine/intake/conversion'
import { convert } from '../../../../src/engine/intake/converters'
import { bytesSource } from '../../../../src/engine/intake/source'
import { silentPulse } from '../../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../../src/engine/numeric/random'
import { lz4Frame } from '../../../fixtures/containers/lz4-file'
import { tarFile } from '../../../fixtures/containers/tar-file'
import { zipFile } from '../../../fixtures/containers/zip-file'
import { skippedFrame, zstdFrame } from '../../../fixtures/containers/zstd-file'
import { encoded, joinedBytes } from './unpacking'

/** No file of a few kB that was damaged may leave more; rows of Arrow may all point at one long text. */
const MOST_UNPACKED = 67_108_864

const TEXT = `proto,bytes\n${Array.from({ length: 40 }, (_, row) => `tcp,${row * 37}\n`).join('')}`
const content = encoded(TEXT)
const gz = new Uint8Array(gzipSync(TEXT))

const parquet = (codec: 'SNAPPY' | 'UNCOMPRESSED' | 'GZIP'): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      codec,
      compressors: { GZIP: (bytes) => new Uint8Array(gzipSync(bytes)) },
      columnData: [
        { name: 'proto', type: 'STRING', data: Array.from({ length: 60 }, (_, row) => (row % 3 ? 'tcp' : null)) },
        { name: 'bytes', type: 'INT64', data: Array.from({ length: 60 }, (_, row) => BigInt(row)) },
        { name: 'start', type: 'TIMESTAMP', data: Array.from({ length: 60 }, (_, row) => new Date(row * 1e6)) },
      ],
    }),
  )

/** The product's codec only unpacks. */
function arrow(format: 'file' | 'stream', packed: boolean): Uint8Array {
  const { decode } = getCompressionCodec(CompressionType.LZ4_FRAME)!
  setCompressionCodec(CompressionType.LZ4_FRAME, { decode, encode: lz4Frame })
  const table = tableFromArrays(
    {
      proto: Array.from({ length: 60 }, (_, row) => (row % 3 ? 'tcp' : null)),
      bytes: Array.from({ length: 60 }, (_, row) => BigInt(row)),
      tags: Array.from({ length: 60 }, (_, row) => ({ host: `h${row}` })),
    },
    { types: { proto: dictionary(utf8()), bytes: int64(), tags: struct({ host: utf8() }) }, maxBatchRows: 25 },
  )
  return tableToIPC(table, packed ? { format, codec: CompressionType.LZ4_FRAME } : { format })!
}

const WHOLE: readonly Uint8Array[] = [
  joinedBytes(gz, gz),
  zipFile([
    { path: 'a.csv', content },
    { path: 'b.csv', content, stored: true, descriptor: true },
    { path: 'c.csv', content, zip64: true },
  ]),
  tarFile([
    { path: 'a.csv', content },
    { path: 'b.csv', content },
  ]),
  joinedBytes(zstdFrame(content, { repeated: [500, 10] }), skippedFrame(gz), zstdFrame(content, { checkSum: true })),
  parquet('SNAPPY'),
  parquet('UNCOMPRESSED'),
  parquet('GZIP'),
  new Uint8Array(gzipSync(tarFile([{ path: 'a.csv', content }]))),
  arrow('file', false),
  arrow('file', true),
  arrow('stream', false),
]

type Random = ReturnType<typeof seededRandom>

const below = (random: Random, limit: number): number => Math.floor(random.next() * limit)

/** A few bits, bytes and stretches otherwise, or less of it. */
function damaged(whole: Uint8Array, random: Random): Uint8Array {
  let bytes = whole.slice()
  for (let times = 1 + below(random, 4); times > 0; times--) {
    const at = below(random, bytes.length)
    const way = below(random, 5)
    if (way === 0) bytes[at]! ^= 1 << below(random, 8)
    else if (way === 1) bytes[at] = [0, 255, 127, 128][below(random, 4)]!
    else if (way === 2) bytes.fill(255, at, at + 4)
    else if (way === 3) bytes = bytes.slice(0, Math.max(1, at))
    else bytes.copyWithin(at, below(random, bytes.length), below(random, bytes.length))
  }
  return bytes
}

class CountingStore implements ByteStore {
  writtenBytes = 0

  open(name: string): ReturnType<ByteStore['open']> {
    const sink = memoryStore.open(name)
    return {
      ...sink,
      write: (bytes) => {
        this.writtenBytes += bytes.length
        return sink.write(bytes)
      },
    }
  }
}

/** @returns how many were read all the same. @throws with the seed of the case that breaks a promise */
export async function fuzzContainers(seed: number, caseCount: number): Promise<number> {
  let readCount = 0
  for (let at = 0; at < caseCount; at++) {
    const random = seededRandom(seed + at)
    const bytes = damaged(WHOLE[(seed + at) % WHOLE.length]!, random)
    const store = new CountingStore()
    const done = await convert(bytesSource('damaged', bytes), {}, store, silentPulse).catch((error: unknown) => {
      throw new Error(`seed ${seed + at}, kind ${(seed + at) % WHOLE.length}`, { cause: error })
    })
    if (store.writtenBytes > MOST_UNPACKED) throw new Error(`seed ${seed + at} unpacks to ${store.writtenBytes} bytes`)
    if (done.ok) readCount++
    else if (!/\.$/.test(done.failure.sentence)) throw new Error(`seed ${seed + at}: no sentence`)
  }
  return readCount
}
