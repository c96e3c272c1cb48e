/**
 * Stacks: thousands of like flows fall on one pixel, and would look like a single one.
 *
 * Dots on a pixel that is taken move out along a sunflower spiral (H. Vogel, Math. Biosciences 44, 1979), so that a stack
 * covers a disc whose area grows with its flows. The pixel is that of the nearest power of two of the zoom: the spread
 * fades as one zooms in, and does not flicker while one moves. Nothing but the picture moves: pointing and the lasso use
 * true places.
 */

import { inSteps } from './slices'

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))
/** Pixels of the page from the pixel to the disc's edge, at most. */
const WIDEST = 9
/** Pixels of the page, times the root of the rank. */
export const STACK_STEP = 0.45
/** A pixel with no more than this share of all dots keeps them: where all is dense, spreading would only blur. */
const PLAIN_SHARE = 1 / 5000
const PLAIN_LEAST = 3
/** Places of the spiral; past the end it begins again. */
export const STACK_PLACES = Math.ceil((WIDEST / STACK_STEP) ** 2)

/** Counters of pixels: two of the same number only make a stack a little higher than it is. */
const FEWEST_COUNTERS = 2 ** 12
const MOST_COUNTERS = 2 ** 22
/** Dots between two looks at the clock: about 0.5 ms. */
const DOTS_PER_STEP = 32_768

/** Places along the spiral, the middle first, `step` times the root of the rank away, until `widest`. */
export function spiral(step: number, widest: number): { readonly moveX: Float32Array; readonly moveY: Float32Array } {
  const places = Math.ceil((widest / step) ** 2)
  const at = (turn: (angle: number) => number): Float32Array =>
    Float32Array.from({ length: places }, (_, rank) => step * Math.sqrt(rank) * turn(rank * GOLDEN_ANGLE))
  return { moveX: at(Math.cos), moveY: at(Math.sin) }
}

/** By place, in pixels of the canvas. */
export const stackMoves = (pixelRatio: number): ReturnType<typeof spiral> =>
  spiral(STACK_STEP * pixelRatio, WIDEST * pixelRatio)

/** The zoom at which stacks are counted: a power of two, at least 1. */
export const stackZoom = (zoomFactor: number): number => 2 ** Math.max(0, Math.floor(Math.log2(zoomFactor) + 1e-9))

/**
 * Each dot's place along the spiral; 0 stays where it is. To be run in slices; 1 M dots take about 15 ms.
 * @param perU @param perV pixels of the page per unit of the map, at `stackZoom`
 */
export function* stackPlaces(coordinates: Float32Array, perU: number, perV: number): Generator<void, Uint16Array> {
  const dotCount = coordinates.length / 2
  const plain = Math.max(PLAIN_LEAST, Math.round(dotCount * PLAIN_SHARE))
  const counterCount = Math.min(MOST_COUNTERS, Math.max(FEWEST_COUNTERS, 2 ** Math.ceil(Math.log2(2 * dotCount + 1))))
  const heights = new Uint32Array(counterCount)
  const places = new Uint16Array(dotCount)
  yield* inSteps(dotCount, DOTS_PER_STEP, (from, to) =>
    countDots(coordinates, from, to, perU, perV, plain, heights, places),
  )
  return places
}

function countDots(
  coordinates: Float32Array,
  from: number,
  to: number,
  perU: number,
  perV: number,
  plain: number,
  heights: Uint32Array,
  places: Uint16Array,
): void {
  const lastCounter = heights.length - 1
  for (let dot = from; dot < to; dot++) {
    const column = Math.floor(coordinates[2 * dot]! * perU)
    const line = Math.floor(coordinates[2 * dot + 1]! * perV)
    // Teschner et al., Optimized Spatial Hashing, VMV 2003.
    const pixel = (Math.imul(column, 73_856_093) ^ Math.imul(line, 19_349_663)) & lastCounter
    const rank = heights[pixel]!++
    if (rank >= plain) places[dot] = (rank - plain) % STACK_PLACES
  }
}
