/**
 * Raster painter: the dots without a graphics card, on the page's own thread, and no frame waits for it.
 *
 * A picture of few dots is made at once. Of many, each frame of a gesture gets a coarser picture of a fair part of them,
 * and the whole, sharp one follows in slices once the map rests. Both add up the same numbers, so they look alike.
 */

import type { CodeKeeper } from './code-keeper'
import { CoarsePicture } from './coarse-picture'
import { dotsOf, extentInView, runsInView, sampleOfAll } from './dots-in-view'
import { orderByInk, type Dots } from './ink-order'
import { drawingOf, stackScale, VIEW_MARGIN, type PaintedScene, type TakenPicture, type View } from './painted'
import type { PlaceTree } from './place-tree'
import { Raster } from './raster'
import { runAtOnce, runInSlices, type Job } from './slices'
import type { StackKeeper } from './stack-keeper'
import type { Extent } from './viewport'

/** So many dots are drawn within a frame: about 4 ms. */
const DOTS_AT_ONCE = 25_000
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
    const begin = (): void => void (this.job = runInSlices(work(), finish))
    if (tree === null || codes === null) {
      show(this.sharp)
      return begin()
    }
    show(this.paintQuickly(scene, view, tree, codes))
    this.rest = window.setTimeout(begin, REST_MS)
  }

  /** Within the frame: sharp where few dots are in view, else coarse; stacks as they were counted last. */
  private paintQuickly(scene: PaintedScene, view: View, tree: PlaceTree, codes: Uint8Array): TakenPicture {
    const found = runsInView(tree, this.extentOf(view))
    if (found.count > DOTS_AT_ONCE) {
      this.coarse.paint(scene, view, tree, codes, this.stacks.latest)
      return this.coarse.raster
    }
    runAtOnce(this.paintDots(scene, view, tree.places, codes, dotsOf(found), this.stacks.latest))
    this.sharp.put(view.placing)
    return this.sharp
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

  private extentOf(view: View): Extent {
    return extentInView(view.placing, this.size.width, this.size.height, VIEW_MARGIN)
  }

  private *paintFirst(scene: PaintedScene, view: View): Generator<void, void> {
    const { coordinates, colouring } = scene
    const dots = sampleOfAll(coordinates.length / 2, DOTS_AT_FIRST)
    // A sample makes no stacks.
    const isAll = coordinates.length / 2 <= DOTS_AT_FIRST
    const stacks = isAll ? yield* this.stacks.placesFor(coordinates, stackScale(view)) : null
    yield* this.paintDots(scene, view, coordinates, colouring.codes, dots, stacks)
  }

  private *paintSharp(scene: PaintedScene, view: View, tree: PlaceTree): Generator<void, void> {
    const codes = yield* this.codes.of(tree, scene.colouring.codes)
    const stacks = yield* this.stacks.placesFor(tree.places, stackScale(view))
    yield* this.paintDots(scene, view, tree.places, codes, dotsOf(runsInView(tree, this.extentOf(view))), stacks)
  }

  /** @param places @param codes @param stacks in the same order, of which `dots` are some */
  private *paintDots(
    scene: PaintedScene,
    view: View,
    places: Float32Array,
    codes: Uint8Array,
    dots: Generator<void, Dots>,
    stacks: Uint16Array | null,
  ): Generator<void, void> {
    const order = yield* orderByInk(yield* dots, codes, scene.colouring.codeCount)
    yield* this.sharp.paint(scene, places, order, drawingOf(scene, view, this.sharp.pixelRatio, stacks))
  }
}
