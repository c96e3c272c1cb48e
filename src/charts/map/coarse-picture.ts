/**
 * Coarse picture: what a frame of a gesture shows, made within that frame.
 *
 * Of fewer pixels than the screen has, and of a fair part of the dots; where even that takes too long, of fewer dots.
 */

import { extentInView, ViewSample } from './dots-in-view'
import { orderByInk } from './ink-order'
import { dotRadius, drawingOf, inPixels, VIEW_MARGIN, type PaintedScene, type View } from './painted'
import type { PlaceTree } from './place-tree'
import { Raster } from './raster'
import { runAtOnce } from './slices'

/** Pixels of the picture per pixel of the page: at most this, and as many as a dot's mask of 3 × 3 is enough for. */
const FINEST_RATIO = 0.5
const MASK_RADIUS = 1.125
/** A frame that takes longer is the last one of so many dots; one that takes less may have more. */
const LONG_MS = 6
const SHORT_MS = 3
const LEAST_DETAIL = 1 / 8
/** The first frames run through code that the browser hasn't made quick yet. */
const FIRST_DETAIL = 1 / 4

export class CoarsePicture {
  readonly raster = new Raster()
  private readonly sample = new ViewSample()
  private size = { width: 1, height: 1 }
  private detail = FIRST_DETAIL

  resize(width: number, height: number): void {
    this.size = { width, height }
    this.raster.resize(width, height, FINEST_RATIO)
  }

  /** @param codes per dot of the tree. @param stacks the same, or null while they are not counted */
  paint(scene: PaintedScene, view: View, tree: PlaceTree, codes: Uint8Array, stacks: Uint16Array | null): void {
    const began = performance.now()
    runAtOnce(this.work(scene, view, tree, codes, stacks))
    this.raster.put(view.placing)
    this.adapt(performance.now() - began)
  }

  /** All but showing it. Run in slices ahead of the first gesture, it makes the browser compile what that will need. */
  *work(
    scene: PaintedScene,
    view: View,
    tree: PlaceTree,
    codes: Uint8Array,
    stacks: Uint16Array | null,
  ): Generator<void, void> {
    const { width, height } = this.size
    const ratio = ratioFor(view.zoomFactor)
    if (ratio !== this.raster.pixelRatio) this.raster.resize(width, height, ratio)
    const { scaleX, scaleY } = inPixels(view.placing, ratio)
    const extent = extentInView(view.placing, width, height, VIEW_MARGIN)
    const dots = this.sample.take(tree, extent, Math.abs(scaleX * scaleY), this.detail)
    const order = yield* orderByInk(dots, codes, scene.colouring.codeCount)
    yield* this.raster.paint(scene, tree.places, order, drawingOf(scene, view, ratio, stacks))
  }

  private adapt(tookMs: number): void {
    if (tookMs > LONG_MS) this.detail = Math.max(LEAST_DETAIL, this.detail * 0.8)
    else if (tookMs < SHORT_MS) this.detail = Math.min(1, this.detail * 1.15)
  }
}

/** Two sizes only, so that the picture's memory is kept while one zooms. */
function ratioFor(zoomFactor: number): number {
  const wanted = Math.min(FINEST_RATIO, MASK_RADIUS / dotRadius(zoomFactor))
  return wanted === FINEST_RATIO ? FINEST_RATIO : MASK_RADIUS / dotRadius(Infinity)
}
