import { kmeans } from 'ml-kmeans'
import { describe, expect, it } from 'vitest'
import { bestAdditions, plusPlusStarts } from '../../../src/engine/clustering/starts'
import { Comparison } from '../../../src/engine/clustering/comparison'
import { toDense } from '../../../src/engine/features/dense'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { heaps, plainRows } from '../support/features'

const rows = heaps(400, 6, 5, 31)
const dense = toDense(rows.block, rows.recipe)

describe('plusPlusStarts', () => {
  it('are rows of the sample, all different', () => {
    const starts = plusPlusStarts(dense, 8, 5)
    const known = new Set(dense.map((row) => row.join()))
    expect(starts.every((start) => known.has(start.join()))).toBe(true)
    expect(new Set(starts.map((start) => start.join())).size).toBe(8)
  })

  it('are those from which ml-kmeans itself goes on', () => {
    const theirs = kmeans(dense, 6, { initialization: 'kmeans++', seed: 77, maxIterations: 50 })
    const fromOurs = kmeans(dense, 6, { initialization: plusPlusStarts(dense, 6, 77), maxIterations: 50 })
    expect(fromOurs.clusters).toEqual(theirs.clusters)
    expect(fromOurs.centroids).toEqual(theirs.centroids)
  })

  it('depend on the seed and on nothing else', () => {
    expect(plusPlusStarts(dense, 4, 9)).toEqual(plusPlusStarts(dense, 4, 9))
    expect(plusPlusStarts(dense, 4, 9)).not.toEqual(plusPlusStarts(dense, 4, 10))
  })

  it('spread over well separated heaps', () => {
    const apart = plainRows(Array.from({ length: 90 }, (_, row) => [(row % 3) * 4 - 4 + (row % 7) / 100]))
    const starts = plusPlusStarts(toDense(apart.block, apart.recipe), 3, 2)
    expect(starts.map(([value]) => Math.round(value! / 4)).sort()).toEqual([-1, 0, 1])
  })

  it('work for one cluster and for as many as rows', () => {
    const four = [[0], [1], [2], [3]]
    expect(plusPlusStarts(four, 1, 3)).toHaveLength(1)
    expect(
      plusPlusStarts(four, 4, 3)
        .map(([value]) => value)
        .sort(),
    ).toEqual([0, 1, 2, 3])
  })
})

describe('bestAdditions', () => {
  it('finds the row that halves the inertia, the best cluster first', async () => {
    // One cluster lies at 0 with a small heap at 5, the other at -6 with a single row at -7.
    const values = [0, 0.1, -0.1, 5, 5.1, 4.9, -6, -6.1, -7]
    const assignments = Uint8Array.from([0, 0, 0, 0, 0, 0, 1, 1, 1])
    const { block, recipe } = plainRows(values.map((value) => [value]))
    const own = Float64Array.from(values, (value, row) => (value - (assignments[row] === 0 ? 2.5 : -6.4)) ** 2)
    const compared = await Comparison.of(block, recipe, silentPulse)
    const additions = bestAdditions(compared.gains(own), assignments, 3)
    expect(additions).toHaveLength(2)
    expect([0, 3]).toContain(additions[0])
    expect(additions[1]).toBe(8)
  })
})
