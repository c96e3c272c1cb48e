/**
 * Widened: a text whose first lines lack cells, with an empty cell for each.
 */

import type { ByteSink } from '../conversion'
import type { Pulse } from '../../numeric/pulse'
import { readSlice, type ByteSource } from '../source'
import { LINE_FEED, TAB } from './bytes'

/** Lines up to a place of the text that have so many cells. */
export interface Stretch {
  readonly end: number
  readonly columnCount: number
}

const SLICE_BYTES = 262_144

/**
 * @param stretches from the text's beginning on; behind the last one nothing is missing
 * @throws SourceLost, Cancelled
 */
export async function widened(
  text: ByteSource,
  stretches: readonly Stretch[],
  columnCount: number,
  sink: ByteSink,
  pulse: Pulse,
): Promise<ByteSource> {
  const writer = new WideLines(sink)
  let at = 0
  try {
    for (const stretch of [...stretches, { end: text.sizeBytes, columnCount }]) {
      while (at < stretch.end) {
        const slice = await readSlice(text, at, Math.min(stretch.end, at + SLICE_BYTES))
        at += slice.length
        await writer.write(slice, columnCount - stretch.columnCount)
        await pulse.breathe()
      }
    }
    await writer.flush()
    return await sink.finish()
  } catch (error) {
    await sink.drop()
    throw error
  }
}

class WideLines {
  private out = new Uint8Array(SLICE_BYTES)
  private length = 0
  private isLineEmpty = true

  constructor(private readonly sink: ByteSink) {}

  /** @param missing cells that each of its lines lacks; an empty line stays empty */
  async write(slice: Uint8Array, missing: number): Promise<void> {
    if (missing === 0) {
      await this.flush()
      return this.sink.write(slice)
    }
    for (let from = 0; from < slice.length;) {
      const lineEnd = slice.indexOf(LINE_FEED, from)
      const end = lineEnd < 0 ? slice.length : lineEnd
      this.isLineEmpty &&= end === from
      if (this.length + end - from + missing + 1 > this.out.length) await this.makeRoom(end - from + missing + 1)
      this.out.set(slice.subarray(from, end), this.length)
      this.length += end - from
      if (lineEnd < 0) return
      if (!this.isLineEmpty) {
        this.out.fill(TAB, this.length, this.length + missing)
        this.length += missing
      }
      this.out[this.length++] = LINE_FEED
      this.isLineEmpty = true
      from = end + 1
    }
  }

  async flush(): Promise<void> {
    if (this.length > 0) await this.sink.write(this.out.subarray(0, this.length))
    this.length = 0
  }

  private async makeRoom(byteCount: number): Promise<void> {
    await this.flush()
    if (byteCount > this.out.length) this.out = new Uint8Array(byteCount)
  }
}
