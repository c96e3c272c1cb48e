/**
 * Join texts: several texts, one behind the other, whose lines keep the numbers they have in their files.
 */

import type { Pulse } from '../numeric/pulse'
import { countLines } from './count-lines'
import type { FilePart } from './facts'
import type { HeaderEnd } from './header-end'
import { joinSources, type JoinedSource, type Stretch } from './joined-source'
import { bytesSource, type ByteSource } from './source'

export interface TextToJoin {
  readonly name: string
  readonly text: ByteSource
  /** What goes from it unless it is the first; as many empty lines stay. */
  readonly header: HeaderEnd
}

/** @throws SourceLost, Cancelled */
export async function joinTexts(
  name: string,
  texts: readonly TextToJoin[],
  newline: number,
  pulse: Pulse,
): Promise<JoinedSource> {
  const stretches: Stretch[] = []
  const parts: FilePart[] = []
  let line = 1
  for (const [index, { name: partName, text, header }] of texts.entries()) {
    parts.push({ name: partName, firstLine: line, sizeBytes: text.sizeBytes })
    const skip = index === 0 ? { end: 0, lineCount: 0 } : header
    if (skip.lineCount > 0) stretches.push(whole(newlines(skip.lineCount, newline)))
    stretches.push({ source: text, start: skip.end, end: text.sizeBytes })
    if (index === texts.length - 1) break
    const { lineCount, endsOpen } = await countLines(text, newline, pulse)
    if (endsOpen) stretches.push(whole(newlines(1, newline)))
    line += lineCount
  }
  return joinSources(name, stretches, parts)
}

const whole = (source: ByteSource): Stretch => ({ source, start: 0, end: source.sizeBytes })

const newlines = (lineCount: number, newline: number): ByteSource =>
  bytesSource('between two files', new Uint8Array(lineCount).fill(newline))
