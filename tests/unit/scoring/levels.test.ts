import { describe, expect, it } from 'vitest'
import { categoryInput } from '../../../src/engine/scoring/levels'

const tally = {
  texts: ['', 'a', 'b', 'c'],
  counts: Float64Array.of(0, 3, 2, 1),
  weights: Float64Array.of(0, 3, 2, 0.5),
}

describe('the levels of a category', () => {
  // The reference recipe: matrix([], [('c', list('aaabbc'), list('abczzz'))], [1,1,1,1,1,.5], view)[1].max(0)
  it('stand as high as in the reference, in both views', () => {
    const { heights, levels, shares } = categoryInput('c', 'file', tally, 6)
    expect(levels).toEqual(['a', 'b', 'c'])
    expect(shares).toEqual([3 / 6, 2 / 6, 1 / 6, 0])
    const rank = [0.4286027370245273, 0.7153098645023468, 1.6955680079708941, 1.7570943426806402]
    const standardised = [2.008316044185609, 2.0788046015507495, 3.4785054261852175, 3.6181361349331636]
    rank.forEach((height, axis) => expect(heights.rank[axis]).toBeCloseTo(height, 12))
    standardised.forEach((height, axis) => expect(heights.standardised[axis]).toBeCloseTo(height, 12))
  })

  it('beyond thirty fold into one, and equal weights are ordered by their text', () => {
    const texts = Array.from({ length: 40 }, (_, i) => `level ${String(39 - i).padStart(2, '0')}`)
    const counts = new Float64Array(40).fill(2)
    const { levels, shares } = categoryInput('c', 'file', { texts, counts, weights: counts }, 80)
    expect(levels.length).toBe(30)
    expect(levels[0]).toBe('level 00')
    expect(shares[30]).toBe(0.25)
  })

  it('cost something even where every row has the same one', () => {
    const { heights } = categoryInput(
      'c',
      'file',
      { texts: ['x'], counts: Float64Array.of(9), weights: Float64Array.of(3) },
      9,
    )
    expect(heights.rank[0]).toBe(0.05)
    expect(heights.standardised[0]).toBe(6)
  })
})
