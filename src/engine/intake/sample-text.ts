/**
 * Sample text: of a text whose rows would not fit, stretches spread evenly over all of it, as one text.
 *
 * They begin and end with whole lines. What is found in time, a night's scan in a month's log, keeps its neighbours: single lines drawn
 * at random would leave one in ten of its flows. The same text and the same size give the same sample.
 */

import { plural } from '../../wording/sentences'
import { bytes as bytesInWords, count } from '../../wording/numbers'
import type { Pulse } from '../numeric/pulse'
import { countLines } from './count-lines'
import type { Encoding, FilePart } from './facts'
import { joinSources, partOfSource, type JoinedSource, type Stretch } from './joined-source'
import type { Plan } from './plan'
import { readSlice, type ByteSource } from './source'

const STRETCHES = 128
/** Shorter ones are mostly overhead. */
const LEAST_STRETCH_BYTES = 262_144
const WINDOW_BYTES = 65_536

/** Whether a line of this text can be told by its bytes alone, wherever one begins to look. @param head the text's first characters */
export function canBeSampled({ dialect }: Plan, encoding: Encoding, head: string): boolean {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return false
  const { quote } = dialect
  return (
    quote === 'none' ||
    head
      .split(/[\r\n]+/)
      .slice(0, -1)
      .every((line) => line.split(quote).length % 2 === 1)
  )
}

/**
 * @param wantedBytes about
 * @returns its parts are the stretches, named by where they begin
 * @throws SourceLost, Cancelled
 */
export async function sampleText(
  text: ByteSource,
  { dialect }: Plan,
  wantedBytes: number,
  pulse: Pulse,
): Promise<JoinedSource> {
  const newline = dialect.lineEnding === 'CR' ? 13 : 10
  const stretchCount = Math.max(1, Math.min(STRETCHES, Math.floor(wantedBytes / LEAST_STRETCH_BYTES)))
  const stretchBytes = Math.floor(wantedBytes / stretchCount)
  const stretches: Stretch[] = []
  const parts: FilePart[] = []
  let [line, pastLast] = [1, 0]
  for (let index = 0; index < stretchCount; index++) {
    const from = Math.floor((text.sizeBytes * index) / stretchCount)
    const start = index === 0 ? 0 : await lineStart(text, Math.max(from, pastLast), newline)
    if (start === text.sizeBytes) break
    // In the order of the file, for a jump costs a read of its own: what is behind the last whole line belongs to a line that is counted.
    const within = Math.min(text.sizeBytes, start + stretchBytes)
    const { lineCount } = await countLines(partOfSource(text.name, text, start, within), newline, pulse)
    const end = await lineStart(text, within, newline)
    parts.push({ name: `byte ${count(start)}`, firstLine: line, sizeBytes: end - start })
    stretches.push({ source: text, start, end })
    line += lineCount
    pastLast = end
    pulse.report((index + 1) / stretchCount)
  }
  return joinSources(text.name, stretches, parts)
}

/** "This is a sample: 128 stretches spread evenly, 1.2 of 12 GB. What lies between them was not looked at." */
export function sampleWords({ stretches, sizeBytes }: JoinedSource, { sizeBytes: wholeBytes }: ByteSource): string {
  const { length } = stretches
  return (
    `This is a sample: ${count(length)} ${plural(length, 'stretch', 'stretches')} spread evenly over the file, ` +
    `${bytesInWords(sizeBytes)} of ${bytesInWords(wholeBytes)}. What lies between them was not looked at.`
  )
}

/** Where the first line at or behind a place begins; the text's end if none does. */
async function lineStart(source: ByteSource, at: number, newline: number): Promise<number> {
  const { sizeBytes } = source
  if (at === 0) return 0
  for (let from = at - 1; from < sizeBytes; from += WINDOW_BYTES) {
    const found = (await readSlice(source, from, Math.min(sizeBytes, from + WINDOW_BYTES))).indexOf(newline)
    if (found >= 0) return from + found + 1
  }
  return sizeBytes
}
