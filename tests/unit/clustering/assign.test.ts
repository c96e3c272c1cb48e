import { describe, expect, it } from 'vitest'
import { assignBlock, farthestInBlock, ownDistances, readSums } from '../../../src/engine/clustering/assign'
import { centroidTables } from '../../../src/engine/clustering/centroid-tables'
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

const assign = ({ block, recipe }: PlainRows, centroids: number[][], guess = 0) => {
  const assignments = new Uint8Array(block.rowCount).fill(guess)
  const tables = centroidTables(Float64Array.from(centroids.flat()), centroids.length, recipe)
  const sums = readSums(assignBlock(block, tables, assignments), centroids.length, recipe.featureCount)
  return { assignments, tables, ...sums }
}

describe('assignBlock', () => {
  const square = plainRows([
    [0, 0],
    [0, 2],
    [4, 0],
    [4, 2],
  ])

  it('gives the corners of a square to the nearer of two centroids', () => {
    const { assignments, sums, sizes, inertia } = assign(square, [
      [0, 1],
      [4, 1],
    ])
    expect([...assignments]).toEqual([0, 0, 1, 1])
    expect([...sums]).toEqual([0, 2, 8, 2])
    expect([...sizes]).toEqual([2, 2])
    expect(inertia).toBe(4)
  })

  it('gives a tie to the lower index, whatever the guess', () => {
    for (const guess of [0, 1, 2]) {
      expect([...assign(plainRows([[0], [1], [2]]), [[2], [0], [2]], guess).assignments]).toEqual([1, 0, 0])
    }
  })

  it('gives a row between two equal centroids to the first', () => {
    expect([
      ...assign(
        square,
        [
          [1, 1],
          [1, 1],
        ],
        1,
      ).assignments,
    ]).toEqual([0, 0, 0, 0])
  })

  it('looks up the distance of a category and finds what the dense space finds', () => {
    const random = seededRandom(3)
    const rows = heaps(600, 5, 7, 11)
    const dense = toDense(rows.block, rows.recipe)
    const centroids = Array.from({ length: 9 }, () => {
      const [a, b] = [dense[random.below(600)]!, dense[random.below(600)]!]
      return a.map((value, axis) => 0.7 * value + 0.3 * b[axis]!)
    })
    const expected = plainly(rows, centroids)
    for (const guess of [0, 4, 8]) {
      const { assignments, inertia, tables } = assign(rows, centroids, guess)
      expect([...assignments]).toEqual(expected.assignments)
      expect(inertia).toBeCloseTo(
        expected.distances.reduce((sum, distance) => sum + distance, 0),
        8,
      )
      ownDistances(rows.block, tables, assignments).forEach((distance, row) =>
        expect(distance).toBeCloseTo(expected.distances[row]!, 9),
      )
    }
  })

  it('counts levels on the axes of a category', () => {
    const rows = plainRows([[0], [0], [0]], [['tcp'], ['udp'], ['tcp']])
    const { sums } = assign(rows, [[0, 0, 0, 0]])
    expect([...sums]).toEqual([0, 2, 1, 0])
  })

  it('finds distance 0 where a centroid sits on a row', () => {
    const rows = heaps(40, 3, 5, 2)
    const dense = toDense(rows.block, rows.recipe)
    expect(assign(rows, [dense[7]!, dense[9]!]).tables.numbers).toHaveLength(10)
    const { tables } = assign(rows, [dense[7]!, dense[9]!])
    expect(ownDistances(rows.block, tables, new Uint8Array(40).fill(1))[9]).toBe(0)
  })

  it('works on rows that have categories only', () => {
    const rows = plainRows([[], [], []], [['a'], ['b'], ['a']])
    const [a, b] = toDense(rows.block, rows.recipe)
    expect([...assign(rows, [b!, a!]).assignments]).toEqual([1, 0, 1])
  })
})

describe('farthestInBlock', () => {
  it('finds the row farthest from every centroid, the first of equals', () => {
    const rows = plainRows([[0], [3], [-3], [1]])
    const tables = centroidTables(Float64Array.of(0), 1, rows.recipe)
    expect(farthestInBlock(rows.block, tables)).toEqual({ row: 1, squaredDistance: 9 })
  })
})
