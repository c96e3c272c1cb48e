import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adjustedRandIndex, contingencyOf, pureCount } from '../../../src/engine/scoring/contingency'

const index = (assignments: readonly number[], kinds: readonly number[]): number =>
  adjustedRandIndex(contingencyOf(assignments, kinds))

describe('clusters against kinds', () => {
  it('are counted cluster by cluster', () => {
    expect(contingencyOf([0, 0, 1, 1, 1], [2, 0, 2, 2, 0])).toEqual({
      clusterCount: 2,
      kindCount: 3,
      counts: Float64Array.from([1, 0, 1, 1, 0, 2]),
    })
    expect(pureCount(contingencyOf([0, 0, 1, 1, 1], [2, 0, 2, 2, 0]))).toBe(3)
  })

  // Four rows make six pairs. One is together in both; 1 and 2 are together in each; by chance 1 · 2 / 6.
  it('agree by hand: (1 − 1/3) / (3/2 − 1/3) = 4/7, and crossed halves less than chance: −1/2', () => {
    expect(index([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo(4 / 7, 12)
    expect(index([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 12)
  })

  it('are the same partition whatever the parts are called', () => {
    expect(index([0, 0, 1, 1, 2], [7, 7, 0, 0, 3])).toBe(1)
    expect(index([0, 0, 0], [1, 1, 1])).toBe(1)
    expect(index([0, 1, 2], [2, 0, 1])).toBe(1)
    expect(index([0, 0, 0, 0], [0, 0, 1, 1])).toBe(0)
    expect(index([0], [0])).toBeNaN()
  })

  it('agree alike either way round, at most wholly, and hardly where kinds are drawn by lot', () => {
    const parts = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 2, maxLength: 60 })
    fc.assert(
      fc.property(parts, (rows) => {
        const [a, b] = [rows.map(([a]) => a), rows.map(([, b]) => b)]
        expect(index(a, b)).toBeCloseTo(index(b, a), 12)
        expect(index(a, b)).toBeLessThanOrEqual(1 + 1e-12)
      }),
    )
    const rows = Array.from({ length: 20_000 }, (_, row) => row)
    const hashed = rows.map((row) => (Math.imul(row, 2654435761) >>> 16) % 3)
    expect(
      Math.abs(
        index(
          rows.map((row) => row % 5),
          hashed,
        ),
      ),
    ).toBeLessThan(0.01)
  })
})
