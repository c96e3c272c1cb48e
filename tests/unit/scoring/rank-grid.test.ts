import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/engine/numeric/random'
import { rankGridOf, rankReader } from '../../../src/engine/scoring/rank-grid'

/** Different values in order, with the weight of each. */
function gridOf(values: ArrayLike<number>, weights: ArrayLike<number>) {
  const weightOf = new Map<number, number>()
  for (let i = 0; i < values.length; i++) weightOf.set(values[i]!, (weightOf.get(values[i]!) ?? 0) + weights[i]!)
  const distinct = Float64Array.from(weightOf.keys()).sort()
  return rankGridOf(
    distinct,
    distinct.map((value) => weightOf.get(value)!),
  )
}

const reader = (values: number[], weights: number[]) =>
  rankReader({
    rank: gridOf(values, weights),
    smallest: Math.min(...values),
    largest: Math.max(...values),
  })

describe('the weighted rank of a number', () => {
  // The reference recipe under NumPy 2: rank_num([3,1,1,7,20,1], [0,1,2,3,7,10,20,30,1000], [1,.5,.5,1,.25,.5])[1]
  it('agrees with the reference at ties, between values and beyond both ends', () => {
    const read = reader([3, 1, 1, 7, 20, 1], [1, 0.5, 0.5, 1, 0.25, 0.5])
    const expected = [
      -1.7833441019564278, -1.0392304845413263, -0.34641016151377535, 0.11547005383792512, 1.0392304845413265,
      1.501110699893027, 1.616580753730952, 2.1549076583889106, 3.1183451686887675,
    ]
    for (const [i, value] of [0, 1, 2, 3, 7, 10, 20, 30, 1000].entries())
      expect(read(value)).toBeCloseTo(expected[i]!, 7)
  })

  it('puts a column that never varies in the middle, and news on either side', () => {
    const read = reader([4, 4, 4], [1, 1, 1])
    expect(read(4)).toBe(0)
    expect(read(5)).toBeGreaterThan(1.7)
    expect(read(3)).toBeLessThan(-1.7)
  })

  it('keeps at most 512 points of many values and stays within a step of the exact rank', () => {
    const random = seededRandom(3)
    const values = Float64Array.from({ length: 20_000 }, () => Math.exp(3 * random.normal()))
    const weights = values.map(() => 1)
    const rank = gridOf(values, weights)
    expect(rank.values.length).toBeLessThanOrEqual(512)
    expect(rank.values.length).toBeGreaterThan(250)
    const sorted = Float64Array.from(values).sort()
    const read = rankReader({ rank, smallest: sorted[0]!, largest: sorted[19_999]! })
    for (let place = 0; place < 20_000; place += 37) {
      const exact = Math.sqrt(12) * ((place + 0.5) / 20_000 - 0.5)
      expect(Math.abs(read(sorted[place]!) - exact)).toBeLessThan(Math.sqrt(12) / 255)
    }
  })

  it('never falls as the value grows', () => {
    const random = seededRandom(4)
    const values = Array.from({ length: 3000 }, () => Math.round(50 * random.normal() ** 3))
    const read = reader(
      values,
      values.map(() => random.next() + 0.1),
    )
    let last = -Infinity
    for (let value = -2000; value < 2000; value += 0.5) {
      const rank = read(value)
      expect(rank).toBeGreaterThanOrEqual(last)
      last = rank
    }
  })
})
