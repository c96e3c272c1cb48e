import { describe, expect, it } from 'vitest'
import { Comparison } from '../../../src/engine/clustering/comparison'
import { sampledSilhouette } from '../../../src/engine/clustering/silhouette'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { plainRows } from '../support/features'

const silhouetteOf = async (values: number[], assignments: number[], clusterCount: number): Promise<number | null> => {
  const { block, recipe } = plainRows(values.map((value) => [value]))
  return sampledSilhouette(await Comparison.of(block, recipe, silentPulse), Uint8Array.from(assignments), clusterCount)
}

describe('sampledSilhouette', () => {
  it('is worked out by hand for four rows', async () => {
    // Rows 0, 1 | 4, 6. Row 0: a 1, b 5; row 1: a 1, b 4; row 4: a 2, b 3.5; row 6: a 2, b 5.5.
    const byHand = (4 / 5 + 3 / 4 + 1.5 / 3.5 + 3.5 / 5.5) / 4
    expect(await silhouetteOf([0, 1, 4, 6], [0, 0, 1, 1], 2)).toBeCloseTo(byHand, 6)
  })

  it('counts a row alone in its cluster as 0', async () => {
    expect(await silhouetteOf([0, 1, 7], [0, 0, 1], 2)).toBeCloseTo((6 / 7 + 5 / 6 + 0) / 3, 6)
  })

  it('is negative for rows that are nearer to the other cluster', async () => {
    expect(await silhouetteOf([0, 5, 0.1, 5.1], [0, 0, 1, 1], 2)).toBeLessThan(-0.4)
  })

  it('is near 1 for far heaps and 0 for equal rows', async () => {
    expect(await silhouetteOf([0, 0.01, 8, 8.01], [0, 0, 1, 1], 2)).toBeGreaterThan(0.99)
    expect(await silhouetteOf([2, 2, 2, 2], [0, 0, 1, 1], 2)).toBe(0)
  })

  it('is not there if the sample knows one cluster only', async () => {
    expect(await silhouetteOf([0, 1, 2], [1, 1, 1], 3)).toBeNull()
  })

  it('does not mind a cluster without a row in the sample', async () => {
    expect(await silhouetteOf([0, 1, 4, 6], [0, 0, 2, 2], 3)).toBe(await silhouetteOf([0, 1, 4, 6], [0, 0, 1, 1], 2))
  })
})
