/**
 * Mark place: where a judged flow and the words beside it stand on the map.
 */

import { textWidth } from '../text-width'
import type { Room } from './place-names'
import type { MapMark } from './scene'
import { onPage, toEdge, type EdgePlace, type Frame, type Placing } from './viewport'

export interface MarkPlace extends EdgePlace {
  readonly words: string
  readonly plateLeft: number
  readonly plateWidth: number
}

const RADIUS = 9
const PLATE_HEIGHT = 22
/** From the mark's middle to its words. */
const BESIDE = 16

/** Right of the mark where there is room, else left of it. Outside of the frame, at its edge. */
export function placeMark(mark: MapMark, placing: Placing, frame: Frame): MarkPlace {
  const place = toEdge(onPage(placing, ...mark.coordinates), frame, RADIUS + 5)
  const words = place.isOutside ? `${mark.words}, farther out` : mark.words
  const plateWidth = textWidth(words, 11, 600) + 14
  const isLeft = place.x + BESIDE + plateWidth > frame.right
  return { ...place, words, plateWidth, plateLeft: isLeft ? place.x - BESIDE - plateWidth : place.x + BESIDE }
}

/** The area the mark and its words take. */
export const roomOf = ({ x, y, plateLeft, plateWidth }: MarkPlace): Room => ({
  left: Math.min(plateLeft, x - RADIUS - 3),
  right: Math.max(plateLeft + plateWidth, x + RADIUS + 3),
  top: y - PLATE_HEIGHT / 2 - 3,
  bottom: y + PLATE_HEIGHT / 2 + 3,
})
