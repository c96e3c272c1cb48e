/**
 * Codecs: how pages of a Parquet file are packed.
 *
 * Sources: apache/parquet-format, Compression.md; LZ4 Block Format Description (lz4.org).
 */

import { decompress } from 'fzstd'
import type { Compressors } from 'hyparquet'
import { snappyUncompress } from 'hyparquet/src/snappy.js'
import { Inflater } from '../packed/inflate'
import type { PageCheck } from './check-pages'

const CODECS: Compressors = {
  SNAPPY: (packed, sizeBytes) => {
    const page = new Uint8Array(sizeBytes)
    snappyUncompress(packed, page)
    return page
  },
  GZIP: (packed, sizeBytes) => inflated(packed.subarray(gzipHeaderEnd(packed)), sizeBytes),
  ZSTD: (packed, sizeBytes) => decompress(packed, new Uint8Array(sizeBytes)),
  LZ4_RAW: lz4,
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

function lz4(packed: Uint8Array, sizeBytes: number): Uint8Array {
  const page = new Uint8Array(sizeBytes)
  let at = 0
  let to = 0
  const length = (short: number): number => {
    let sum = short
    if (short === 15) for (let byte = 255; byte === 255 && at < packed.length; sum += byte) byte = packed[at++]!
    return sum
  }
  while (at < packed.length) {
    const token = packed[at++]!
    const literals = length(token >> 4)
    if (to + literals > sizeBytes) throw new RangeError('a page is larger than its header says')
    page.set(packed.subarray(at, at + literals), to)
    at += literals
    to += literals
    if (at >= packed.length) break
    const distance = packed[at]! | (packed[at + 1]! << 8)
    at += 2
    const copied = length(token & 15) + 4
    if (distance === 0 || distance > to || to + copied > sizeBytes) throw new RangeError('a copy from nowhere')
    for (const end = to + copied; to < end; to++) page[to] = page[to - distance]!
  }
  return page
}
