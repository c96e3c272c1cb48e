/**
 * Viewport: where a place of the map lies on the canvas, and the way back.
 *
 * A `Fit` lays the whole map into the frame; a `Zoom` (k, x, y as d3-zoom gives them) moves that picture.
 */

/** Smallest and largest coordinate along both axes. */
export interface Extent {
  readonly left: number
  readonly right: number
  readonly bottom: number
  readonly top: number
}

/** Pixels on the page: x = scaleX · u + offsetX, y = scaleY · v + offsetY; scaleY is negative, up is more. */
export interface Placing {
  readonly scaleX: number
  readonly offsetX: number
  readonly scaleY: number
  readonly offsetY: number
}

export interface Zoom {
  readonly k: number
  readonly x: number
  readonly y: number
}

export interface Frame {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Both axes may be stretched to fill the frame, one at most this many times the other: near must go on meaning alike. */
const LARGEST_STRETCH = 2

/** Lays `extent` into `frame`, centred. */
export function fitInto(extent: Extent, frame: Frame): Placing {
  const width = Math.max(extent.right - extent.left, 1e-9)
  const height = Math.max(extent.top - extent.bottom, 1e-9)
  const fullX = (frame.right - frame.left) / width
  const fullY = (frame.bottom - frame.top) / height
  const scaleX = Math.min(fullX, fullY * LARGEST_STRETCH)
  const scaleY = Math.min(fullY, fullX * LARGEST_STRETCH)
  return {
    scaleX,
    offsetX: (frame.left + frame.right) / 2 - (scaleX * (extent.left + extent.right)) / 2,
    scaleY: -scaleY,
    offsetY: (frame.top + frame.bottom) / 2 + (scaleY * (extent.bottom + extent.top)) / 2,
  }
}

export const zoomed = (placing: Placing, zoom: Zoom): Placing => ({
  scaleX: placing.scaleX * zoom.k,
  offsetX: placing.offsetX * zoom.k + zoom.x,
  scaleY: placing.scaleY * zoom.k,
  offsetY: placing.offsetY * zoom.k + zoom.y,
})

export const onPage = (placing: Placing, u: number, v: number): readonly [number, number] => [
  placing.scaleX * u + placing.offsetX,
  placing.scaleY * v + placing.offsetY,
]

export const onMap = (placing: Placing, x: number, y: number): readonly [number, number] => [
  (x - placing.offsetX) / placing.scaleX,
  (y - placing.offsetY) / placing.scaleY,
]

/** No extent is shown closer than this: a handful of like flows would fill the frame with nothing to compare them to. */
const CLOSEST = 24

/** The zoom under which `extent` fills the frame. */
export function zoomOnto(extent: Extent, base: Placing, frame: Frame): Zoom {
  const wanted = fitInto(extent, frame)
  const k = Math.min(wanted.scaleX / base.scaleX, wanted.scaleY / base.scaleY, CLOSEST)
  const [x, y] = onPage(base, (extent.left + extent.right) / 2, (extent.top + extent.bottom) / 2)
  return { k, x: (frame.left + frame.right) / 2 - x * k, y: (frame.top + frame.bottom) / 2 - y * k }
}

/** A place of the page, moved to the frame's edge where it lies outside. */
export interface EdgePlace {
  readonly x: number
  readonly y: number
  readonly isOutside: boolean
  /** Degrees from upwards, clockwise: where the true place lies from here. */
  readonly towards: number
}

export function toEdge([x, y]: readonly [number, number], frame: Frame, margin: number): EdgePlace {
  const insideX = Math.min(frame.right - margin, Math.max(frame.left + margin, x))
  const insideY = Math.min(frame.bottom - margin, Math.max(frame.top + margin, y))
  const isOutside = x < frame.left || x > frame.right || y < frame.top || y > frame.bottom
  if (!isOutside) return { x, y, isOutside, towards: 0 }
  return { x: insideX, y: insideY, isOutside, towards: (Math.atan2(x - insideX, insideY - y) * 180) / Math.PI }
}

/** All that one may look at, in pixels at no zoom: the frame's own picture and every dot beyond it, with a margin. */
export function roomAround(whole: Extent, base: Placing, width: number, height: number): Frame {
  const MARGIN = 40
  const [left, bottom] = onPage(base, whole.left, whole.bottom)
  const [right, top] = onPage(base, whole.right, whole.top)
  return {
    left: Math.min(0, left - MARGIN),
    top: Math.min(0, top - MARGIN),
    right: Math.max(width, right + MARGIN),
    bottom: Math.max(height, bottom + MARGIN),
  }
}
