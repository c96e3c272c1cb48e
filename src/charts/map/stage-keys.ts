/**
 * Stage keys: the map by keyboard. Arrows move a cross, and the map once the cross is at its edge; Page Up and Down zoom
 * where the cross is, Home shows all, Enter takes the flow under the cross.
 */

import type { Frame } from './viewport'
import type { Zooming } from './zooming'

export const ZOOM_STEP = 1.6
/** Pixels per press; with Shift as far as a word is wide. */
const STEP = 12
const LONG_STEP = 72

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

export type Pixel = readonly [number, number]

/** Where the cross stands after a key; the map itself has been moved if need be. Null if the key is none of the map's. */
export function crossAfter(event: KeyboardEvent, cross: Pixel, frame: Frame, control: Zooming): Pixel | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  const arrow = ARROWS[event.key]
  if (arrow !== undefined) return moved(arrow, event.shiftKey ? LONG_STEP : STEP, cross, frame, control)
  if (event.key === 'PageUp' || event.key === 'PageDown')
    control.by(event.key === 'PageUp' ? ZOOM_STEP : 1 / ZOOM_STEP, cross)
  else if (event.key === 'Home') control.to({ k: 1, x: 0, y: 0 })
  else return null
  return cross
}

function moved([right, down]: Pixel, step: number, [x, y]: Pixel, frame: Frame, control: Zooming): Pixel {
  const next: Pixel = [
    Math.min(frame.right, Math.max(frame.left, x + right * step)),
    Math.min(frame.bottom, Math.max(frame.top, y + down * step)),
  ]
  const beyond: Pixel = [x + right * step - next[0], y + down * step - next[1]]
  if (beyond[0] !== 0 || beyond[1] !== 0) control.move(-beyond[0], -beyond[1])
  return next
}
