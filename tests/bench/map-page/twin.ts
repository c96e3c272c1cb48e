/**
 * Twin: the same picture by the graphics card and by hand, and what happens when the card is taken away and comes back.
 */

export interface TwinFigures {
  /** Which way the dots were drawn: at first, without the card, and once it was back. */
  readonly drawnBy: readonly (string | undefined)[]
  /** Mean difference of a colour value between the two, of 255, and the share of values that differ by more than 24. */
  readonly meanDifference: number
  readonly differentShare: number
}

/** What the map needs to come to rest. */
const SETTLING_MS = 4000

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, SETTLING_MS))

export async function compareTwins(card: WebGL2RenderingContext): Promise<TwinFigures> {
  const canvas = document.querySelector<HTMLCanvasElement>('.stage canvas')!
  const shown = (): Uint8ClampedArray => canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data
  const switchOff = card.getExtension('WEBGL_lose_context')!
  await settled()
  const drawnBy = [canvas.dataset['drawnBy']]
  const byCard = shown()
  switchOff.loseContext()
  await settled()
  drawnBy.push(canvas.dataset['drawnBy'])
  const byHand = shown()
  switchOff.restoreContext()
  await settled()
  drawnBy.push(canvas.dataset['drawnBy'])
  const differences = byCard.map((value, i) => Math.abs(value - byHand[i]!))
  const sum = differences.reduce((total, value) => total + value, 0)
  return {
    drawnBy,
    meanDifference: sum / differences.length,
    differentShare: differences.filter((value) => value > 24).length / differences.length,
  }
}
