/**
 * Joined source: stretches of other sources, one behind the other, read as if they were one.
 */

import { lastNotBeyond } from '../numeric/order'
import type { FilePart } from './facts'
import { readSlice, type ByteSource } from './source'

/** Bytes `start` up to, not including, `end` of a source. */
export interface Stretch {
  readonly source: ByteSource
  readonly start: number
  readonly end: number
}

export interface JoinedSource extends ByteSource {
  readonly stretches: readonly Stretch[]
  /** Whose lines it has, where it is a text joined of several files. */
  readonly parts: readonly FilePart[]
}

export const isJoined = (source: ByteSource): source is JoinedSource => 'stretches' in source

export function joinSources(
  name: string,
  stretches: readonly Stretch[],
  parts: readonly FilePart[] = [],
): JoinedSource {
  const starts: number[] = []
  let sizeBytes = 0
  for (const { start, end } of stretches) {
    starts.push(sizeBytes)
    sizeBytes += end - start
  }
  const read = async (from: number, to: number): Promise<Uint8Array> => {
    let index = lastNotBeyond(starts, from)
    const first = stretches[index]
    if (first === undefined) return new Uint8Array(0)
    const offset = first.start - starts[index]!
    if (to <= starts[index]! + first.end - first.start) return first.source.read(from + offset, to + offset)
    const bytes = new Uint8Array(to - from)
    for (let at = from; at < to; index++) {
      const { source, start, end } = stretches[index]!
      const upTo = Math.min(to, starts[index]! + end - start)
      const shift = start - starts[index]!
      bytes.set(await readSlice(source, at + shift, upTo + shift), at - from)
      at = upTo
    }
    return bytes
  }
  return { name, sizeBytes, stretches, parts, read }
}

/** A part of a source under a name of its own. */
export const partOfSource = (name: string, source: ByteSource, start: number, end: number): JoinedSource =>
  joinSources(name, [{ source, start, end }])
