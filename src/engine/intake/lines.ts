/**
 * Lines: the lines of a source as bytes, one by one, with their place in the file.
 */

import { ByteStream, SLICE_BYTES } from './byte-stream'
import type { ByteSource } from './source'
import type { Pulse } from '../numeric/pulse'

export interface Line {
  /** Without the line end, and without the CR before it. */
  readonly bytes: Uint8Array
  /** Where in the file it begins. */
  readonly offset: number
  /** Longer than `LONGEST_LINE`: these are its first bytes. */
  readonly isCut: boolean
}

/** No log line comes near; what is longer is no log. */
export const LONGEST_LINE = 1_048_576

const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/**
 * @param linesDone asked once per slice, for the progress
 * @throws SourceLost, Cancelled
 */
export async function* linesOf(source: ByteSource, pulse: Pulse, linesDone: () => number): AsyncGenerator<Line> {
  const stream = new ByteStream(source, pulse, SLICE_BYTES)
  let held: Uint8Array = new Uint8Array(0)
  let isCut = false
  let offset = 0
  const lineOf = (bytes: Uint8Array): Line => {
    const end = bytes[bytes.length - 1] === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length
    return { bytes: bytes.subarray(0, end), offset, isCut }
  }
  let at = 0
  for await (const { bytes } of stream.slices(linesDone)) {
    let from = 0
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, from)) {
      yield lineOf(joined(held, bytes.subarray(from, end)))
      held = new Uint8Array(0)
      isCut = false
      from = end + 1
      offset = at + from
    }
    const rest = joined(held, bytes.subarray(from))
    isCut ||= rest.length > LONGEST_LINE
    held = rest.slice(0, LONGEST_LINE)
    at += bytes.length
  }
  if (held.length > 0) yield lineOf(held)
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b
  const whole = new Uint8Array(a.length + b.length)
  whole.set(a)
  whole.set(b, a.length)
  return whole
}
