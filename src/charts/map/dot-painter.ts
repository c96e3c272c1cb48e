/**
 * Dot painter: every row one dot, blended straight into the bytes of a picture.
 *
 * In    coordinates, rows ordered by ink, the placing in pixels of the canvas
 * Out   the picture's bytes, opaque; the generator yields every few thousand dots (see slices.ts)
 */

import { PHASES, type Splat } from './splat'
import type { Stacks } from './stacks'
import type { Placing } from './viewport'

/** Colour 0 … 255 and opacity 0 … 1 of one kind of dot. Opacity 0 is not drawn. */
export interface Ink {
  readonly red: number
  readonly green: number
  readonly blue: number
  readonly opacity: number
}

export interface Picture {
  readonly width: number
  readonly height: number
  /** width × height × 4 */
  readonly data: Uint8ClampedArray
}

/** Rows cut into runs of one ink each. */
export interface InkOrder {
  /** Row indices, run after run; inside a run in order of the file. */
  readonly rows: Uint32Array
  /** First row of each code's run; one longer than the number of codes. */
  readonly starts: Uint32Array
}

/** Dots between two looks at the clock: about 0.5 ms of work. */
const DOTS_PER_STEP = 4096

/** Rows sorted between two looks at the clock. */
const ROWS_PER_STEP = 65_536

/** Counting sort by code: a code's rows are drawn together. To be run in slices; 1 M rows take about 20 ms. */
export function* orderByCode(codes: Uint8Array, codeCount: number): Generator<void, InkOrder> {
  const starts = new Uint32Array(codeCount + 1)
  for (const code of codes) starts[code + 1]!++
  yield
  for (let code = 0; code < codeCount; code++) starts[code + 1]! += starts[code]!
  const next = starts.slice()
  const rows = new Uint32Array(codes.length)
  for (let row = 0; row < codes.length; row++) {
    rows[next[codes[row]!]!++] = row
    if (row % ROWS_PER_STEP === 0) yield
  }
  return { rows, starts }
}

export function fillPicture(picture: Picture, ground: Pick<Ink, 'red' | 'green' | 'blue'>): void {
  const pixel = new Uint8ClampedArray([ground.red, ground.green, ground.blue, 255])
  new Uint32Array(picture.data.buffer).fill(new Uint32Array(pixel.buffer)[0]!)
}

/**
 * @param coordinates rowCount × 2
 * @param sequence codes in the order they are drawn, the last one on top
 * @param inks by code
 */
export function* paintDots(
  picture: Picture,
  coordinates: Float32Array,
  order: InkOrder,
  sequence: readonly number[],
  inks: readonly Ink[],
  placing: Placing,
  splat: Splat,
  stacks: Stacks,
): Generator<void, void> {
  for (const code of sequence) {
    const ink = inks[code]
    if (ink === undefined || ink.opacity === 0) continue
    const end = order.starts[code + 1]!
    for (let from = order.starts[code]!; from < end; from += DOTS_PER_STEP) {
      paintRun(picture, coordinates, order.rows, from, Math.min(end, from + DOTS_PER_STEP), ink, placing, splat, stacks)
      yield
    }
  }
}

/** One long straight loop: it runs for every dot of every frame. */
function paintRun(
  picture: Picture,
  coordinates: Float32Array,
  rows: Uint32Array,
  from: number,
  to: number,
  ink: Ink,
  placing: Placing,
  splat: Splat,
  stacks: Stacks,
): void {
  const { width, height, data } = picture
  const { size, masks, reach } = splat
  const { red, green, blue } = ink
  const { scaleX, offsetX, scaleY, offsetY } = placing
  const { heights, width: cellsAcross, cellSize, moveX, moveY } = stacks
  const opacity = Math.round(ink.opacity * 256)
  for (let i = from; i < to; i++) {
    const row = rows[i]!
    let x = coordinates[2 * row]! * scaleX + offsetX
    let y = coordinates[2 * row + 1]! * scaleY + offsetY
    if (!(x >= 0 && y >= 0 && x < width && y < height)) continue
    const cell = Math.floor(y / cellSize) * cellsAcross + Math.floor(x / cellSize)
    const rank = heights[cell]!++
    x += moveX[rank % moveX.length]!
    y += moveY[rank % moveY.length]!
    const column = Math.floor(x)
    const line = Math.floor(y)
    const left = column - reach
    const top = line - reach
    if (!(left >= 0 && top >= 0 && left + size <= width && top + size <= height)) continue
    const phase = ((y - line) * PHASES) | 0
    let mask = (phase * PHASES + (((x - column) * PHASES) | 0)) * size * size
    for (let my = 0; my < size; my++) {
      let at = ((top + my) * width + left) * 4
      for (let mx = 0; mx < size; mx++, at += 4) {
        const coverage = masks[mask++]!
        if (coverage === 0) continue
        const share = coverage * opacity
        data[at] = data[at]! + (((red - data[at]!) * share) >> 16)
        data[at + 1] = data[at + 1]! + (((green - data[at + 1]!) * share) >> 16)
        data[at + 2] = data[at + 2]! + (((blue - data[at + 2]!) * share) >> 16)
      }
    }
  }
}
