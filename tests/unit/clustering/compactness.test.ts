import { describe, expect, it } from 'vitest'
import { calinskiHarabasz, daviesBouldin, meanSpreads } from '../../../src/engine/clustering/compactness'

// Rows 0, 1 | 4, 6 on a line: centroids 0.5 and 5, inertia 0.5 + 2, of one group 22.75.

describe('calinskiHarabasz', () => {
  it('is worked out by hand for four rows', () => {
    expect(calinskiHarabasz(2.5, 22.75, 2, 4)).toBeCloseTo(20.25 / (2.5 / 2), 12)
  })

  it('is not there for one group, for as many groups as rows, and where nothing is left', () => {
    expect(calinskiHarabasz(22.75, 22.75, 1, 4)).toBeNull()
    expect(calinskiHarabasz(0.1, 22.75, 4, 4)).toBeNull()
    expect(calinskiHarabasz(0, 22.75, 3, 4)).toBeNull()
  })
})

describe('daviesBouldin', () => {
  it('is worked out by hand for four rows', () => {
    const spreads = meanSpreads(
      Float64Array.of(0.25, 0.25, 1, 1),
      Uint8Array.of(0, 0, 1, 1),
      new Float64Array(4).fill(1),
      2,
    )
    expect([...spreads]).toEqual([0.5, 1])
    expect(daviesBouldin(spreads, Float64Array.of(0.5, 5))).toBeCloseTo(1.5 / 4.5, 12)
  })

  it('takes the worst neighbour of each of three groups', () => {
    // Centroids 0, 4 and 10: the pairs are (1 + 1) / 4, (1 + 2) / 10 and (1 + 2) / 6.
    expect(daviesBouldin(Float64Array.of(1, 1, 2), Float64Array.of(0, 4, 10))).toBeCloseTo((0.5 + 0.5 + 0.5) / 3, 12)
  })

  it('lets a row of a sample count for the rows it stands for', () => {
    const spreads = meanSpreads(Float64Array.of(1, 9), Uint8Array.of(0, 0), Float64Array.of(3, 1), 1)
    expect(spreads[0]).toBeCloseTo((3 * 1 + 1 * 3) / 4, 12)
  })

  it('passes over a group without a row in the sample, and is not there for one, nor where two lie on each other', () => {
    expect(daviesBouldin(Float64Array.of(0.5, 1, NaN), Float64Array.of(0.5, 5, 90))).toBeCloseTo(1.5 / 4.5, 12)
    expect(daviesBouldin(Float64Array.of(1), Float64Array.of(2))).toBeNull()
    expect(daviesBouldin(Float64Array.of(1, 1), Float64Array.of(2, 2))).toBeNull()
  })
})
