import { describe, expect, it } from 'vitest'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import type { CategoryInput, NumberInput, ScoreInputs } from '../../../src/engine/scoring/score-model'
import { axesOf, costOf, costTable, rowCosts } from '../../../src/engine/scoring/view-space'
import { weightedKMeans, type WeightedRows } from '../../../src/engine/scoring/weighted-kmeans'

const number = (column: string): NumberInput => ({
  column,
  origin: 'file',
  fill: 0,
  smallest: 0,
  largest: 1,
  band: [0, 0, 1],
  rank: { values: [0], below: [0], upTo: [1] },
  standard: { log: false, mean: 0, scale: 1 },
})
const category: CategoryInput = {
  column: 'c',
  origin: 'file',
  levels: ['a', 'b'],
  shares: [0.5, 0.5, 0],
  heights: { rank: [1, 2, 3], standardised: [2, 3, 4] },
}

/** @param points per row x and y; @param codes per row the level, without them no category */
function rowsOf(
  points: readonly (readonly [number, number])[],
  weights: readonly number[],
  codes?: readonly number[],
): WeightedRows {
  const inputs: ScoreInputs = {
    numbers: [number('x'), number('y')],
    categories: codes ? [category] : [],
    sourceColumn: null,
  }
  const numbers = Float64Array.from(points.flat())
  return {
    kind: 'rank',
    inputs,
    rows: {
      rowCount: points.length,
      numbers: { rank: numbers, standardised: numbers },
      codes: Uint16Array.from(codes ?? []),
    },
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

describe('costs looked up by level', () => {
  it.each(['squared', 'log'] as const)('are those of the one-hot axes written out (%s)', (cost) => {
    const { inputs, rows } = rowsOf(
      [
        [1, 2],
        [-3, 0.5],
        [7, 7],
      ],
      [1, 1, 1],
      [0, 1, 2],
    )
    const { count, offsets } = axesOf(inputs)
    expect([count, offsets]).toEqual([5, [2]])
    const centroids = Float64Array.of(0, 1, 0.2, 0.7, 0, 5, -1, 0, 0.1, 1.5)
    const table = costTable(inputs, 'rank', centroids, cost)
    const out = new Float64Array(2)
    for (let row = 0; row < 3; row++) {
      rowCosts(table, rows.numbers.rank, row * 2, rows.codes, row, out)
      const dense = [rows.numbers.rank[row * 2]!, rows.numbers.rank[row * 2 + 1]!, 0, 0, 0]
      dense[2 + row] = [1, 2, 3][row]!
      for (let k = 0; k < 2; k++) {
        const written = dense.reduce((sum, value, axis) => sum + costOf(cost, value - centroids[k * 5 + axis]!), 0)
        expect(out[k]).toBeCloseTo(written, 12)
      }
    }
  })

  it('take logarithms of products without losing to overflow: forty columns a million deviations off', () => {
    const inputs: ScoreInputs = {
      numbers: Array.from({ length: 40 }, (_, i) => number(`n${i}`)),
      categories: [],
      sourceColumn: null,
    }
    const table = costTable(inputs, 'standardised', new Float64Array(40).fill(-1e6), 'log')
    const out = new Float64Array(1)
    rowCosts(table, new Float64Array(40).fill(1e6), 0, new Uint16Array(0), 0, out)
    expect(out[0]).toBeCloseTo(40 * Math.log1p(4e12), 9)
  })
})
