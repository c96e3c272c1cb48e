/**
 * Join lines: files with an object a line, one behind the other, before they are converted: hours of a log whose keys come and go, as
 * Zeek's do, which leaves out what has no value.
 */

import type { Pulse } from '../numeric/pulse'
import { joinTexts, type TextToJoin } from './join-texts'
import type { JoinedSource } from './joined-source'
import { markBytes } from './json/shape'
import { readSlice } from './source'

const NEWLINE = 10
const LONGEST_MARK = 3
/** Of all keys of two files; connections and name look-ups have fewer. */
const LEAST_SHARED = 0.5

/** Whether lines of these keys are of one kind. */
export function areAlike(keys: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const shared = [...keys].filter((key) => others.has(key)).length
  return shared >= LEAST_SHARED * (keys.size + others.size - shared)
}

/** @param files that have bytes, in their order @throws SourceLost, Cancelled */
export async function joinLines(
  name: string,
  files: readonly Omit<TextToJoin, 'header'>[],
  pulse: Pulse,
): Promise<JoinedSource> {
  const texts: TextToJoin[] = []
  for (const { name: partName, text } of files) {
    const mark = markBytes(await readSlice(text, 0, Math.min(text.sizeBytes, LONGEST_MARK)))
    texts.push({ name: partName, text, header: { end: mark, lineCount: 0 } })
  }
  return joinTexts(name, texts, NEWLINE, pulse)
}
