/**
 * Map painter: keeps the canvas showing the dots at the present zoom: a picture of them, the rings on it, and a clear margin.
 *
 * The dots come from the graphics card where there is one, else they are painted by hand; the two look alike. Asked as often
 * as one likes, it paints once a frame.
 */

import { css } from '../colours'
import { CodeKeeper } from './code-keeper'
import { GlPainter } from './gl/gl-painter'
import type { PaintedScene, TakenPicture, View } from './painted'
import type { PlaceTree } from './place-tree'
import { RasterPainter } from './raster-painter'
import { ringStamp, stampRings, type Stamp } from './rings'
import { StackKeeper } from './stack-keeper'
import type { Frame, Placing } from './viewport'

export class MapPainter {
  private readonly context: CanvasRenderingContext2D | null
  private readonly codes = new CodeKeeper()
  private readonly stacks = new StackKeeper()
  private readonly byHand = new RasterPainter(this.codes, this.stacks)
  private readonly byCard = new GlPainter(this.codes, this.stacks, () => this.paintAgain())
  private stamp: Stamp | null = null
  private scene: PaintedScene | null = null
  private tree: PlaceTree | null = null
  private view: View | null = null
  private request = 0
  private pixelRatio = 1

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.context = canvas.getContext('2d', { alpha: false })
  }

  /** What is drawn, from the next `paint` on. */
  show(scene: PaintedScene): void {
    this.scene = scene
    this.stamp = null
  }

  /** The index of the dots on show, once it is built. */
  use(tree: PlaceTree | null): void {
    this.tree = tree
  }

  resize(width: number, height: number, pixelRatio: number): void {
    this.pixelRatio = pixelRatio
    this.canvas.width = Math.max(1, Math.round(width * pixelRatio))
    this.canvas.height = Math.max(1, Math.round(height * pixelRatio))
    this.byHand.resize(width, height, pixelRatio)
    this.byCard.resize(width, height, pixelRatio)
    this.stamp = null
  }

  /** With the next frame. */
  paint(view: View): void {
    this.view = view
    this.paintAgain()
  }

  private readonly paintAgain = (): void => {
    if (this.request !== 0) return
    this.request = requestAnimationFrame(() => {
      this.request = 0
      this.paintNow()
    })
  }

  end(): void {
    cancelAnimationFrame(this.request)
    this.byHand.stop()
    this.byCard.end()
  }

  private paintNow(): void {
    const { scene, view, tree } = this
    if (scene === null || view === null) return
    const itsTree = tree?.coordinates === scene.coordinates ? tree : null
    const show = (picture: TakenPicture): void => this.showPicture(scene, view, picture)
    const card = itsTree === null ? 'not possible' : this.byCard.paint(scene, view, itsTree, show, this.paintAgain)
    // What the card drew last stays for the few frames that new colours take to get there.
    if (card === 'drawn' || (card === 'on their way' && this.canvas.dataset['drawnBy'] === 'webgl')) {
      this.byHand.stop()
      this.canvas.dataset['drawnBy'] = 'webgl'
      return
    }
    this.byHand.paint(scene, view, itsTree, show)
    this.canvas.dataset['drawnBy'] = 'canvas'
  }

  private showPicture(scene: PaintedScene, view: View, picture: TakenPicture): void {
    const { context } = this
    if (context === null) return
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.fillStyle = css(scene.palette.surface)
    context.fillRect(0, 0, this.canvas.width, this.canvas.height)
    if (picture.takenAt !== null) {
      const { scale, moveX, moveY } = movement(picture.takenAt, view.placing)
      context.setTransform(scale, 0, 0, scale, moveX * this.pixelRatio, moveY * this.pixelRatio)
      context.drawImage(picture.canvas, 0, 0, this.canvas.width, this.canvas.height)
    }
    this.showRings(context, scene, view)
    this.clearMargin(context, view.frame)
  }

  private showRings(context: CanvasRenderingContext2D, scene: PaintedScene, view: View): void {
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

/** How a picture drawn at `from` must be scaled and moved to lie where `to` wants it. */
function movement(from: Placing, to: Placing): { scale: number; moveX: number; moveY: number } {
  const scale = to.scaleX / from.scaleX
  return { scale, moveX: to.offsetX - from.offsetX * scale, moveY: to.offsetY - from.offsetY * scale }
}
