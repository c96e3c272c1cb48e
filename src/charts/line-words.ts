/**
 * Line words: where the words at upright lines stand, so that they touch neither each other nor the edge.
 */

import { textWidth } from './text-width'

export interface LineWord {
  /** The line, and the point of the curve on it, in pixels. */
  readonly x: number
  readonly y: number
  readonly words: string
  readonly weight: 400 | 600
}

export interface PlacedWord {
  readonly textX: number
  /** Baseline of the text; the line begins there. */
  readonly textY: number
  readonly anchor: 'start' | 'end'
}

/** Above the point, far enough for its mark. */
const ABOVE = 18
const LINE_HEIGHT = 15
const BESIDE = 4

/** Right of its line where there is room, else left; a word that would touch an earlier one moves up. */
export function placeLineWords(
  words: readonly LineWord[],
  room: { readonly left: number; readonly right: number; readonly top: number },
  measure: (text: string, size: number, weight: number) => number = textWidth,
): readonly PlacedWord[] {
  const taken: { left: number; right: number; baseline: number }[] = []
  return words.map((word) => {
    const width = measure(word.words, 11, word.weight)
    const anchor = word.x + BESIDE + width <= room.right ? 'start' : 'end'
    const textX = anchor === 'start' ? word.x + BESIDE : word.x - BESIDE
    const left = anchor === 'start' ? textX : textX - width
    const right = left + width
    let baseline = Math.max(room.top + 10, word.y - ABOVE)
    const touches = (): boolean =>
      taken.some(
        (other) =>
          left < other.right + 6 && other.left < right + 6 && Math.abs(other.baseline - baseline) < LINE_HEIGHT,
      )
    while (touches() && baseline > room.top + 10) baseline = Math.max(room.top + 10, baseline - LINE_HEIGHT)
    taken.push({ left, right, baseline })
    return { textX, textY: baseline, anchor }
  })
}
