/**
 * Painted: what a painter of dots is given, and what follows from it for a picture of any size.
 */

import type { Palette } from '../colours'
import type { Colouring } from './colouring'
import type { Drawing } from './dot-painter'
import { splatOf } from './splat'
import { stackMoves, stackZoom } from './stacks'
import type { Frame, Placing } from './viewport'

/** A dot that lies so far outside of the picture still reaches in: a stack's widest, and a dot's radius. */
export const VIEW_MARGIN = 14

const DOT_RADIUS = 1.3
/** Dots grow with the square root of the zoom, up to this many times. */
const LARGEST_GROWTH = 2.2

export interface PaintedScene {
  readonly coordinates: Float32Array
  readonly colouring: Colouring
  /** Flagged rows drawn as rings; at most MOST_RINGS. */
  readonly rings: Uint32Array
  readonly palette: Palette
  /** Dots per unit of the map's area around the typical dot. */
  readonly crowding: number
}

export interface View {
  /** In pixels of the page. */
  readonly placing: Placing
  readonly zoomFactor: number
  /** Dots are drawn inside of this only; in pixels of the page. */
  readonly frame: Frame
}

/** A picture of the dots, and where on the map it was taken, in pixels of the page; null if there is none yet. */
export interface TakenPicture {
  readonly canvas: HTMLCanvasElement
  readonly takenAt: Placing | null
}

/** In pixels of the page. */
export const dotRadius = (zoomFactor: number): number =>
  DOT_RADIUS * Math.min(LARGEST_GROWTH, Math.sqrt(Math.max(1, zoomFactor)))

/** How many dots lie over each other around the typical dot. */
export function dotsOverEachOther(scene: PaintedScene, { placing, zoomFactor }: View): number {
  const dotArea = Math.PI * dotRadius(zoomFactor) ** 2
  return (scene.crowding * dotArea) / Math.abs(placing.scaleX * placing.scaleY)
}

/** Pixels of the page per unit of the map, across and up, at the zoom at which stacks are counted. */
export function stackScale({ placing, zoomFactor }: View): readonly [number, number] {
  const share = stackZoom(zoomFactor) / zoomFactor
  return [placing.scaleX * share, placing.scaleY * share]
}

/** @param ratio pixels of the picture per pixel of the page */
export function drawingOf(scene: PaintedScene, view: View, ratio: number, places: Uint16Array | null): Drawing {
  return {
    placing: inPixels(view.placing, ratio),
    splat: splatOf(dotRadius(view.zoomFactor) * ratio),
    spread: { places, ...stackMoves(ratio) },
    crowding: dotsOverEachOther(scene, view),
  }
}

export const inPixels = (placing: Placing, ratio: number): Placing => ({
  scaleX: placing.scaleX * ratio,
  offsetX: placing.offsetX * ratio,
  scaleY: placing.scaleY * ratio,
  offsetY: placing.offsetY * ratio,
})
