/**
 * Score bars: the histogram's bins as bars wide enough to be seen, and the scale they stand on.
 */

import { scaleLinear, scaleSymlog } from 'd3'

/** What this chart needs of a d3 scale. */
export interface ScoreScale {
  (value: number): number
  invert(pixels: number): number
}

/** Past this many times the threshold a linear axis would press all usual flows into a few pixels. */
const LARGEST_LINEAR_RATIO = 8

/** Linear where it can be; else linear around zero and logarithmic far out (symlog, constant = threshold). */
export function scoreScale(
  largest: number,
  threshold: number,
  left: number,
  right: number,
): { readonly scale: ScoreScale; readonly isLinear: boolean } {
  const isLinear = !(largest > threshold * LARGEST_LINEAR_RATIO) || !(threshold > 0)
  const domain = [0, largest > 0 ? largest : 1]
  const scale = isLinear ? scaleLinear(domain, [left, right]) : scaleSymlog(domain, [left, right]).constant(threshold)
  return { scale, isLinear }
}

/** Round scores to write under the axis, at least `room` pixels apart: 0, 5, 10 … or 0, 1, 2, 5, 10, 20 …, 0 first. */
export function scoreTicks(scale: ScoreScale, largest: number, isLinear: boolean, room: number): readonly number[] {
  if (isLinear)
    return scaleLinear([0, largest], [scale(0), scale(largest)]).ticks(
      Math.max(2, Math.floor((scale(largest) - scale(0)) / room)),
    )
  const ticks = [0]
  for (let power = 10 ** Math.floor(Math.log10(largest / 1e4)); power <= largest; power *= 10)
    for (const digit of [1, 2, 5]) {
      const value = digit * power
      if (value <= largest && scale(value) - scale(ticks[ticks.length - 1]!) >= room) ticks.push(value)
    }
  return ticks
}

export interface Bar {
  /** Scores from … to. */
  readonly from: number
  readonly to: number
  readonly flowCount: number
}

/** Joins neighbouring bins until each bar is `narrowest` pixels wide; a bar never crosses the threshold. */
export function barsOf(
  counts: readonly number[],
  binWidth: number,
  scale: ScoreScale,
  threshold: number,
  narrowest = 3,
): readonly Bar[] {
  const bars: Bar[] = []
  const thresholdBin = Math.floor(threshold / binWidth + 1e-9)
  let from = 0
  let flowCount = 0
  counts.forEach((binCount, bin) => {
    flowCount += binCount
    const to = (bin + 1) * binWidth
    const isWide = scale(to) - scale(from * binWidth) >= narrowest
    if (!isWide && bin + 1 !== counts.length && bin + 1 !== thresholdBin) return
    if (flowCount > 0) bars.push({ from: from * binWidth, to, flowCount })
    from = bin + 1
    flowCount = 0
  })
  return bars
}

/** How tall a bar of one flow stands, in powers of ten: it must be seen. */
export const LOG_OF_ONE = 0.35

/** Flow counts to mark on the log axis, at most five. */
export function countTicks(largestCount: number): readonly number[] {
  const powers = Math.max(0, Math.floor(Math.log10(Math.max(1, largestCount))))
  const step = Math.ceil((powers + 1) / 5)
  return Array.from({ length: Math.floor(powers / step) + 1 }, (_, i) => 10 ** (i * step))
}

/** A step worth making with one arrow key: a round number near a four-hundredth of the axis. */
export const scoreStep = (largest: number): number => 10 ** Math.floor(Math.log10(Math.max(largest, 1e-6) / 200))

export const onStep = (value: number, step: number): number => Number((Math.round(value / step) * step).toPrecision(10))
