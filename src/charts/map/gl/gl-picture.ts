/**
 * GL picture: draws all dots on the graphics card: added up on their sheets, and the sheets laid on each other.
 */

import type { Solid } from '../dot-painter'
import { dotRadius, dotsOverEachOther, inPixels, type PaintedScene, type View } from '../painted'
import { toneOf } from '../tone'
import { whenDrawn } from './card-pace'
import type { DotContext } from './context'
import { DotBuffers } from './dot-buffers'
import { linked, type Program } from './program'
import { ADD_FRAGMENT, ADD_VERTEX, LAY_FRAGMENT, LAY_VERTEX, MOST_INKS } from './shaders'
import { layoutOf, Sheets, type SheetLayout } from './sheets'

const shares = ({ red, green, blue }: Solid): [number, number, number] => [red / 255, green / 255, blue / 255]

export class GlPicture {
  readonly buffers: DotBuffers
  private readonly sheets: Sheets

  constructor(
    private readonly context: DotContext,
    private readonly adding: Program,
    private readonly laying: Program,
  ) {
    this.buffers = new DotBuffers(context.gl, adding)
    this.sheets = new Sheets(context)
  }

  /** @returns null where the card refuses the shaders */
  static from(context: DotContext): GlPicture | null {
    const adding = linked(context.gl, ADD_VERTEX, ADD_FRAGMENT)
    const laying = linked(context.gl, LAY_VERTEX, LAY_FRAGMENT)
    return adding === null || laying === null ? null : new GlPicture(context, adding, laying)
  }

  /**
   * @param step every so manieth dot is drawn, and stands for as many
   * @returns false where the picture is too large or has too many inks
   */
  draw(scene: PaintedScene, view: View, pixelRatio: number, step: number): boolean {
    const { gl, largestSide } = this.context
    const { width, height } = gl.canvas
    const { codeCount, sequence } = scene.colouring
    const layout = layoutOf(width, height, codeCount, largestSide)
    if (layout === null || sequence.length > MOST_INKS || !this.sheets.fit(layout)) return false
    this.add(scene, view, pixelRatio, step, layout)
    this.lay(scene, view, layout)
    return true
  }

  /** Calls `took` once the card has drawn all that it was asked for. */
  whenDrawn(took: (durationMs: number) => void): void {
    whenDrawn(this.context.gl, took)
  }

  private add(scene: PaintedScene, view: View, pixelRatio: number, step: number, layout: SheetLayout): void {
    const { adding } = this
    const { gl } = this.context
    const { scaleX, offsetX, scaleY, offsetY } = inPixels(view.placing, pixelRatio)
    gl.viewport(0, 0, layout.width, layout.height)
    gl.clearColor(0, 0, 0, 0)
    gl.clear(gl.COLOR_BUFFER_BIT)
    gl.enable(gl.BLEND)
    gl.blendFunc(gl.ONE, gl.ONE)
    gl.useProgram(adding.program)
    gl.uniform4f(adding.uniform('placing'), scaleX, offsetX, scaleY, offsetY)
    gl.uniform2f(adding.uniform('size'), gl.canvas.width, gl.canvas.height)
    gl.uniform1i(adding.uniform('columns'), layout.columns)
    gl.uniform2f(adding.uniform('sheets'), layout.width, layout.height)
    gl.uniform1f(adding.uniform('radius'), dotRadius(view.zoomFactor) * pixelRatio)
    gl.uniform1f(adding.uniform('pixelRatio'), pixelRatio)
    gl.uniform1f(adding.uniform('weight'), step)
    this.buffers.draw(scene.coordinates.length / 2, step)
  }

  private lay(scene: PaintedScene, view: View, layout: SheetLayout): void {
    const { laying } = this
    const { gl } = this.context
    const { inks, sequence } = scene.colouring
    const shown = sequence.filter((code) => (inks[code]?.opacity ?? 0) > 0)
    const crowding = dotsOverEachOther(scene, view)
    gl.bindFramebuffer(gl.FRAMEBUFFER, null)
    gl.viewport(0, 0, gl.canvas.width, gl.canvas.height)
    gl.disable(gl.BLEND)
    gl.useProgram(laying.program)
    gl.activeTexture(gl.TEXTURE0)
    gl.bindTexture(gl.TEXTURE_2D, this.sheets.texture)
    gl.uniform1i(laying.uniform('counts'), 0)
    gl.uniform2f(laying.uniform('size'), gl.canvas.width, gl.canvas.height)
    gl.uniform1i(laying.uniform('columns'), layout.columns)
    gl.uniform1i(laying.uniform('inkCount'), shown.length)
    gl.uniform1iv(laying.uniform('codes'), shown)
    gl.uniform4fv(
      laying.uniform('inks'),
      shown.flatMap((code) => [...shares(inks[code]!), toneOf(inks[code]!.opacity, crowding).lone]),
    )
    gl.uniform1f(laying.uniform('full'), toneOf(1, crowding).full)
    gl.uniform3f(laying.uniform('ground'), ...shares(scene.palette.surface))
    gl.drawArrays(gl.TRIANGLES, 0, 3)
  }
}
