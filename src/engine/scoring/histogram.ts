/**
 * Histogram: how many rows score how much, in bins of a round width.
 */

export interface ScoreHistogram {
  /** Bin i holds scores in [i × binWidth, (i + 1) × binWidth). */
  readonly binWidth: number
  readonly counts: readonly number[]
  readonly largest: number
}

/** Fits a chart of 300 px and up. */
const WANTED_BINS = 64
/** Scores below are all the same but for rounding: 1 is usual. */
const LEAST_SCORE = 1e-9
const ROUND_STEPS = [1, 2, 2.5, 5, 10]

/** @param scores finite; the rare one below 0 (see floors.ts) counts in the first bin */
export function scoreHistogram(scores: ArrayLike<number>): ScoreHistogram {
  let largest = 0
  for (let row = 0; row < scores.length; row++) if (scores[row]! > largest) largest = scores[row]!
  if (largest < LEAST_SCORE) largest = 0
  const binWidth = roundWidth(largest / WANTED_BINS)
  const counts = new Array<number>(Math.floor(largest / binWidth) + 1).fill(0)
  for (let row = 0; row < scores.length; row++) counts[Math.max(0, Math.floor(scores[row]! / binWidth))]!++
  return { binWidth, counts, largest }
}

/** The smallest of 1, 2, 2.5, 5 × a power of ten that is at least as wide. */
function roundWidth(width: number): number {
  if (!(width > 0)) return 1 / WANTED_BINS
  // Read as decimal text: a power by multiplication would not be the same round number on every browser.
  const exponent = Number(width.toExponential().split('e')[1])
  return ROUND_STEPS.map((step) => Number(`${step}e${exponent}`)).find((step) => step >= width) ?? width
}
