/**
 * Sheets: the texture in which dots are added up, one sheet per ink, side by side.
 */

import type { DotContext } from './context'

export interface SheetLayout {
  readonly columns: number
  /** Pixels of all of it. */
  readonly width: number
  readonly height: number
}

/** Beyond this it would take more of the card's memory than a map is worth: 256 MB. */
const MOST_PIXELS = 64 * 2 ** 20

/** @returns null where so many sheets have no room */
export function layoutOf(width: number, height: number, sheetCount: number, largestSide: number): SheetLayout | null {
  const columns = Math.min(sheetCount, Math.floor(largestSide / width))
  if (columns < 1) return null
  const lines = Math.ceil(sheetCount / columns)
  const layout = { columns, width: columns * width, height: lines * height }
  return layout.height > largestSide || layout.width * layout.height > MOST_PIXELS ? null : layout
}

export class Sheets {
  readonly texture: WebGLTexture
  readonly target: WebGLFramebuffer
  private width = 0
  private height = 0

  constructor(private readonly context: DotContext) {
    const { gl } = context
    this.texture = gl.createTexture()
    this.target = gl.createFramebuffer()
  }

  /** Gives the texture its size. @returns whether it can be drawn into */
  fit({ width, height }: SheetLayout): boolean {
    const { gl, countFormat } = this.context
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.target)
    if (width === this.width && height === this.height) return true
    this.width = width
    this.height = height
    gl.bindTexture(gl.TEXTURE_2D, this.texture)
    gl.texImage2D(gl.TEXTURE_2D, 0, countFormat, width, height, 0, gl.RED, gl.FLOAT, null)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST)
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.texture, 0)
    return gl.checkFramebufferStatus(gl.FRAMEBUFFER) === gl.FRAMEBUFFER_COMPLETE
  }
}
