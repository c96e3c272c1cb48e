import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { barsOf, countTicks, onStep, scoreScale, scoreStep, scoreTicks } from '../../../src/charts/score-bars'

describe('score scale', () => {
  test('is linear while the largest score is near the threshold', () => {
    const { scale, isLinear } = scoreScale(10, 4, 0, 100)
    expect(isLinear).toBe(true)
    expect(scale(5)).toBe(50)
  })

  test('bends when one score would press all others into a few pixels', () => {
    const { scale, isLinear } = scoreScale(4000, 4, 0, 100)
    expect(isLinear).toBe(false)
    expect(scale(4)).toBeGreaterThan(5)
    expect(scale(4000)).toBeCloseTo(100)
    expect(scale.invert(scale(37))).toBeCloseTo(37)
  })

  test('ticks keep their distance, at most as many as have room', () => {
    for (const largest of [3.6, 40, 5000]) {
      const { scale, isLinear } = scoreScale(largest, 2.3, 0, 400)
      const ticks = scoreTicks(scale, largest, isLinear, 36)
      expect(ticks[0]).toBe(0)
      expect(ticks.length).toBeGreaterThan(3)
      ticks.slice(1).forEach((tick, i) => expect(scale(tick) - scale(ticks[i]!)).toBeGreaterThan(15))
    }
  })
})

describe('bars', () => {
  test('hold every flow once, in order, and none crosses the threshold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 299 }),
        (counts, thresholdBin) => {
          const binWidth = 0.5
          const { scale } = scoreScale(counts.length * binWidth, thresholdBin * binWidth, 0, 200)
          const bars = barsOf(counts, binWidth, scale, thresholdBin * binWidth)
          expect(bars.reduce((sum, bar) => sum + bar.flowCount, 0)).toBe(counts.reduce((sum, count) => sum + count, 0))
          bars.slice(1).forEach((bar, i) => expect(bar.from).toBeGreaterThanOrEqual(bars[i]!.to))
          for (const bar of bars)
            expect(bar.from < thresholdBin * binWidth && bar.to > thresholdBin * binWidth + 1e-9).toBe(false)
        },
      ),
    )
  })

  test('are joined until they can be seen', () => {
    const { scale } = scoreScale(100, 50, 0, 100)
    const bars = barsOf(new Array<number>(1000).fill(1), 0.1, scale, 50, 4)
    for (const bar of bars.slice(0, -1)) if (bar.to !== 50) expect(scale(bar.to) - scale(bar.from)).toBeGreaterThan(3.9)
    expect(bars.length).toBeLessThan(30)
  })
})

describe('axis and steps', () => {
  test('at most five lines for any count', () => {
    expect(countTicks(8500)).toEqual([1, 10, 100, 1000])
    for (const largest of [0, 1, 99, 12_345, 5e6, 2e9]) expect(countTicks(largest).length).toBeLessThanOrEqual(5)
  })

  test('an arrow key moves the threshold by a round step', () => {
    expect(scoreStep(3.6)).toBeCloseTo(0.01)
    expect(scoreStep(31)).toBeCloseTo(0.1)
    expect(onStep(2.3399999, 0.01)).toBe(2.34)
  })
})
