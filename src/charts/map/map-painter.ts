/**
 * Map painter: keeps the canvas showing the dots at the present zoom, without ever holding the page up.
 *
 * A new view shows the last finished picture at once, moved and scaled; the sharp one is painted in slices behind it and
 * takes its place when it is done. Up to some 100,000 dots that is the next frame.
 */

import { css, type Palette } from '../colours'
import type { Colouring } from './colouring'
import { fillPicture, orderByCode, paintDots, type InkOrder } from './dot-painter'
import { ringStamp, stampRings, type Stamp } from './rings'
import { runInSlices, type Job } from './slices'
import { splatOf } from './splat'
import { stacksFor } from './stacks'
import type { Frame, Placing } from './viewport'

const DOT_RADIUS = 1.3
/** Dots grow with the square root of the zoom, up to this many times. */
const LARGEST_GROWTH = 2.2

export interface Scene {
  readonly coordinates: Float32Array
  readonly colouring: Colouring
  /** Flagged rows drawn as rings; at most MOST_RINGS. */
  readonly rings: Uint32Array
  readonly palette: Palette
}

export interface View {
  readonly placing: Placing
  readonly zoomFactor: number
  /** Dots are drawn inside of this only; in pixels of the page. */
  readonly frame: Frame
}

export class MapPainter {
  private readonly context: CanvasRenderingContext2D | null
  private readonly finished = document.createElement('canvas')
  private finishedAt: Placing | null = null
  private job: Job | null = null
  /** Null until the rows of the present colouring are sorted by ink. */
  private order: InkOrder | null = null
  private stamp: Stamp | null = null
  private scene: Scene | null = null
  private pixelRatio = 1

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.context = canvas.getContext('2d', { alpha: false })
  }

  /** What is drawn, from the next `paint` on. */
  show(scene: Scene): void {
    if (scene.colouring.codes !== this.scene?.colouring.codes) this.order = null
    this.scene = scene
    this.stamp = null
  }

  resize(width: number, height: number, pixelRatio: number): void {
    this.pixelRatio = pixelRatio
    for (const canvas of [this.canvas, this.finished]) {
      canvas.width = Math.max(1, Math.round(width * pixelRatio))
      canvas.height = Math.max(1, Math.round(height * pixelRatio))
    }
    this.finishedAt = null
    this.stamp = null
  }

  /** @param drawn called once the sharp picture stands */
  paint(view: View, drawn: () => void = () => undefined): void {
    const scene = this.scene
    if (scene === null || this.context === null) return
    this.job?.cancel()
    this.showMoved(view)
    const picture = this.context.createImageData(this.canvas.width, this.canvas.height)
    this.job = runInSlices(this.dots(scene, view, picture), () => {
      this.finished.getContext('2d', { alpha: false })?.putImageData(picture, 0, 0)
      this.finishedAt = view.placing
      this.showMoved(view)
      drawn()
    })
  }

  /** All of the picture. The rows are sorted by ink once per colouring, not once per frame. */
  private *dots(scene: Scene, view: View, picture: ImageData): Generator<void, void> {
    const { colouring, coordinates, palette } = scene
    this.order ??= yield* orderByCode(colouring.codes, colouring.codeCount)
    fillPicture(picture, palette.surface)
    yield
    const radius = DOT_RADIUS * Math.min(LARGEST_GROWTH, Math.sqrt(view.zoomFactor)) * this.pixelRatio
    const stacks = stacksFor(picture.width, picture.height, this.pixelRatio, coordinates.length / 2)
    const placing = inPixels(view.placing, this.pixelRatio)
    yield* paintDots(
      picture,
      coordinates,
      this.order,
      colouring.sequence,
      colouring.inks,
      placing,
      splatOf(radius),
      stacks,
    )
  }

  end(): void {
    this.job?.cancel()
  }

  /** The finished picture under the present view, and the rings on it. */
  private showMoved(view: View): void {
    const { context, scene } = this
    if (context === null || scene === null) return
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.fillStyle = css(scene.palette.surface)
    context.fillRect(0, 0, this.canvas.width, this.canvas.height)
    if (this.finishedAt !== null) {
      const { scale, moveX, moveY } = movement(this.finishedAt, view.placing)
      context.setTransform(scale, 0, 0, scale, moveX * this.pixelRatio, moveY * this.pixelRatio)
      context.drawImage(this.finished, 0, 0)
    }
    this.showRings(context, scene, view)
    this.clearMargin(context, view.frame)
  }

  private showRings(context: CanvasRenderingContext2D, scene: Scene, view: View): void {
    this.stamp ??= ringStamp(css(scene.palette.anomaly), scene.palette.halo, this.pixelRatio)
    context.setTransform(this.pixelRatio, 0, 0, this.pixelRatio, 0, 0)
    stampRings(context, this.stamp, scene.rings, scene.coordinates, view.placing, this.canvas.width)
  }

  /** The margin holds the axis words: nothing is drawn there. */
  private clearMargin(context: CanvasRenderingContext2D, frame: Frame): void {
    context.setTransform(this.pixelRatio, 0, 0, this.pixelRatio, 0, 0)
    const width = this.canvas.width / this.pixelRatio
    const height = this.canvas.height / this.pixelRatio
    context.fillRect(0, 0, frame.left, height)
    context.fillRect(frame.right, 0, width - frame.right, height)
    context.fillRect(0, 0, width, frame.top)
    context.fillRect(0, frame.bottom, width, height - frame.bottom)
  }
}

const inPixels = (placing: Placing, ratio: number): Placing => ({
  scaleX: placing.scaleX * ratio,
  offsetX: placing.offsetX * ratio,
  scaleY: placing.scaleY * ratio,
  offsetY: placing.offsetY * ratio,
})

/** How a picture drawn at `from` must be scaled and moved to lie where `to` wants it. */
function movement(from: Placing, to: Placing): { scale: number; moveX: number; moveY: number } {
  const scale = to.scaleX / from.scaleX
  return { scale, moveX: to.offsetX - from.offsetX * scale, moveY: to.offsetY - from.offsetY * scale }
}
