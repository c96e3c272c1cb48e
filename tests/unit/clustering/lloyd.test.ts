import { kmeans } from 'ml-kmeans'
import { describe, expect, it } from 'vitest'
import type { LloydFit } from '../../../src/engine/clustering/lloyd'
import { lloyd } from '../../../src/engine/clustering/lloyd'
import { SampleRows } from '../../../src/engine/clustering/sample-rows'
import { flatten, plusPlusStarts } from '../../../src/engine/clustering/starts'
import { toDense } from '../../../src/engine/features/dense'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../src/engine/numeric/random'
import type { PlainRows } from '../support/features'
import { heaps, plainRows } from '../support/features'

interface Fitted extends LloydFit {
  readonly assignments: number[]
}

async function fit(
  { block, recipe }: PlainRows,
  starts: readonly (readonly number[])[],
  maxIterations = 100,
): Promise<Fitted> {
  const rows = new SampleRows(block, recipe)
  const options = { maxIterations, tolerance: 0 }
  const fitted = await lloyd(rows, recipe, flatten(starts, recipe.featureCount), starts.length, options, silentPulse)
  return { ...fitted, assignments: [...rows.assignments] }
}

/** Inertia, the plain way. */
function inertiaOf({ block, recipe }: PlainRows, { centroids, assignments }: Fitted): number {
  const { featureCount } = recipe
  return toDense(block, recipe).reduce((sum, row, index) => {
    const at = assignments[index]! * featureCount
    return sum + row.reduce((inner, value, axis) => inner + (value - centroids[at + axis]!) ** 2, 0)
  }, 0)
}

describe('lloyd', () => {
  const square = plainRows([
    [0, 0],
    [0, 2],
    [4, 0],
    [4, 2],
  ])

  it('finds the two short sides of a rectangle', async () => {
    const fitted = await fit(square, [
      [0, 0],
      [4, 2],
    ])
    expect([...fitted.centroids]).toEqual([0, 1, 4, 1])
    expect(fitted).toMatchObject({ assignments: [0, 0, 1, 1], inertia: 4, converged: true, repairCount: 0 })
    expect([...fitted.sizes]).toEqual([2, 2])
  })

  it('with one cluster has the mean of all rows as its centroid', async () => {
    const fitted = await fit(square, [[4, 2]])
    expect([...fitted.centroids]).toEqual([2, 1])
    expect(fitted.inertia).toBe(4 * 5)
  })

  it('with as many clusters as rows has no inertia left', async () => {
    const fitted = await fit(square, [
      [4, 2],
      [0, 0],
      [4, 0],
      [0, 2],
    ])
    expect(fitted.inertia).toBe(0)
    expect(fitted.assignments).toEqual([1, 3, 2, 0])
  })

  it('fits a single row', async () => {
    expect(await fit(plainRows([[3, 4]]), [[0, 0]])).toMatchObject({ inertia: 0, converged: true, assignments: [0] })
  })

  it('fits identical rows with one cluster', async () => {
    const fitted = await fit(plainRows(Array.from({ length: 50 }, () => [1, -2])), [[1, -2]])
    expect(fitted).toMatchObject({ inertia: 0, converged: true, iterationCount: 1 })
  })

  it('is not disturbed by a constant feature', async () => {
    const random = seededRandom(5)
    const rows = Array.from({ length: 60 }, (_, row) => [(row % 2) * 5 + random.next(), random.next()])
    const without = await fit(plainRows(rows), [rows[0]!, rows[1]!])
    const withConstant = await fit(plainRows(rows.map((row) => [...row, 3])), [
      [...rows[0]!, 3],
      [...rows[1]!, 3],
    ])
    expect(withConstant.assignments).toEqual(without.assignments)
  })

  it('gives one far row a cluster of its own when a start sits on it', async () => {
    const rows = plainRows([...Array.from({ length: 20 }, (_, row) => [row / 20]), [8]])
    const fitted = await fit(rows, [[0], [8]])
    expect(fitted.assignments).toEqual([...new Array<number>(20).fill(0), 1])
  })

  it('lets an empty cluster take over the worst-fitting row', async () => {
    const rows = plainRows([[0], [0.1], [0.2], [7]])
    const fitted = await fit(rows, [[0], [-8]])
    expect(fitted.repairCount).toBe(1)
    expect(fitted.assignments).toEqual([0, 0, 0, 1])
    expect(fitted.centroids[1]).toBe(7)
  })

  it('fills several empty clusters with different rows', async () => {
    const rows = plainRows([[0], [0], [5], [5], [-6]])
    const fitted = await fit(rows, [[0], [0], [0]])
    expect(fitted.inertia).toBe(0)
    expect([...fitted.sizes]).toEqual([2, 1, 2])
  })

  it('fills an empty cluster even if the last iteration allowed leaves it', async () => {
    const fitted = await fit(plainRows([[0], [1], [6]]), [[0], [-8]], 1)
    expect([...fitted.sizes]).toEqual([2, 1])
  })

  it('leaves a cluster empty if every row sits on a centroid already', async () => {
    const fitted = await fit(plainRows([[0], [0], [1]]), [[0], [1], [1]])
    expect([...fitted.sizes]).toEqual([2, 1, 0])
    expect(fitted).toMatchObject({ converged: true, repairCount: 0 })
  })

  it('says when it has not converged, and its inertia still belongs to its centroids', async () => {
    const rows = heaps(800, 6, 5, 21)
    const dense = toDense(rows.block, rows.recipe)
    const fitted = await fit(rows, [dense[0]!, dense[1]!, dense[2]!, dense[6]!, dense[12]!], 3)
    expect(fitted).toMatchObject({ converged: false, iterationCount: 3 })
    expect(fitted.inertia).toBeCloseTo(inertiaOf(rows, fitted), 7)
  })

  it('never lets the inertia rise from one iteration to the next', async () => {
    const rows = heaps(1000, 7, 6, 8)
    const dense = toDense(rows.block, rows.recipe)
    const starts = dense.slice(0, 9)
    const inertias: number[] = []
    for (let iterations = 1; iterations <= 25; iterations++)
      inertias.push((await fit(rows, starts, iterations)).inertia)
    inertias.slice(1).forEach((inertia, index) => expect(inertia).toBeLessThanOrEqual(inertias[index]! * (1 + 1e-12)))
    expect(inertias[24]).toBeLessThan(inertias[0]! * 0.95)
  })

  it('moves every centroid with the rows if all rows are moved', async () => {
    const rows = heaps(300, 4, 3, 13)
    const plain = toDense(rows.block, rows.recipe).map((row) => row.slice(0, 3))
    const moved = plain.map((row) => row.map((value) => value + 0.5))
    const here = await fit(plainRows(plain), plain.slice(0, 4))
    const there = await fit(plainRows(moved), moved.slice(0, 4))
    expect(there.assignments).toEqual(here.assignments)
    there.centroids.forEach((value, index) => expect(value).toBeCloseTo(here.centroids[index]! + 0.5, 5))
    expect(there.inertia).toBeCloseTo(here.inertia, 3)
  })

  it('gives shuffled rows the same clusters', async () => {
    const rows = heaps(500, 5, 4, 17)
    const dense = toDense(rows.block, rows.recipe).map((row) => row.slice(0, 4))
    const random = seededRandom(1)
    const order = dense
      .map((_, row) => ({ row, key: random.next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ row }) => row)
    const starts = dense.slice(0, 5)
    const straight = await fit(plainRows(dense), starts)
    const shuffled = await fit(plainRows(order.map((row) => dense[row]!)), starts)
    expect(shuffled.assignments).toEqual(order.map((row) => straight.assignments[row]!))
  })

  it('equals ml-kmeans from the same starts: assignments and inertia, one-hot columns included', async () => {
    for (const [seed, clusterCount] of [
      [1, 2],
      [2, 5],
      [3, 8],
      [4, 12],
    ] as const) {
      const rows = heaps(900, 6, 9, seed)
      const dense = toDense(rows.block, rows.recipe)
      const starts = plusPlusStarts(rows.block, rows.recipe, clusterCount, seed)
      const ours = await fit(rows, starts)
      const theirs = kmeans(dense, clusterCount, { initialization: starts, maxIterations: 200, tolerance: 0 })
      expect(ours.converged).toBe(true)
      expect(ours.assignments).toEqual(theirs.clusters)
      const theirInertia = inertiaOf(rows, {
        ...ours,
        centroids: flatten(theirs.centroids, rows.recipe.featureCount),
        assignments: theirs.clusters,
      })
      expect(Math.abs(ours.inertia / theirInertia - 1)).toBeLessThan(1e-6)
    }
  })
})
