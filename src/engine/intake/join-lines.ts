/**
 * Join lines: files with an object a line, one behind the other, before they are converted: hours of a log whose keys come and go, as
 * Zeek's do, which leaves out what has no value.
 */

import type { Pulse } from '../numeric/pulse'
import { countLines } from './count-lines'
import { startsWith } from './encoding'
import type { FilePart } from './facts'
import { joinSources, type JoinedSource, type Stretch } from './joined-source'
import { bytesSource, readSlice, type ByteSource } from './source'

const NEWLINE = 10
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const
/** Of all keys of two files; connections and name look-ups have fewer. */
const LEAST_SHARED = 0.5

/** Whether lines of these keys are of one kind. */
export function areAlike(keys: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const shared = [...keys].filter((key) => others.has(key)).length
  return shared >= LEAST_SHARED * (keys.size + others.size - shared)
}

interface NamedText {
  readonly name: string
  readonly text: ByteSource
}

/** @param files that have bytes, in their order @throws SourceLost, Cancelled */
export async function joinLines(name: string, files: readonly NamedText[], pulse: Pulse): Promise<JoinedSource> {
  const stretches: Stretch[] = []
  const parts: FilePart[] = []
  let line = 1
  for (const [index, { name: partName, text: source }] of files.entries()) {
    const { sizeBytes } = source
    const mark = await readSlice(source, 0, Math.min(sizeBytes, BYTE_ORDER_MARK.length))
    const start = index > 0 && startsWith(mark, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0
    parts.push({ name: partName, firstLine: line, sizeBytes })
    stretches.push({ source, start, end: sizeBytes })
    if (index === files.length - 1) break
    const { lineCount, endsOpen } = await countLines(source, NEWLINE, pulse)
    if (endsOpen) stretches.push({ source: lineEnd, start: 0, end: 1 })
    line += lineCount
  }
  return joinSources(name, stretches, parts)
}

const lineEnd = bytesSource('between two files', Uint8Array.of(NEWLINE))
