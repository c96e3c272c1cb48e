/**
 * Coverage: how many dots of one ink cover each pixel of a picture.
 *
 * Dots are added up, and the sum is laid on the picture as one layer of that ink, in the tone of that many dots. Unlike
 * blending dot after dot, it does not matter in which order the dots of an ink come, and a stack of a thousand costs
 * a thousand additions and one blend.
 */

import type { Ink, Picture, Solid } from './dot-painter'
import type { InkOrder } from './ink-order'
import type { Splat } from './splat'
import { addSmallDots, addWideDots, type Spread } from './splatting'
import { TONE_SHIFT, type ToneTable } from './tone'
import type { Placing } from './viewport'

export class Coverage {
  private readonly values: Float32Array
  private readonly bits: Uint32Array
  private left = 0
  private right = 0
  private top = 0
  private bottom = 0

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.values = new Float32Array(width * height)
    this.bits = new Uint32Array(this.values.buffer)
    this.forget()
  }

  /** Lines of the picture that anything was added to: from, and up to but not with. */
  get lines(): readonly [number, number] {
    return [this.top, this.bottom]
  }

  add(
    places: Float32Array,
    order: InkOrder,
    from: number,
    to: number,
    placing: Placing,
    splat: Splat,
    spread: Spread,
  ): void {
    // One function each: a loop that was made quick for one size starts slow again when it meets another.
    const addDots = splat.size === 3 ? addSmallDots : addWideDots
    const touched = addDots(this.values, this.width, this.height, places, order, from, to, placing, splat, spread)
    this.left = Math.min(this.left, touched.left)
    this.right = Math.max(this.right, touched.right)
    this.top = Math.min(this.top, touched.top)
    this.bottom = Math.max(this.bottom, touched.bottom)
  }

  /**
   * Lays some lines on the picture, and takes them off here.
   * @param ground what the picture was filled with
   */
  lay(picture: Picture, ink: Ink, ground: Solid, table: ToneTable, fromLine: number, toLine: number): void {
    const { values, bits, left, right, width } = this
    const { pixels } = picture
    const { tones, covers } = table
    const inkRedBlue = (ink.blue << 16) | ink.red
    const inkGreen = ink.green << 8
    const groundRedBlue = (ground.blue << 16) | ground.red
    const groundGreen = ground.green << 8
    for (let line = fromLine; line < toLine; line++)
      for (let at = line * width + left, end = line * width + right; at < end; at++) {
        if (bits[at] === 0) continue
        const step = bits[at]! >>> TONE_SHIFT
        values[at] = 0
        const tone = tones[step]!
        const rest = covers[step]! - tone
        const kept = 256 - covers[step]!
        const under = pixels[at]!
        // Two channels in one multiplication: the shares add up to 256, so neither runs over into the next.
        const redBlue = Math.imul(inkRedBlue, tone) + Math.imul(groundRedBlue, rest) + Math.imul(under & 0xff00ff, kept)
        const green = Math.imul(inkGreen, tone) + Math.imul(groundGreen, rest) + Math.imul(under & 0xff00, kept)
        pixels[at] = ((redBlue >>> 8) & 0xff00ff) | ((green >>> 8) & 0xff00) | 0xff000000
      }
  }

  /** Also after work that was broken off. */
  clear(): void {
    this.values.fill(0)
    this.forget()
  }

  /** After all lines were laid. */
  forget(): void {
    this.left = this.width
    this.right = 0
    this.top = this.height
    this.bottom = 0
  }
}
