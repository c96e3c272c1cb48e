/**
 * Fineness: how fine a frame's picture may be, by how long the last ones took.
 */

/** Shares of the finest picture's width and height; the coarsest takes less than half the time. Coarser ones show blocks. */
const SHARES = [1, 0.8, 0.65] as const
/** A frame that takes longer is the last one so fine; after several that take less, the next may be finer. */
const LONG_MS = 6
const SHORT_MS = 2.5
const QUICK_FRAMES = 4
/** The first frames run through code that the browser hasn't made quick yet. */
const FIRST_LEVEL = 1

export class Fineness {
  private level = FIRST_LEVEL
  private quickCount = 0

  get share(): number {
    return SHARES[this.level]!
  }

  took(durationMs: number): void {
    this.quickCount = durationMs < SHORT_MS ? this.quickCount + 1 : 0
    if (durationMs > LONG_MS) this.level = Math.min(SHARES.length - 1, this.level + 1)
    else if (this.quickCount >= QUICK_FRAMES) {
      this.level = Math.max(0, this.level - 1)
      this.quickCount = 0
    }
  }
}
