/**
 * Read rows: a source of bytes → rows for a sink, by whichever reader knows the format.
 */

import { refusal, success, type Outcome } from '../failure'
import type { Pulse } from '../numeric/pulse'
import { SLICE_BYTES } from './byte-stream'
import { delimitedReader } from './delimited'
import { decodeHead, detectEncoding } from './encoding'
import type { ReadOptions } from './facts'
import { foreignFormat } from './foreign'
import type { Head, ReadFacts, Reader, RowSink } from './reader'
import { lostFailure, readSlice, SourceLost, type ByteSource } from './source'

/** Asked in this order; the first that recognises the head reads the file. */
const READERS: readonly Reader[] = [delimitedReader]

/** What everything is detected from: enough for some hundred rows of any export known. */
const HEAD_BYTES = 262_144
/** A head grows up to this until it holds two whole lines: the header of 4,096 long names, and a row. */
const LONGEST_HEAD_BYTES = 4_194_304

/**
 * @param sink filled; on failure what it holds is worthless
 * @param sliceBytes how much is read at once; the rows don't depend on it
 * @throws Cancelled
 */
export async function readRows(
  source: ByteSource,
  options: ReadOptions,
  sink: RowSink,
  pulse: Pulse,
  sliceBytes = SLICE_BYTES,
): Promise<Outcome<ReadFacts>> {
  try {
    const head = await readHead(source, options)
    if (!head.ok) return head
    await pulse.breathe()
    const reader = READERS.find((candidate) => candidate.recognise(head.value))!
    return await reader.read(source, head.value, options, sink, pulse, sliceBytes)
  } catch (error) {
    if (error instanceof SourceLost) return { ok: false, failure: lostFailure(source, error) }
    throw error
  }
}

/** A file's first bytes, if it may be delimited text. @throws SourceLost */
export async function readHead(source: ByteSource, options: ReadOptions): Promise<Outcome<Head>> {
  if (source.sizeBytes === 0) {
    return refusal('empty-file', `${source.name} is empty.`, {
      found: '0 bytes',
      needed: 'text in columns, one flow a line',
      where: source.name,
      advice: 'If it should have rows, the export or the copy went wrong: make it again.',
    })
  }
  const bytes = await headBytes(source)
  const encoding = options.encoding ?? detectEncoding(bytes)
  const head = { bytes, text: decodeHead(bytes, encoding), encoding, whole: bytes.length === source.sizeBytes }
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be'
  const foreign = options.anyway ? null : foreignFormat(source.name, source.sizeBytes, bytes, head.text, wide)
  return foreign === null ? success(head) : { ok: false, failure: foreign }
}

async function headBytes(source: ByteSource): Promise<Uint8Array> {
  for (let length = HEAD_BYTES; ; length *= 4) {
    const bytes = await readSlice(source, 0, Math.min(source.sizeBytes, length))
    const whole = bytes.length === source.sizeBytes || length >= LONGEST_HEAD_BYTES
    if (whole || endsTwice(bytes, LINE_FEED) || endsTwice(bytes, CARRIAGE_RETURN)) return bytes
  }
}

const LINE_FEED = 10
const CARRIAGE_RETURN = 13

const endsTwice = (bytes: Uint8Array, lineEnd: number): boolean =>
  bytes.includes(lineEnd) && bytes.includes(lineEnd, bytes.indexOf(lineEnd) + 1)
