import { describe, expect, it } from 'vitest'
import { adjustedRand } from '../../../src/engine/clustering/agreement'
import { seededRandom } from '../../../src/engine/numeric/random'

const rand = (first: number[], second: number[], groupCount: number): number =>
  adjustedRand(Uint8Array.from(first), Uint8Array.from(second), groupCount)

describe('adjustedRand', () => {
  it('is 1 for the same grouping under other numbers', () => {
    expect(rand([0, 0, 1, 1, 2], [2, 2, 0, 0, 1], 3)).toBe(1)
  })

  it('is worked out by hand for five rows', () => {
    // Together in both: 1 pair (rows 0, 1). In the first 1 + 3 pairs, in the second 3 + 1, of 10: by chance 1.6.
    expect(rand([0, 0, 1, 1, 1], [0, 0, 0, 1, 1], 2)).toBeCloseTo((2 - 1.6) / (4 - 1.6), 12)
  })

  it('is about 0 for groupings drawn by chance', () => {
    const random = seededRandom(3)
    const draw = (): number[] => Array.from({ length: 5000 }, () => random.below(4))
    expect(Math.abs(rand(draw(), draw(), 4))).toBeLessThan(0.01)
  })

  it('is 1 where both have all rows in one group, and where every row is alone in both', () => {
    expect(rand([0, 0, 0], [0, 0, 0], 1)).toBe(1)
    expect(rand([0, 1, 2], [2, 0, 1], 3)).toBe(1)
    expect(rand([0], [0], 1)).toBe(1)
  })
})
