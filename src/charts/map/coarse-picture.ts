/**
 * Coarse picture: what a frame of a gesture shows, made within that frame.
 *
 * Of fewer pixels than the screen has, and of a fair part of the dots; where that takes too long, of fewer pixels still. They
 * take fewer dots, so the picture gets softer, but no holes.
 */

import { extentInView, ViewSample } from './dots-in-view'
import { Fineness } from './fineness'
import { orderByInk } from './ink-order'
import { dotRadius, drawingOf, inPixels, VIEW_MARGIN, type PaintedScene, type View } from './painted'
import type { PlaceTree } from './place-tree'
import { Raster } from './raster'
import { runAtOnce } from './slices'

/** Pixels of the picture per pixel of the page: at most this, and as many as a dot's mask of 3 × 3 is enough for. */
const FINEST_RATIO = 0.5
const MASK_RADIUS = 1.125

export class CoarsePicture {
  readonly raster = new Raster()
  private readonly sample = new ViewSample()
  private size = { width: 1, height: 1 }
  private readonly fineness = new Fineness()

  resize(width: number, height: number): void {
    this.size = { width, height }
    this.raster.resize(width, height, FINEST_RATIO)
  }

  /** @param codes per dot of the tree. @param stacks the same, or null while they are not counted */
  paint(scene: PaintedScene, view: View, tree: PlaceTree, codes: Uint8Array, stacks: Uint16Array | null): void {
    const began = performance.now()
    runAtOnce(this.work(scene, view, tree, codes, stacks))
    this.raster.put(view.placing)
    this.fineness.took(performance.now() - began)
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
    const ratio = ratioFor(view.zoomFactor) * this.fineness.share
    if (ratio !== this.raster.pixelRatio) this.raster.resize(width, height, ratio)
    const { scaleX, scaleY } = inPixels(view.placing, ratio)
    const extent = extentInView(view.placing, width, height, VIEW_MARGIN)
    const dots = this.sample.take(tree, extent, Math.abs(scaleX * scaleY))
    const order = yield* orderByInk(dots, codes, scene.colouring.codeCount)
    yield* this.raster.paint(scene, tree.places, order, drawingOf(scene, view, ratio, stacks))
  }
}

/** Two sizes for each fineness, so that the picture's memory is kept while one zooms. */
function ratioFor(zoomFactor: number): number {
  const wanted = Math.min(FINEST_RATIO, MASK_RADIUS / dotRadius(zoomFactor))
  return wanted === FINEST_RATIO ? FINEST_RATIO : MASK_RADIUS / dotRadius(Infinity)
}
