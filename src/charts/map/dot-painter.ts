/**
 * Dot painter: the dots of a picture, ink after ink, into its bytes.
 *
 * In    coordinates, dots ordered by ink, the placing in pixels of the picture
 * Out   the picture's bytes, opaque; the generator yields every few thousand dots (see slices.ts)
 */

import type { Coverage } from './coverage'
import type { InkOrder } from './ink-order'
import type { Splat } from './splat'
import type { Spread } from './splatting'
import { toneOf, toneTable } from './tone'
import type { Placing } from './viewport'

/** 0 … 255 each. */
export interface Solid {
  readonly red: number
  readonly green: number
  readonly blue: number
}

/** Colour of one kind of dot, and the opacity of one alone, 0 … 1. Opacity 0 is not drawn. */
export interface Ink extends Solid {
  readonly opacity: number
}

export interface Picture {
  readonly width: number
  readonly height: number
  /** width × height; bytes red, green, blue, 255 as they lie in memory, which is little-endian wherever browsers run. */
  readonly pixels: Uint32Array
}

/** Where and how dots are drawn, in pixels of the picture. */
export interface Drawing {
  readonly placing: Placing
  readonly splat: Splat
  readonly spread: Spread
  /** Dots over each other around the typical dot; see tone.ts. */
  readonly crowding: number
}

/** Dots between two looks at the clock: about 0.3 ms of work. */
const DOTS_PER_STEP = 8192
/** Lines of the picture laid between two looks: as much. */
const LINES_PER_STEP = 32

export function fillPicture(picture: Picture, ground: Solid): void {
  picture.pixels.fill(((255 << 24) | (ground.blue << 16) | (ground.green << 8) | ground.red) >>> 0)
}

/**
 * @param coordinates rowCount × 2
 * @param sequence codes in the order they are drawn, the last one on top
 * @param inks by code
 * @param ground what the picture was filled with
 * @param coverage as large as the picture, and empty
 */
export function* paintDots(
  picture: Picture,
  coordinates: Float32Array,
  order: InkOrder,
  sequence: readonly number[],
  inks: readonly Ink[],
  ground: Solid,
  drawing: Drawing,
  coverage: Coverage,
): Generator<void, void> {
  for (const code of sequence) {
    const ink = inks[code]
    const end = order.starts[code + 1]!
    if (ink === undefined || ink.opacity === 0 || order.starts[code] === end) continue
    for (let from = order.starts[code]!; from < end; from += DOTS_PER_STEP) {
      const to = Math.min(end, from + DOTS_PER_STEP)
      coverage.add(coordinates, order, from, to, drawing.placing, drawing.splat, drawing.spread)
      yield
    }
    yield* layAll(picture, ink, ground, drawing.crowding, coverage)
  }
}

function* layAll(
  picture: Picture,
  ink: Ink,
  ground: Solid,
  crowding: number,
  coverage: Coverage,
): Generator<void, void> {
  const [firstLine, endLine] = coverage.lines
  const tone = toneTable(toneOf(ink.opacity, crowding))
  for (let line = firstLine; line < endLine; line += LINES_PER_STEP) {
    coverage.lay(picture, ink, ground, tone, line, Math.min(endLine, line + LINES_PER_STEP))
    yield
  }
  coverage.forget()
}
