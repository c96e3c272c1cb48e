/**
 * Rings: flagged flows, each a ring with a halo so that it stands out on any ground.
 *
 * One ring is drawn once and stamped many times. Past a few thousand, rings would only cover each other: then flagged
 * flows are dots in the anomaly colour (see colouring.ts).
 */

import { spiral } from './stacks'
import type { Placing } from './viewport'

/** 2,500 stamps take 3 ms (Chromium without GPU, 22 Nov 2026). */
export const MOST_RINGS = 2500

const RADIUS = 3.2
const HALO = 3
const LINE = 1.5

export interface Stamp {
  readonly picture: HTMLCanvasElement
  /** Half of its side, in pixels of the page. */
  readonly half: number
}

/** @param pixelRatio pixels of the canvas per pixel of the page */
export function ringStamp(colour: string, halo: string, pixelRatio: number): Stamp {
  const half = Math.ceil(RADIUS + HALO)
  const picture = document.createElement('canvas')
  picture.width = picture.height = Math.ceil(2 * half * pixelRatio)
  const context = picture.getContext('2d')
  if (context === null) return { picture, half }
  context.scale(pixelRatio, pixelRatio)
  context.beginPath()
  context.arc(half, half, RADIUS, 0, 2 * Math.PI)
  for (const [width, ink] of [
    [HALO, halo],
    [LINE, colour],
  ] as const) {
    context.lineWidth = width
    context.strokeStyle = ink
    context.stroke()
  }
  return { picture, half }
}

/** Rings on one spot are spread around it like dots, wider, so that a dozen look like more than one. */
const SPREAD = spiral(1.6, 12)

/** @param context scaled to pixels of the page, `width` of them wide */
export function stampRings(
  context: CanvasRenderingContext2D,
  stamp: Stamp,
  rows: Uint32Array,
  coordinates: Float32Array,
  placing: Placing,
  width: number,
): void {
  const heights = new Map<number, number>()
  for (const row of rows) {
    const x = coordinates[2 * row]! * placing.scaleX + placing.offsetX
    const y = coordinates[2 * row + 1]! * placing.scaleY + placing.offsetY
    const spot = Math.round(y / 2) * width + Math.round(x / 2)
    const rank = heights.get(spot) ?? 0
    heights.set(spot, rank + 1)
    const place = rank % SPREAD.moveX.length
    const left = x + SPREAD.moveX[place]! - stamp.half
    const top = y + SPREAD.moveY[place]! - stamp.half
    context.drawImage(stamp.picture, left, top, 2 * stamp.half, 2 * stamp.half)
  }
}
