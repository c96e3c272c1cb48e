import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scoreHistogram } from '../../../src/engine/scoring/histogram'

describe('the histogram of scores', () => {
  it('has bins of a round width that reach the largest score', () => {
    const { binWidth, counts, largest } = scoreHistogram([0, 0.1, 0.11, 6.35])
    expect([binWidth, counts.length, largest]).toEqual([0.1, 64, 6.35])
    expect([counts[0], counts[1], counts[62], counts[63]]).toEqual([1, 2, 0, 1])
  })

  it('counts every row once, in at most 66 bins', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1 }), (scores) => {
        const { counts, binWidth } = scoreHistogram(scores)
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(scores.length)
        expect(counts.length).toBeLessThanOrEqual(66)
        expect(binWidth).toBeGreaterThan(0)
      }),
    )
  })

  it('puts rows that all score nothing into one bin', () => {
    expect(scoreHistogram([0, 0, 0]).counts).toEqual([3])
    expect(scoreHistogram([0, 1.8e-15])).toEqual(scoreHistogram([0, 0]))
  })
})
