import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rareCombination, responsibilities, surpriseOf } from '../../../src/engine/scoring/surprise'

const of = (...values: number[]) => Float64Array.from(values)

describe('the surprise of a row', () => {
  // The reference recipe: soft([[1, 2, 5]], [.5, .3, .2], 2)
  it('agrees with the reference', () => {
    expect(surpriseOf(of(1, 2, 5), of(0.5, 0.3, 0.2), 2)).toBeCloseTo(1.68772545, 7)
    const shares = responsibilities(of(1, 2, 5), of(0.5, 0.3, 0.2), 2)
    ;[0.7051925, 0.25663252, 0.03817497].forEach((share, k) => expect(shares[k]).toBeCloseTo(share, 7))
  })

  it('is the cost itself where one group holds all mass', () => {
    expect(surpriseOf(of(3), of(1), 4)).toBe(3)
  })

  it('of a row at the centroid of a small remote group is what that group lacks in mass', () => {
    expect(surpriseOf(of(1e6, 0), of(0.999, 0.001), 2)).toBeCloseTo(2 * Math.log(1000), 9)
  })

  it('is at most the way to the mass, however small the own group', () => {
    expect(surpriseOf(of(5, 0), of(1 - 1e-9, 1e-9), 2)).toBeLessThan(5)
  })

  it('is never negative and is exactly the weighted costs plus the rare combination', () => {
    const list = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { minLength: 1, maxLength: 16 })
    fc.assert(
      fc.property(list, fc.double({ min: 0.01, max: 100, noNaN: true }), (costList, temperature) => {
        const costs = Float64Array.from(costList)
        const raw = costs.map((_, k) => 1 + ((k * 7919) % 13))
        const total = raw.reduce((sum, value) => sum + value, 0)
        const mass = raw.map((value) => value / total)
        const shares = responsibilities(costs, mass, temperature)
        const weighted = shares.reduce((sum, share, k) => sum + share * costs[k]!, 0)
        const surprise = surpriseOf(costs, mass, temperature)
        expect(surprise).toBeGreaterThanOrEqual(0)
        expect(weighted + rareCombination(shares, mass, temperature)).toBeCloseTo(surprise, 9)
      }),
    )
  })
})
