/**
 * Source: where bytes come from, without saying whether that is a browser's File, Node's file system or memory.
 */

import type { Failure } from '../failure'
import { bytes as bytesInWords } from '../../wording/numbers'

export interface ByteSource {
  readonly name: string
  readonly sizeBytes: number
  /** The bytes from `start` up to, not including, `end`; both lie within the size. */
  read(start: number, end: number): Promise<Uint8Array>
}

/** Thrown while reading when a source no longer gives what it promised; turned into a failure at the room's door. */
export class SourceLost extends Error {
  constructor(readonly reason: 'changed' | 'unreadable') {
    super(reason)
    this.name = 'SourceLost'
  }
}

/** A source whose bytes lie in memory. */
export interface BytesSource extends ByteSource {
  readonly bytes: Uint8Array
}

export const isInMemory = (source: ByteSource): source is BytesSource => 'bytes' in source

export const bytesSource = (name: string, bytes: Uint8Array): BytesSource => ({
  name,
  bytes,
  sizeBytes: bytes.length,
  read: (start, end) => Promise.resolve(bytes.subarray(start, end)),
})

/**
 * Reads one slice, whole.
 * A source that answered before and no longer does has changed or gone; one that never did is unreadable.
 * @throws SourceLost
 */
export async function readSlice(source: ByteSource, start: number, end: number): Promise<Uint8Array> {
  let slice: Uint8Array
  try {
    slice = await source.read(start, end)
  } catch (error) {
    throw error instanceof SourceLost ? error : new SourceLost(start === 0 ? 'unreadable' : 'changed')
  }
  if (slice.length !== end - start) throw new SourceLost('changed')
  return slice
}

export function lostFailure(source: ByteSource, lost: SourceLost): Failure {
  if (lost.reason === 'unreadable') {
    return {
      code: 'unreadable-file',
      sentence: `${source.name} can’t be read.`,
      found: 'the system refused to hand over its first bytes',
      needed: 'a file that exists, is no folder, and that you may read',
      where: source.name,
      advice: 'Check that it is still there and that you may open it, then drop it again.',
    }
  }
  return {
    code: 'file-changed',
    sentence: `${source.name} was changed, moved or removed while it was read.`,
    found: `fewer or other bytes than the ${bytesInWords(source.sizeBytes)} it had when it was opened`,
    needed: 'a file that stays as it is until it has been read',
    where: source.name,
    advice: 'If a capture is still being written to it, stop that or copy the file, then drop it again.',
  }
}
