import { describe, expect, it } from 'vitest'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { weightedKMeans } from '../../../src/engine/scoring/weighted-kmeans'
import type { WeightedRows } from '../../../src/engine/scoring/weighted-rows'

/** @param points per row x and y; @param codes per row the level, without them no category */
function rowsOf(
  points: readonly (readonly [number, number])[],
  weights: readonly number[],
  codes?: readonly number[],
): WeightedRows {
  return {
    rowCount: points.length,
    numberCount: 2,
    numbers: Float64Array.from(points.flat()),
    heights: codes ? [[1, 2, 3]] : [],
    codes: Uint16Array.from(codes ?? []),
    weights: Float64Array.from(weights),
  }
}

const sortedPoints = (centroids: Float64Array, axisCount: number): number[][] =>
  Array.from({ length: centroids.length / axisCount }, (_, k) =>
    Array.from(centroids.slice(k * axisCount, (k + 1) * axisCount)),
  ).sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!)

describe('K-Means with weights', () => {
  it('finds as many centroids as there are distinct rows, where those are fewer than sixteen', async () => {
    const centroids = await weightedKMeans(
      rowsOf(
        [
          [0, 0],
          [4, 4],
          [0, 0],
          [4, 4],
        ],
        [1, 1, 1, 1],
      ),
      1,
      silentPulse,
    )
    expect(sortedPoints(centroids, 2)).toEqual([
      [0, 0],
      [4, 4],
    ])
  })

  it('puts a centroid at the weighted mean of its rows', async () => {
    const far = Array.from({ length: 15 }, (_, i): [number, number] => [1000 * (i + 1), -1000 * i * i])
    const centroids = await weightedKMeans(
      rowsOf([[0, 0], [1, 0], ...far], [3, 1, ...far.map(() => 1)]),
      2,
      silentPulse,
    )
    expect(sortedPoints(centroids, 2)[0]).toEqual([0.25, 0])
  })

  it('counts a row of weight two as two rows', async () => {
    const points = Array.from({ length: 60 }, (_, i): [number, number] => [(i * 37) % 61, (i * 17) % 23])
    const doubled = await weightedKMeans(
      rowsOf(
        points,
        points.map(() => 2),
      ),
      5,
      silentPulse,
    )
    const plain = await weightedKMeans(
      rowsOf(
        points,
        points.map(() => 1),
      ),
      5,
      silentPulse,
    )
    doubled.forEach((value, i) => expect(value).toBeCloseTo(plain[i]!, 9))
  })

  it('gives the same centroids for the same seed', async () => {
    const sample = rowsOf(
      Array.from({ length: 40 }, (_, i) => [i % 7, i % 11]),
      new Array<number>(40).fill(1),
    )
    expect(await weightedKMeans(sample, 9, silentPulse)).toEqual(await weightedKMeans(sample, 9, silentPulse))
  })

  it('has one centroid where all rows are the same, and where there is one row', async () => {
    expect(
      (
        await weightedKMeans(
          rowsOf(
            [
              [2, 3],
              [2, 3],
              [2, 3],
            ],
            [1, 1, 1],
          ),
          1,
          silentPulse,
        )
      ).length,
    ).toBe(2)
    expect(Array.from(await weightedKMeans(rowsOf([[2, 3]], [1]), 1, silentPulse))).toEqual([2, 3])
  })
})
