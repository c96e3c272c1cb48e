/**
 * Raster painter: the dots without a graphics card, on the page's own thread, and no frame waits for it.
 *
 * A picture of few dots is made at once. Of many, each frame of a gesture gets a coarser picture of a fair part of them,
 * and the whole, sharp one follows in slices once the map rests. Both add up the same numbers, so they look alike.
 */

import type { CodeKeeper } from './code-keeper'
import { CoarsePicture } from './coarse-picture'
import { dotsOf, extentInView, runsInView, sampleOfAll } from './dots-in-view'
import { orderByInk } from './ink-order'
import { drawingOf, stackScale, VIEW_MARGIN, type PaintedScene, type TakenPicture, type View } from './painted'
import type { PlaceTree } from './place-tree'
import { Raster } from './raster'
import { runAtOnce, runInSlices, type Job } from './slices'
import type { StackKeeper } from './stack-keeper'

/** So many dots are drawn within a frame: 3 ms. */
const DOTS_AT_ONCE = 40_000
/** Before dots are ordered by place, this many of them are shown. */
const DOTS_AT_FIRST = 200_000
const FRAMES_AHEAD = 6
/** A map that hasn't moved for so long rests. */
const REST_MS = 80

export class RasterPainter {
  private readonly sharp = new Raster()
  private readonly coarse = new CoarsePicture()
  private size = { width: 1, height: 1 }
  private job: Job | null = null
  private rest = 0
  private preparedFor: PlaceTree | null = null

  constructor(
    private readonly codes: CodeKeeper,
    private readonly stacks: StackKeeper,
  ) {}

  /** Breaks off what is under way; to be painted anew. */
  resize(width: number, height: number, pixelRatio: number): void {
    this.stop()
    this.size = { width, height }
    this.sharp.resize(width, height, pixelRatio)
    this.coarse.resize(width, height)
  }

  /**
   * @param tree null while it is being built: then a sample is shown, or the former picture moved
   * @param show puts a picture on screen: now, and once the sharp one is there
   */
  paint(scene: PaintedScene, view: View, tree: PlaceTree | null, show: (picture: TakenPicture) => void): void {
    this.stop()
    const dotCount = scene.coordinates.length / 2
    const work = (): Generator<void, void> =>
      tree === null ? this.paintFirst(scene, view) : this.paintSharp(scene, view, tree)
    const finish = (): void => {
      this.sharp.put(view.placing)
      show(this.sharp)
      if (tree !== null) this.prepare(scene, view, tree)
    }
    if (dotCount <= DOTS_AT_ONCE) {
      runAtOnce(work())
      return finish()
    }
    const codes = tree === null ? null : this.codes.at(tree, scene.colouring.codes)
    const isQuick = tree !== null && codes !== null
    if (isQuick) this.coarse.paint(scene, view, tree, codes, this.stacks.latest)
    show(isQuick ? this.coarse.raster : this.sharp)
    const begin = (): void => void (this.job = runInSlices(work(), finish))
    if (isQuick) this.rest = window.setTimeout(begin, REST_MS)
    else begin()
  }

  stop(): void {
    this.job?.cancel()
    clearTimeout(this.rest)
  }

  /** Once per map, after its first sharp picture: some frames ahead, so that the first ones of a gesture are quick. */
  private prepare(scene: PaintedScene, view: View, tree: PlaceTree): void {
    const codes = this.codes.at(tree, scene.colouring.codes)
    if (this.preparedFor === tree || codes === null) return
    this.preparedFor = tree
    const { coarse, stacks } = this
    const frames = function* (): Generator<void, void> {
      for (let frame = 0; frame < FRAMES_AHEAD; frame++) yield* coarse.work(scene, view, tree, codes, stacks.latest)
    }
    this.job = runInSlices(frames(), () => undefined)
  }

  private *paintFirst(scene: PaintedScene, view: View): Generator<void, void> {
    const { coordinates, colouring } = scene
    const dots = yield* sampleOfAll(coordinates.length / 2, DOTS_AT_FIRST)
    const order = yield* orderByInk(dots, colouring.codes, colouring.codeCount)
    // A sample makes no stacks.
    const stacks = dots.weights === null ? yield* this.stacks.placesFor(coordinates, stackScale(view)) : null
    yield* this.sharp.paint(scene, coordinates, order, drawingOf(scene, view, this.sharp.pixelRatio, stacks))
  }

  private *paintSharp(scene: PaintedScene, view: View, tree: PlaceTree): Generator<void, void> {
    const extent = extentInView(view.placing, this.size.width, this.size.height, VIEW_MARGIN)
    const codes = yield* this.codes.of(tree, scene.colouring.codes)
    const stacks = yield* this.stacks.placesFor(tree.places, stackScale(view))
    const dots = yield* dotsOf(runsInView(tree, extent))
    const order = yield* orderByInk(dots, codes, scene.colouring.codeCount)
    yield* this.sharp.paint(scene, tree.places, order, drawingOf(scene, view, this.sharp.pixelRatio, stacks))
  }
}
