/**
 * Rings: flagged flows, each a ring with a halo so that it stands out on any ground.
 *
 * One ring is drawn once and stamped many times. Past a few thousand, rings would only cover each other: then flagged
 * flows are dots in the anomaly colour (see colouring.ts).
 */

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

/** @param context scaled to pixels of the page */
export function stampRings(
  context: CanvasRenderingContext2D,
  stamp: Stamp,
  rows: Uint32Array,
  coordinates: Float32Array,
  placing: Placing,
): void {
  for (const row of rows) {
    const x = coordinates[2 * row]! * placing.scaleX + placing.offsetX
    const y = coordinates[2 * row + 1]! * placing.scaleY + placing.offsetY
    context.drawImage(stamp.picture, x - stamp.half, y - stamp.half, 2 * stamp.half, 2 * stamp.half)
  }
}
