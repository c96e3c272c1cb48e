/**
 * Splatting: adds the masks of thousands of dots to a plane of numbers.
 *
 * Two long straight loops, as they run for every dot of every picture; the small one is that of a gesture's frames.
 */

import type { InkOrder } from './ink-order'
import { PHASES, type Splat } from './splat'
import type { Frame, Placing } from './viewport'

/** Where a stack's dots move to; see stacks.ts. */
export interface Spread {
  /** Per dot; null while they are not counted: then all dots stay where they are. */
  readonly places: Uint16Array | null
  readonly moveX: Float32Array
  readonly moveY: Float32Array
}

/**
 * Masks of any size.
 * @param values width × height
 * @param places u, v per dot
 * @returns the pixels touched; right and bottom are the first ones beyond
 */
export function addWideDots(
  values: Float32Array,
  width: number,
  height: number,
  places: Float32Array,
  { dots, weights }: InkOrder,
  from: number,
  to: number,
  placing: Placing,
  splat: Splat,
  spread: Spread,
): Frame {
  const { size, masks, reach } = splat
  const { scaleX, offsetX, scaleY, offsetY } = placing
  const { places: stackPlaces, moveX, moveY } = spread
  let left = width
  let right = 0
  let top = height
  let bottom = 0
  for (let i = from; i < to; i++) {
    const dot = dots[i]!
    let x = places[2 * dot]! * scaleX + offsetX
    let y = places[2 * dot + 1]! * scaleY + offsetY
    const stackPlace = stackPlaces === null ? 0 : stackPlaces[dot]!
    if (stackPlace > 0) {
      x += moveX[stackPlace]!
      y += moveY[stackPlace]!
    }
    if (!(x >= reach && y >= reach && x < width && y < height)) continue
    const firstX = (x | 0) - reach
    const firstY = (y | 0) - reach
    if (firstX + size > width || firstY + size > height) continue
    if (firstX < left) left = firstX
    if (firstX + size > right) right = firstX + size
    if (firstY < top) top = firstY
    if (firstY + size > bottom) bottom = firstY + size
    const phaseX = ((x - firstX - reach) * PHASES) | 0
    const phaseY = ((y - firstY - reach) * PHASES) | 0
    const weight = weights === null ? 1 : weights[i]!
    let mask = (phaseY * PHASES + phaseX) * size * size
    for (let line = firstY * width + firstX, end = line + size * width; line < end; line += width)
      for (let at = line, lineEnd = line + size; at < lineEnd; at++) values[at]! += masks[mask++]! * weight
  }
  return { left, right, top, bottom }
}

/**
 * Masks of 3 × 3, written out: 20 ns a dot instead of 35.
 * @param values width × height
 * @param places u, v per dot
 * @returns the pixels touched; right and bottom are the first ones beyond
 */
export function addSmallDots(
  values: Float32Array,
  width: number,
  height: number,
  places: Float32Array,
  { dots, weights }: InkOrder,
  from: number,
  to: number,
  placing: Placing,
  splat: Splat,
  spread: Spread,
): Frame {
  const { size, masks, reach } = splat
  const { scaleX, offsetX, scaleY, offsetY } = placing
  const { places: stackPlaces, moveX, moveY } = spread
  let left = width
  let right = 0
  let top = height
  let bottom = 0
  for (let i = from; i < to; i++) {
    const dot = dots[i]!
    let x = places[2 * dot]! * scaleX + offsetX
    let y = places[2 * dot + 1]! * scaleY + offsetY
    const stackPlace = stackPlaces === null ? 0 : stackPlaces[dot]!
    if (stackPlace > 0) {
      x += moveX[stackPlace]!
      y += moveY[stackPlace]!
    }
    if (!(x >= reach && y >= reach && x < width && y < height)) continue
    const firstX = (x | 0) - reach
    const firstY = (y | 0) - reach
    if (firstX + size > width || firstY + size > height) continue
    if (firstX < left) left = firstX
    if (firstX + size > right) right = firstX + size
    if (firstY < top) top = firstY
    if (firstY + size > bottom) bottom = firstY + size
    const phaseX = ((x - firstX - reach) * PHASES) | 0
    const phaseY = ((y - firstY - reach) * PHASES) | 0
    const weight = weights === null ? 1 : weights[i]!
    const mask = (phaseY * PHASES + phaseX) * 9
    const first = firstY * width + firstX
    const second = first + width
    const third = second + width
    values[first]! += masks[mask]! * weight
    values[first + 1]! += masks[mask + 1]! * weight
    values[first + 2]! += masks[mask + 2]! * weight
    values[second]! += masks[mask + 3]! * weight
    values[second + 1]! += masks[mask + 4]! * weight
    values[second + 2]! += masks[mask + 5]! * weight
    values[third]! += masks[mask + 6]! * weight
    values[third + 1]! += masks[mask + 7]! * weight
    values[third + 2]! += masks[mask + 8]! * weight
  }
  return { left, right, top, bottom }
}
