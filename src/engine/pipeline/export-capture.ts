/**
 * Export capture: the packets of some flows as a capture of their own, cut out of the one that was opened.
 */

import { refusal, success, type Outcome } from '../failure'
import { isBundle } from '../intake/bundle'
import { rewriteCapture } from '../intake/capture/rewrite-capture'
import { framesOfFlows } from '../intake/flows/frames-of-flows'
import { lostFailure, SourceLost } from '../intake/source'
import { portionOf } from '../numeric/portion'
import type { Pulse } from '../numeric/pulse'
import { count } from '../../wording/numbers'
import type { Found } from './found'

/** Of writing a capture, what finding out which packets are wanted takes: it is read twice for that. */
const FINDING_SHARE = 0.7

/**
 * @param indices rows of the table, in any order; null for those above the threshold
 * @returns the pieces of the file
 * @throws Cancelled
 */
export async function exportCapture(
  { live, scores }: Found,
  threshold: number,
  indices: readonly number[] | null,
  pulse: Pulse,
): Promise<Outcome<readonly Uint8Array[]>> {
  if (live === null || scores === null || live.open.file.unit !== 'flow') return noCapture()
  const { inside } = live.open
  if (isBundle(inside)) return severalCaptures(inside.files.length)
  const rows = indices ?? Array.from(scores.keys()).filter((row) => scores[row]! > threshold)
  try {
    const frames = await framesOfFlows(inside, rows, portionOf(pulse, 0, FINDING_SHARE))
    if (!frames.ok) return frames
    const pieces: Uint8Array[] = []
    const write = (bytes: Uint8Array): Promise<void> => {
      pieces.push(bytes.slice())
      return Promise.resolve()
    }
    const rewritten = await rewriteCapture(inside, frames.value, { write }, portionOf(pulse, FINDING_SHARE, 1))
    return rewritten.ok ? success(pieces) : rewritten
  } catch (error) {
    if (error instanceof SourceLost) return { ok: false, failure: lostFailure(inside, error) }
    throw error
  }
}

const severalCaptures = (fileCount: number): Outcome<never> =>
  refusal('unsupported-format', 'Packets can be saved from one capture, and several were opened together.', {
    found: `${count(fileCount)} captures in one table`,
    needed: 'one open pcap or pcapng',
    advice: 'Open the capture that the line is named after alone, and save its packets.',
  })

const noCapture = (): Outcome<never> =>
  refusal('unsupported-format', 'There are no packets to save: the flows were not read from a capture.', {
    found: 'a table of flows, or a model without its file',
    needed: 'an open pcap or pcapng',
  })
