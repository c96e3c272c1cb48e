/**
 * Raster: one picture of the dots, made in memory, and where on the map it was taken.
 */

import { Coverage } from './coverage'
import { fillPicture, paintDots, type Drawing, type Picture } from './dot-painter'
import type { InkOrder } from './ink-order'
import type { PaintedScene } from './painted'
import type { Placing } from './viewport'

export class Raster {
  readonly canvas = document.createElement('canvas')
  /** Pixels of the raster per pixel of the page. */
  pixelRatio = 1
  /** In pixels of the page; null until there is a picture. */
  takenAt: Placing | null = null
  private image: ImageData | null = null
  private coverage: Coverage | null = null

  /** @param width of the page's pixels */
  resize(width: number, height: number, pixelRatio: number): void {
    this.pixelRatio = pixelRatio
    this.canvas.width = Math.max(1, Math.round(width * pixelRatio))
    this.canvas.height = Math.max(1, Math.round(height * pixelRatio))
    this.takenAt = null
    this.image = null
    this.coverage = null
  }

  /**
   * The former picture stays until this one is put in its place.
   * @param places u, v per dot
   */
  *paint(scene: PaintedScene, places: Float32Array, order: InkOrder, drawing: Drawing): Generator<void, void> {
    const { width, height } = this.canvas
    // Held here: the raster may get another size while the work is broken off.
    const image = (this.image ??= new ImageData(width, height))
    const coverage = (this.coverage ??= new Coverage(width, height))
    const picture: Picture = { width, height, pixels: new Uint32Array(image.data.buffer) }
    coverage.clear()
    fillPicture(picture, scene.palette.surface)
    yield
    const { sequence, inks } = scene.colouring
    yield* paintDots(picture, places, order, sequence, inks, scene.palette.surface, drawing, coverage)
  }

  put(takenAt: Placing): void {
    if (this.image !== null) this.canvas.getContext('2d', { alpha: false })?.putImageData(this.image, 0, 0)
    this.takenAt = takenAt
  }
}
