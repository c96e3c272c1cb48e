/**
 * Frames of flows: which packets of a capture belong to chosen rows of its table, so that they can be saved as a capture.
 *
 * The capture is read again, twice: a row's number is known only when its flow ends, so the first time finds the rows' flows, known by their first frames, and
 * the second time their packets. Nothing has to be kept of the other flows. Both times give the same flows as when the table was made.
 */

import { success, type Outcome } from '../../failure'
import { portionOf } from '../../numeric/portion'
import type { Pulse } from '../../numeric/pulse'
import { readCapture } from '../capture/read-capture'
import type { ByteSource } from '../source'
import { FlowAssembler, MOST_OPEN_FLOWS } from './assembler'
import { Word, WORDS } from './flow-fields'

/**
 * @param rows numbers of rows of the converted table, from 0, in any order
 * @returns frame numbers from 1, ascending, without repeats
 * @throws Cancelled
 */
export async function framesOfFlows(
  source: ByteSource,
  rows: Iterable<number>,
  pulse: Pulse,
): Promise<Outcome<Uint32Array>> {
  const firstFrames = await firstFramesOf(source, new Set(rows), portionOf(pulse, 0, 0.5))
  if (!firstFrames.ok) return firstFrames
  const frames: number[] = []
  const assembler = new FlowAssembler({ flow: () => undefined }, MOST_OPEN_FLOWS, (frame, firstFrame) => {
    if (firstFrames.value.has(firstFrame)) frames.push(frame)
  })
  const read = await readCapture(source, assembler, portionOf(pulse, 0.5, 1))
  if (!read.ok) return read
  assembler.finish()
  return success(Uint32Array.from(frames))
}

async function firstFramesOf(
  source: ByteSource,
  rows: ReadonlySet<number>,
  pulse: Pulse,
): Promise<Outcome<ReadonlySet<number>>> {
  const firstFrames = new Set<number>()
  let row = 0
  const assembler = new FlowAssembler({
    flow: ({ words }, slot) => {
      if (rows.has(row++)) firstFrames.add(words[slot * WORDS + Word.firstFrame]!)
    },
  })
  const read = await readCapture(source, assembler, pulse)
  if (!read.ok) return read
  assembler.finish()
  return success(firstFrames)
}
