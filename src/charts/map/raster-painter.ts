/**
 * Raster painter: the dots without a graphics card, on the page's own thread, and no frame waits for it.
 *
 * A picture of few dots is made at once. Of many, each frame of a gesture gets a coarser picture of a fair part of them,
 * and the whole, sharp one follows in slices once the map rests. Both add up the same numbers, so they look alike.
 */

import type { CodeKeeper } from './code-keeper'
import { CoarsePicture } from './coarse-picture'
import { dotsOf, extentInView, runsInView, type Runs } from './dots-in-view'
import { orderByInk } from './ink-order'
import { drawingOf, stackScale, VIEW_MARGIN, type PaintedScene, type TakenPicture, type View } from './painted'
import type { PlaceTree } from './place-tree'
import { Raster } from './raster'
import { runAtOnce, runInSlices, type Job } from './slices'
import type { StackKeeper } from './stack-keeper'

/** So many dots are drawn within a frame: 3 ms. */
const DOTS_AT_ONCE = 40_000
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
   * @param tree null while it is being built: then the former picture is moved
   * @param show puts a picture on screen: now, and once the sharp one is there
   */
  paint(scene: PaintedScene, view: View, tree: PlaceTree | null, show: (picture: TakenPicture) => void): void {
    this.stop()
    const dotCount = scene.coordinates.length / 2
    const extent = extentInView(view.placing, this.size.width, this.size.height, VIEW_MARGIN)
    const found = tree === null ? { runs: [0, dotCount], count: dotCount } : runsInView(tree, extent)
    const work = (): Generator<void, void> => this.paintSharp(scene, view, tree, found)
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

  /** Once per map, after its first sharp picture. */
  private prepare(scene: PaintedScene, view: View, tree: PlaceTree): void {
    const codes = this.codes.at(tree, scene.colouring.codes)
    if (this.preparedFor === tree || codes === null) return
    this.preparedFor = tree
    this.job = runInSlices(this.coarse.work(scene, view, tree, codes, this.stacks.latest), () => undefined)
  }

  private *paintSharp(scene: PaintedScene, view: View, tree: PlaceTree | null, found: Runs): Generator<void, void> {
    const { codes: rowCodes, codeCount } = scene.colouring
    const places = tree?.places ?? scene.coordinates
    const codes = tree === null ? rowCodes : yield* this.codes.of(tree, rowCodes)
    const stacks = yield* this.stacks.placesFor(places, stackScale(view))
    const order = yield* orderByInk(yield* dotsOf(found), codes, codeCount)
    yield* this.sharp.paint(scene, places, order, drawingOf(scene, view, this.sharp.pixelRatio, stacks))
  }
}
