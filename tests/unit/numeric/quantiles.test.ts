import { describe, expect, it } from 'vitest'
import { medianOf, quantileOfSorted, weightedQuantile } from '../../../src/engine/numeric/quantiles'

describe('medianOf', () => {
  it('is the middle value of an odd number of values', () => {
    expect(medianOf(Float64Array.of(9, 1, 5))).toBe(5)
  })
  it('is the mean of the middle two of an even number', () => {
    expect(medianOf(Float64Array.of(10, 1, 2, 3))).toBe(2.5)
  })
  it('sorts numbers, not texts, and leaves them in their order', () => {
    const values = Float64Array.of(100, 9, -20)
    expect(medianOf(values)).toBe(9)
    expect([...values]).toEqual([100, 9, -20])
  })
  it('is NaN of nothing', () => {
    expect(medianOf(new Float64Array(0))).toBeNaN()
  })
})

describe('quantileOfSorted', () => {
  it('gives the ends at 0 and 1 and interpolates between, as NumPy does by default', () => {
    const sorted = [1, 2, 4, 8]
    expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantileOfSorted(sorted, share))).toEqual([1, 1.75, 3, 5, 8])
  })
  it('gives a single value for every share', () => {
    expect(quantileOfSorted([7], 0.3)).toBe(7)
  })
})

describe('weightedQuantile', () => {
  it('counts a value as often as its weight says', () => {
    expect(weightedQuantile([1, 2, 3], [1, 1, 8], 0.5)).toBe(3)
    expect(weightedQuantile([3, 1, 2], [8, 1, 1], 0.2)).toBe(2)
  })
  it('never returns a value of weight 0', () => {
    expect(weightedQuantile([0, 5, 9], [0, 1, 0], 0)).toBe(5)
    expect(weightedQuantile([0, 5, 9], [0, 1, 0], 1)).toBe(5)
  })
})
