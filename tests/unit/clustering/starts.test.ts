import { kmeans } from 'ml-kmeans'
import { describe, expect, it } from 'vitest'
import { bestAdditions, plusPlusStarts } from '../../../src/engine/clustering/starts'
import { Comparison } from '../../../src/engine/clustering/comparison'
import { toDense } from '../../../src/engine/features/dense'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import type { PlainRows } from '../support/features'
import { heaps, plainRows } from '../support/features'

const rows = heaps(400, 6, 5, 31)
const dense = toDense(rows.block, rows.recipe)
const startsOf = ({ block, recipe }: PlainRows, count: number, seed: number): number[][] =>
  plusPlusStarts(block, recipe, count, seed)

/** Σ over the rows of the squared distance to the nearest start. */
const potential = (starts: readonly (readonly number[])[]): number =>
  dense.reduce(
    (sum, row) =>
      sum +
      Math.min(...starts.map((start) => start.reduce((inner, value, axis) => inner + (value - row[axis]!) ** 2, 0))),
    0,
  )

describe('plusPlusStarts', () => {
  it('are rows of the sample, all different', () => {
    const starts = startsOf(rows, 8, 5)
    const known = new Set(dense.map((row) => row.join()))
    expect(starts.every((start) => known.has(start.join()))).toBe(true)
    expect(new Set(starts.map((start) => start.join())).size).toBe(8)
  })

  it('leave on average no more to the nearest start than those of ml-kmeans, within 5 %', () => {
    let [ours, theirs] = [0, 0]
    for (let seed = 0; seed < 40; seed++) {
      ours += potential(startsOf(rows, 6, seed))
      theirs += potential(startsOfMlKmeans(dense, 6, seed))
    }
    expect(ours).toBeLessThan(1.05 * theirs)
  })

  it('for fewer clusters are the first of those for more where as many candidates are drawn', () => {
    expect(startsOf(rows, 4, 9)).toEqual(startsOf(rows, 7, 9).slice(0, 4))
  })

  it('depend on the seed and on nothing else', () => {
    expect(startsOf(rows, 4, 9)).toEqual(startsOf(rows, 4, 9))
    expect(startsOf(rows, 4, 9)).not.toEqual(startsOf(rows, 4, 10))
  })

  it('spread over well separated heaps', () => {
    const apart = plainRows(Array.from({ length: 90 }, (_, row) => [(row % 3) * 4 - 4 + (row % 7) / 100]))
    expect(
      startsOf(apart, 3, 2)
        .map(([value]) => Math.round(value! / 4))
        .sort(),
    ).toEqual([-1, 0, 1])
  })

  it('work for one cluster, for as many as rows, and end where no row is left that differs', () => {
    const four = plainRows([[0], [1], [2], [3], [3], [0]])
    expect(startsOf(four, 1, 3)).toHaveLength(1)
    for (const count of [4, 6]) {
      expect(
        startsOf(four, count, 3)
          .map(([value]) => value)
          .sort(),
      ).toEqual([0, 1, 2, 3])
    }
  })
})

/** It has no door to its starts; but the distance function it is handed meets them first, in order. */
function startsOfMlKmeans(all: number[][], count: number, seed: number): number[][] {
  const starts: number[][] = []
  kmeans(all, count, {
    initialization: 'kmeans++',
    seed,
    maxIterations: 1,
    distanceFunction: (_row, start) => {
      if (starts.length < count) starts.push(start)
      return 0
    },
  })
  return starts
}

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
