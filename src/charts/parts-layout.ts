/**
 * Parts layout: where each part of a score begins and ends on the bar, small ones gathered at the end.
 */

import type { ScorePart } from '../worker/protocol'

export interface Segment {
  /** Score from … to. */
  readonly from: number
  readonly to: number
  /** The part, or null for the small ones together. */
  readonly part: ScorePart | null
  /** How many parts it stands for. */
  readonly partCount: number
}

/**
 * Parts in their order, until one is narrower than `narrowest`; the rest is one segment, so that the bar still ends at
 * the score. Parts that take away (below zero) are inside the rest.
 * @param score what all parts add up to
 * @param narrowest in score units
 */
export function segmentsOf(parts: readonly ScorePart[], score: number, narrowest: number): readonly Segment[] {
  const segments: Segment[] = []
  let from = 0
  for (const part of parts) {
    if (part.adds < narrowest || from + part.adds > score + 1e-9) break
    segments.push({ from, to: from + part.adds, part, partCount: 1 })
    from += part.adds
  }
  const restCount = parts.length - segments.length
  if (restCount > 0 && score - from > 1e-9) segments.push({ from, to: score, part: null, partCount: restCount })
  return segments
}
