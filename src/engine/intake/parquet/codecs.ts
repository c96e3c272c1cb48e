/**
 * Codecs: how pages of a Parquet file are packed.
 *
 * Source: apache/parquet-format, Compression.md.
 */

import { decompress } from 'fzstd'
import type { Compressors } from 'hyparquet'
import { snappyUncompress } from 'hyparquet/src/snappy.js'
import { Inflater } from '../packed/inflate'
import { unpackLz4Block } from '../packed/lz4'
import type { PageCheck } from './check-pages'

const CODECS: Compressors = {
  SNAPPY: (packed, sizeBytes) => {
    const page = new Uint8Array(sizeBytes)
    snappyUncompress(packed, page)
    return page
  },
  GZIP: (packed, sizeBytes) => inflated(packed.subarray(gzipHeaderEnd(packed)), sizeBytes),
  ZSTD: (packed, sizeBytes) => decompress(packed, new Uint8Array(sizeBytes)),
  LZ4_RAW: (packed, sizeBytes) => {
    const page = new Uint8Array(sizeBytes)
    unpackLz4Block(packed, page)
    return page
  },
}

/** @param checks of the packed pages, in their order: each looks at what was unpacked before anyone relies on it */
export function checkedCodecs(checks: readonly PageCheck[]): Compressors {
  let next = 0
  const checked = (codec: keyof Compressors) => (packed: Uint8Array, sizeBytes: number) => {
    const page = CODECS[codec]!(packed, sizeBytes)
    checks[next++]?.(page)
    return page
  }
  return Object.fromEntries((Object.keys(CODECS) as (keyof Compressors)[]).map((codec) => [codec, checked(codec)]))
}

/** Fixed bytes, and a name where there is one; extra fields and comments no writer of Parquet leaves. */
function gzipHeaderEnd(packed: Uint8Array): number {
  const hasName = (packed[3]! & 8) !== 0
  return hasName ? packed.indexOf(0, 10) + 1 : 10
}

function inflated(packed: Uint8Array, sizeBytes: number): Uint8Array {
  const page = new Uint8Array(sizeBytes)
  const inflater = new Inflater()
  inflater.feed(packed, true)
  for (let at = 0; ;) {
    const stop = inflater.run()
    const bytes = inflater.take()
    if (at + bytes.length > sizeBytes) throw new RangeError('a page is larger than its header says')
    page.set(bytes, at)
    at += bytes.length
    if (stop === 'output') continue
    if (stop !== 'end' || at !== sizeBytes) throw new RangeError('a page is smaller than its header says')
    return page
  }
}
