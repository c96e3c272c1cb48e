import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultAlertCount, flaggedCount, thresholdFor } from '../../../src/engine/scoring/threshold'

describe('the alert budget', () => {
  it.each([
    [1, 0],
    [19, 0],
    [20, 1],
    [100, 5],
    [200, 10],
    [1000, 10],
    [2000, 20],
    [10_000, 100],
    [1_000_000, 100],
  ])('of %i rows is %i', (rowCount, alerts) => {
    expect(defaultAlertCount(rowCount)).toBe(alerts)
  })
})

describe('the threshold for a count', () => {
  it('lies half way between the last flagged and the first unflagged score', () => {
    expect(thresholdFor([5, 1, 3, 2, 4], 2)).toBe(3.5)
  })

  it('flags equal scores together or not at all, whichever count is nearer', () => {
    const scores = [9, 8, 5, 5, 5, 5, 1]
    expect(flaggedCount(scores, thresholdFor(scores, 3))).toBe(2)
    expect(flaggedCount(scores, thresholdFor(scores, 5))).toBe(6)
    expect(flaggedCount(scores, thresholdFor(scores, 4))).toBe(2)
  })

  it('flags a tied top rather than nothing', () => {
    const scores = [7, 7, 7, 7, 7, 1]
    expect(flaggedCount(scores, thresholdFor(scores, 1))).toBe(5)
  })

  it('flags nothing where all scores are equal, none where none is asked for, all where all are', () => {
    expect(flaggedCount([2, 2, 2], thresholdFor([2, 2, 2], 1))).toBe(0)
    expect(flaggedCount([1, 2], thresholdFor([1, 2], 0))).toBe(0)
    expect(flaggedCount([0, 2], thresholdFor([0, 2], 2))).toBe(2)
    expect(thresholdFor([], 3)).toBe(0)
  })

  it('flags exactly as many as asked for where no two scores are equal, in single precision too', () => {
    const scoresOf = fc.uniqueArray(fc.float({ min: 0, max: 100, noNaN: true }), {
      minLength: 1,
      maxLength: 60,
      selector: (value) => value + 0,
    })
    fc.assert(
      fc.property(scoresOf, fc.nat(60), (scores, wanted) => {
        const count = Math.min(wanted, scores.length)
        expect(flaggedCount(scores, thresholdFor(scores, count))).toBe(count)
      }),
    )
  })
})
