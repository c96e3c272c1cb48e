/**
 * Rewrite capture: a new capture of some frames of another, in the same container, byte order and time resolution.
 *
 * File header, section headers, interfaces and the chosen packets are copied byte for byte; but a section no longer says
 * how long it is. Other blocks of pcapng (names, statistics, keys) are left out: they speak of the whole file.
 */

import { success, type Outcome } from '../../failure'
import type { Pulse } from '../../numeric/pulse'
import type { ByteSink } from '../conversion'
import type { ByteSource } from '../source'
import { SLICE_BYTES } from './byte-window'
import type { CaptureRecord, RecordTaker } from './record'
import { walkCapture } from './walk-capture'

export interface Rewritten {
  /** Fewer than were asked for if the capture has no such frames, or they were unreadable. */
  readonly frameCount: number
  readonly sizeBytes: number
}

/**
 * @param frames numbers from 1, ascending, without repeats
 * @returns why the capture can't be read; one that is damaged further on is copied as far as it can be read
 * @throws Cancelled, and whatever the sink throws
 */
export async function rewriteCapture(
  source: ByteSource,
  frames: Uint32Array,
  sink: Pick<ByteSink, 'write'>,
  pulse: Pulse,
  sliceBytes = SLICE_BYTES,
): Promise<Outcome<Rewritten>> {
  const taker = new ChoosingTaker(frames, sink)
  const walked = await walkCapture(source, taker, pulse, sliceBytes)
  return walked.ok ? success(taker.rewritten()) : walked
}

/** Where a section header block says how long the section is; −1 says that it doesn't. */
const SECTION_LENGTH_AT = 16
const SECTION_LENGTH_BYTES = 8

class ChoosingTaker implements RecordTaker {
  private pieces: Uint8Array[] = []
  private next = 0
  private frameCount = 0
  private sizeBytes = 0

  constructor(
    private readonly frames: Uint32Array,
    private readonly sink: Pick<ByteSink, 'write'>,
  ) {}

  description(bytes: Uint8Array, kind: 'file' | 'section' | 'interface'): void {
    const piece = kind === 'section' ? bytes.slice() : bytes
    if (kind === 'section') piece.fill(0xff, SECTION_LENGTH_AT, SECTION_LENGTH_AT + SECTION_LENGTH_BYTES)
    this.pieces.push(piece)
  }

  record({ frame, bytes, start, end, broken }: CaptureRecord): void {
    if (this.frames[this.next] !== frame) return
    this.next++
    if (broken !== null) return
    this.frameCount++
    this.pieces.push(bytes.subarray(start, end))
  }

  /** The pieces lie in bytes that are about to be overwritten: they are copied into one, and that is written. */
  async settle(): Promise<void> {
    if (this.pieces.length === 0) return
    const whole = new Uint8Array(this.pieces.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const piece of this.pieces) {
      whole.set(piece, at)
      at += piece.length
    }
    this.pieces = []
    this.sizeBytes += whole.length
    await this.sink.write(whole)
  }

  rewritten(): Rewritten {
    return { frameCount: this.frameCount, sizeBytes: this.sizeBytes }
  }
}
