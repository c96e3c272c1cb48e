/**
 * Stacks: thousands of like flows fall on one pixel, and would look like a single one.
 *
 * Dots on a pixel that is taken move out along a sunflower spiral (H. Vogel, Math. Biosciences 44, 1979), so that a stack
 * covers a disc whose area grows with its flows. How many share a pixel is counted while painting, so the spread fades as
 * one zooms in. Nothing but the picture moves: pointing and the lasso use true places.
 */

export interface Stacks {
  /** Dots so far per cell of one pixel of the page. */
  readonly heights: Uint32Array
  /** Cells in a line. */
  readonly width: number
  /** Pixels of the canvas along a cell. */
  readonly cellSize: number
  /** By the dot's rank in its cell; pixels of the canvas. Past the end it begins again. */
  readonly moveX: Float32Array
  readonly moveY: Float32Array
}

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))
/** Pixels of the page from the pixel to the disc's edge, at most. */
const WIDEST = 9
/** Pixels of the page, times the root of the rank. */
const STEP = 0.45
/** A pixel with no more than this share of all dots keeps them: where all is dense, spreading would only blur. */
const PLAIN_SHARE = 1 / 5000
const PLAIN_LEAST = 3

/** Places along the spiral, the middle first, `step` times the root of the rank away, until `widest`. */
export function spiral(step: number, widest: number): { readonly moveX: Float32Array; readonly moveY: Float32Array } {
  const places = Math.ceil((widest / step) ** 2)
  const at = (turn: (angle: number) => number): Float32Array =>
    Float32Array.from({ length: places }, (_, rank) => step * Math.sqrt(rank) * turn(rank * GOLDEN_ANGLE))
  return { moveX: at(Math.cos), moveY: at(Math.sin) }
}

/** @param width of the canvas, in its own pixels */
export function stacksFor(width: number, height: number, pixelRatio: number, rowCount: number): Stacks {
  const plain = Math.max(PLAIN_LEAST, Math.round(rowCount * PLAIN_SHARE))
  const spread = spiral(STEP * pixelRatio, WIDEST * pixelRatio)
  const moves = (along: Float32Array): Float32Array => {
    const all = new Float32Array(plain + along.length)
    all.set(along, plain)
    return all
  }
  const cellsAcross = Math.ceil(width / pixelRatio)
  return {
    heights: new Uint32Array(cellsAcross * Math.ceil(height / pixelRatio)),
    width: cellsAcross,
    cellSize: pixelRatio,
    moveX: moves(spread.moveX),
    moveY: moves(spread.moveY),
  }
}
