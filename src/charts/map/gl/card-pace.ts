/**
 * Card pace: every how manieth dot a graphics card gets drawn while the map moves, by how long its last pictures took.
 *
 * A weak card gets fewer dots, each of which stands for more; one that is slow with few as well is not worth having.
 */

/** From asking for a picture until the card has drawn it; a frame is 16.7 ms, and is all that can be told apart. */
const SLOW_MS = 45
const QUICK_MS = 25
/** Slow pictures of fewest dots after which a card is given up. */
const MOST_SLOW = 4

export class CardPace {
  step = 1
  isTooSlow = false
  private slowCount = 0

  constructor(private readonly largestStep: number) {}

  took(durationMs: number): void {
    if (durationMs < QUICK_MS) {
      this.step = Math.max(1, this.step - 1)
      this.slowCount = 0
    } else if (durationMs > SLOW_MS) {
      if (this.step === this.largestStep && ++this.slowCount >= MOST_SLOW) this.isTooSlow = true
      this.step = Math.min(this.largestStep, this.step * Math.max(2, Math.floor(durationMs / SLOW_MS)))
    }
  }
}

/** Calls `took` once the card has done all that was asked of it so far. */
export function whenDrawn(gl: WebGL2RenderingContext, took: (durationMs: number) => void): void {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0)
  if (fence === null) return
  gl.flush()
  const began = performance.now()
  const look = (): void => {
    if (gl.isContextLost()) return
    const state = gl.clientWaitSync(fence, 0, 0)
    if (state === gl.TIMEOUT_EXPIRED) return void requestAnimationFrame(look)
    gl.deleteSync(fence)
    took(performance.now() - began)
  }
  requestAnimationFrame(look)
}
