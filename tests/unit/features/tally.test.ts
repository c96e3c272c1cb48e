import { describe, expect, it } from 'vitest'
import { fitRecipe } from '../../../src/engine/features/fit-recipe'
import { mergeTallies, tallyMedian, tallyMoments, tallyOf } from '../../../src/engine/features/tally'
import { medianOf } from '../../../src/engine/numeric/quantiles'
import { seededRandom } from '../../../src/engine/numeric/random'
import { ShardSet } from '../../../src/engine/pipeline/shard-set'
import { storedTable } from '../../../src/engine/table/stored'
import { profilesOf, tableOf } from '../support/tables'

const tally = (values: readonly (number | string)[]) =>
  mergeTallies([tallyOf(storedTable(tableOf({ a: values as readonly number[] })).cells[0]!)])!

describe('a tally', () => {
  it('has the different numbers in ascending order, and how often each occurs', () => {
    const { numbers, counts, gapCount } = tally([3, 1, NaN, 3, -2, Infinity, NaN, 3])
    expect([...numbers]).toEqual([-2, 1, 3, Infinity])
    expect([...counts]).toEqual([1, 1, 3, 1])
    expect(gapCount).toBe(2)
  })

  it('takes texts that are the same number for one, and others for gaps', () => {
    const { numbers, counts, gapCount } = tally(['1', '1.0', 'x', '', '2'])
    expect([...numbers, ...counts, gapCount]).toEqual([1, 2, 2, 1, 2])
  })

  it('is the same however the rows are cut, be their numbers met in another order', () => {
    const values = Array.from({ length: 300 }, (_, row) => (row * 7) % 40)
    const parts = [values.slice(0, 13), values.slice(13, 200), values.slice(200)].map((part) =>
      tallyOf(storedTable(tableOf({ a: part })).cells[0]!),
    )
    expect(mergeTallies(parts)).toEqual(tally(values))
    expect(mergeTallies([...parts].reverse())).toEqual(tally(values))
  })

  it('has the median of the finite numbers, whether their number is odd or even, and 0 of none', () => {
    const random = seededRandom(3)
    for (const count of [1, 2, 7, 8, 501, 1000]) {
      const values = Array.from({ length: count }, () => random.below(20) / 3)
      expect(tallyMedian(tally([...values, NaN, Infinity, -Infinity]))).toBe(medianOf(Float64Array.from(values)))
    }
    expect(tallyMedian(tally([NaN, Infinity]))).toBe(0)
  })

  it('has the mean and variance of the rows, gaps filled', () => {
    const reading = { kind: 'number', column: 'a', transform: 'none', fill: 4 } as const
    expect(tallyMoments(tally([2, NaN, 4, Infinity, 5, 5, 7, 9]), reading)).toEqual({ mean: 5, variance: 4 })
    expect(tallyMoments(tally([2, NaN, 4, NaN]), { kind: 'missing', column: 'a' })).toEqual({
      mean: 0.5,
      variance: 0.25,
    })
  })
})

describe('a column of more different numbers than are coded', () => {
  it('gives the same recipe for any number of shards, though each shard alone would tally it', async () => {
    const table = tableOf({ bytes: Array.from({ length: 70_000 }, (_, row) => (row * 7919) % 1_000_003) })
    const recipes: string[] = []
    for (const shardCount of [1, 2, 8]) {
      const set = ShardSet.cut(table, shardCount)
      expect(await set.tallies(['bytes'])).toEqual([null])
      recipes.push(JSON.stringify(await fitRecipe(set, profilesOf(table))))
    }
    expect(new Set(recipes).size).toBe(1)
  })
})
