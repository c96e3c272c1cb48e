import { describe, expect, it } from 'vitest'
import { centroidTables } from '../../../src/engine/clustering/centroid-tables'
import { farthestInBlock, ownDistances } from '../../../src/engine/clustering/far-rows'
import type { AssignmentSums } from '../../../src/engine/clustering/rows'
import { SampleRows } from '../../../src/engine/clustering/sample-rows'
import { toDense } from '../../../src/engine/features/dense'
import { seededRandom } from '../../../src/engine/numeric/random'
import type { PlainRows } from '../support/features'
import { heaps, plainRows } from '../support/features'

const squaredDistance = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, axis) => sum + (value - b[axis]!) ** 2, 0)

/** Assigns in the dense space, the plain way. */
function plainly({ block, recipe }: PlainRows, centroids: number[][]): { assignments: number[]; distances: number[] } {
  const rows = toDense(block, recipe)
  const all = rows.map((row) => centroids.map((centroid) => squaredDistance(row, centroid)))
  return {
    assignments: all.map((distances) => distances.indexOf(Math.min(...distances))),
    distances: all.map((distances) => Math.min(...distances)),
  }
}

interface Assigned extends AssignmentSums {
  readonly assignments: number[]
}

async function assign(rows: SampleRows, centroids: readonly (readonly number[])[]): Promise<Assigned> {
  const pass = await rows.assign(Float64Array.from(centroids.flat()), centroids.length)
  return { ...pass, assignments: [...rows.assignments] }
}

/** A row of dense values somewhere between two rows. */
function between(dense: readonly number[][], random: { below(bound: number): number }): number[] {
  const [a, b] = [dense[random.below(dense.length)]!, dense[random.below(dense.length)]!]
  return a.map((value, axis) => 0.7 * value + 0.3 * b[axis]!)
}

describe.each([
  ['the kernel', false],
  ['the plain twin', true],
])('a pass by %s', (_, plain) => {
  const rowsOf = ({ block, recipe }: PlainRows): SampleRows => new SampleRows(block, recipe, plain)
  const square = plainRows([
    [0, 0],
    [0, 2],
    [4, 0],
    [4, 2],
  ])

  it('gives the corners of a square to the nearer of two centroids', async () => {
    const { assignments, sums, sizes, inertia } = await assign(rowsOf(square), [
      [0, 1],
      [4, 1],
    ])
    expect(assignments).toEqual([0, 0, 1, 1])
    expect([...sums]).toEqual([0, 2, 8, 2])
    expect([...sizes]).toEqual([2, 2])
    expect(inertia).toBe(4)
  })

  it('gives a tie to the lower index, whatever the pass before', async () => {
    const rows = rowsOf(plainRows([[0], [1], [2]]))
    for (const before of [[[0], [1], [2]], [[2], [1], [0]], [[7]]]) {
      await assign(rows, before)
      expect((await assign(rows, [[2], [0], [2]])).assignments).toEqual([1, 0, 0])
    }
  })

  it('gives a row between two equal centroids to the first', async () => {
    const { assignments } = await assign(rowsOf(square), [
      [1, 1],
      [1, 1],
    ])
    expect(assignments).toEqual([0, 0, 0, 0])
  })

  it('looks up the distance of a category and finds what the dense space finds', async () => {
    const random = seededRandom(3)
    const rows = heaps(600, 5, 7, 11)
    const dense = toDense(rows.block, rows.recipe)
    const centroids = Array.from({ length: 9 }, () => between(dense, random))
    const expected = plainly(rows, centroids)
    const { assignments, inertia } = await assign(rowsOf(rows), centroids)
    expect(assignments).toEqual(expected.assignments)
    expect(inertia).toBeCloseTo(
      expected.distances.reduce((sum, distance) => sum + distance, 0),
      8,
    )
  })

  it('counts levels on the axes of a category', async () => {
    const rows = rowsOf(plainRows([[0], [0], [0]], [['tcp'], ['udp'], ['tcp']]))
    const { sums, sizes } = await assign(rows, [
      [0, 0, 0, 0],
      [9, 9, 9, 9],
    ])
    expect([...sums.subarray(0, 4)]).toEqual([0, 2, 1, 0])
    expect([...sizes]).toEqual([3, 0])
  })

  it('works on rows that have categories only', async () => {
    const rows = plainRows([[], [], []], [['a'], ['b'], ['a']])
    const [a, b] = toDense(rows.block, rows.recipe)
    expect((await assign(rowsOf(rows), [b!, a!])).assignments).toEqual([1, 0, 1])
  })

  it('has no inertia where every row sits on its centroid, and all of it where there is but one', async () => {
    const rows = plainRows(Array.from({ length: 300 }, (_, row) => [row % 3, 1 / 3, -(row % 3) / 7]))
    const dense = toDense(rows.block, rows.recipe)
    expect((await assign(rowsOf(rows), [dense[2]!, dense[0]!, dense[1]!])).inertia).toBe(0)
    const { inertia, sizes } = await assign(rowsOf(rows), [dense[1]!])
    expect(inertia).toBeCloseTo(200 * (1 + 1 / 49), 3)
    expect([...sizes]).toEqual([300])
  })

  it('answers by the rows and the centroids alone, whatever passes were made before', async () => {
    const random = seededRandom(8)
    const rows = heaps(1003, 6, 5, 5)
    const dense = toDense(rows.block, rows.recipe)
    const used = rowsOf(rows)
    for (const clusterCount of [3, 4, 17, 4, 4, 255, 2, 1, 5]) {
      const centroids = Array.from({ length: clusterCount }, () => between(dense, random))
      const { assignments, sums, sizes, inertia } = await assign(used, centroids)
      const fresh = await assign(rowsOf(rows), centroids)
      expect({ assignments, sums, sizes, inertia }).toEqual({
        assignments: fresh.assignments,
        sums: fresh.sums,
        sizes: fresh.sizes,
        inertia: fresh.inertia,
      })
    }
  })
})

describe('the kernel', () => {
  /** Passes of both over the same centroids, each set moved on a little from the one before. */
  async function both(rows: PlainRows, clusterCounts: readonly number[], seed: number): Promise<void> {
    const random = seededRandom(seed)
    const dense = toDense(rows.block, rows.recipe)
    const fast = new SampleRows(rows.block, rows.recipe)
    const plain = new SampleRows(rows.block, rows.recipe, true)
    for (const clusterCount of clusterCounts) {
      let centroids = Array.from({ length: clusterCount }, () => dense[random.below(dense.length)]!)
      for (let pass = 0; pass < 4; pass++) {
        const [byKernel, byTwin] = [await assign(fast, centroids), await assign(plain, centroids)]
        expect({ ...byKernel, skippedCount: 0 }).toEqual({ ...byTwin, skippedCount: 0 })
        centroids = centroids.map((centroid) => centroid.map((value) => value + (random.next() - 0.5) / 2 ** pass))
      }
    }
  }

  it('gives what its twin gives, bit for bit: few rows, many, not a multiple of 16, up to 255 clusters', async () => {
    await both(heaps(2000, 6, 9, 1), [2, 3, 4, 5, 8, 12], 1)
    await both(heaps(1, 1, 3, 2), [2], 2)
    await both(heaps(15, 3, 1, 3), [2, 7, 15], 3)
    await both(heaps(333, 4, 37, 4), [8, 255], 4)
    await both(heaps(100, 4, 230, 6), [5], 6)
  })

  it('gives what its twin gives where rows repeat and centroids meet half-way', async () => {
    const grid = plainRows(Array.from({ length: 500 }, (_, row) => [row % 5, (row >> 3) % 4, 0.25 * (row % 2)]))
    await both(grid, [2, 5, 9], 5)
    const fast = new SampleRows(grid.block, grid.recipe)
    const plain = new SampleRows(grid.block, grid.recipe, true)
    for (const centroids of [
      [
        [1, 1, 0],
        [2, 1, 0],
        [1, 2, 0],
        [2, 2, 0],
      ],
      [
        [0, 0, 0],
        [4, 3, 0.25],
        [2, 1.5, 0.125],
      ],
    ]) {
      expect((await assign(fast, centroids)).assignments).toEqual((await assign(plain, centroids)).assignments)
    }
  })

  it('gives what its twin gives on categories only, many of them, and on a constant number', async () => {
    const random = seededRandom(12)
    const levels = Array.from({ length: 700 }, () => [40, 3, 25, 12, 2].map((count) => `level ${random.below(count)}`))
    await both(
      plainRows(
        levels.map(() => []),
        levels,
      ),
      [2, 6],
      9,
    )
    await both(
      plainRows(
        levels.map(() => [1 / 3]),
        levels,
      ),
      [3],
      10,
    )
  })

  it('skips rows that nothing can move once the centroids hardly do', async () => {
    const rows = heaps(16 * 500, 5, 4, 3)
    const dense = toDense(rows.block, rows.recipe)
    const fast = new SampleRows(rows.block, rows.recipe)
    const centroids = dense.slice(0, 5)
    expect((await assign(fast, centroids)).skippedCount).toBe(0)
    const nudged = centroids.map((centroid) => centroid.map((value) => value + 1e-4))
    expect((await assign(fast, nudged)).skippedCount / dense.length).toBeGreaterThan(0.95)
  })
})

describe('farthestInBlock', () => {
  it('finds the row farthest from every centroid, the first of equals', () => {
    const rows = plainRows([[0], [3], [-3], [1]])
    const tables = centroidTables(Float64Array.of(0), 1, rows.recipe)
    expect(farthestInBlock(rows.block, tables)).toEqual({ row: 1, squaredDistance: 9 })
  })
})

describe('ownDistances', () => {
  it('are 0 where a centroid sits on a row', () => {
    const rows = heaps(40, 3, 5, 2)
    const dense = toDense(rows.block, rows.recipe)
    const tables = centroidTables(Float64Array.from([...dense[7]!, ...dense[9]!]), 2, rows.recipe)
    expect(ownDistances(rows.block, tables, new Uint8Array(40).fill(1))[9]).toBe(0)
  })

  it('are those of the dense space', () => {
    const rows = heaps(90, 3, 5, 2)
    const dense = toDense(rows.block, rows.recipe)
    const tables = centroidTables(Float64Array.from(dense[7]!), 1, rows.recipe)
    ownDistances(rows.block, tables, new Uint8Array(90)).forEach((distance, row) =>
      expect(distance).toBeCloseTo(squaredDistance(dense[row]!, dense[7]!), 9),
    )
  })
})
