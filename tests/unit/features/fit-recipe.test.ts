import { describe, expect, it } from 'vitest'
import { toDense } from '../../../src/engine/features/dense'
import { encodeRows } from '../../../src/engine/features/encode'
import { fitRecipe } from '../../../src/engine/features/fit-recipe'
import { knownCells } from '../../../src/engine/features/tally'
import type { Recipe } from '../../../src/engine/features/recipe'
import { seededRandom } from '../../../src/engine/numeric/random'
import { ShardSet } from '../../../src/engine/pipeline/shard-set'
import { digestOf } from '../../../src/engine/table/digest'
import type { Table } from '../../../src/engine/table/table'
import type { PlainProfile } from '../support/tables'
import { profilesOf, tableOf } from '../support/tables'

const fit = (table: Table, said: Record<string, PlainProfile> = {}, shardCount = 1): Promise<Recipe> =>
  fitRecipe(ShardSet.cut(table, shardCount), profilesOf(table, said))

const varianceOf = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
}

describe('fitRecipe', () => {
  it('takes mean and standard deviation of a number', async () => {
    const recipe = await fit(tableOf({ bytes: [2, 4, 4, 4, 5, 5, 7, 9] }))
    expect(recipe.numbers).toEqual([
      { kind: 'number', column: 'bytes', transform: 'none', fill: 4.5, mean: 5, scale: 2 },
    ])
    expect(recipe.featureCount).toBe(1)
  })

  it('takes them after the logarithm where the profile says so, and the filling before it', async () => {
    const table = tableOf({ bytes: [0, Math.E - 1, Math.E ** 2 - 1] })
    const [feature] = (await fit(table, { bytes: { transform: 'log1p' } })).numbers
    expect(feature).toMatchObject({ transform: 'log1p', fill: Math.E - 1 })
    expect(feature!.mean).toBeCloseTo(1, 14)
    expect(feature!.scale).toBeCloseTo(Math.sqrt(2 / 3), 14)
  })

  it('keeps the digits of a large mean with a small spread', async () => {
    const recipe = await fit(tableOf({ time: [1e9 + 1, 1e9 + 2, 1e9 + 3] }))
    expect(recipe.numbers[0]!.scale).toBeCloseTo(Math.sqrt(2 / 3), 9)
  })

  it('flags missing and infinite cells with an axis of their own and fills them with the median', async () => {
    const table = tableOf({ rate: [1, NaN, 3, Infinity, 8] })
    const recipe = await fit(table)
    expect(recipe.numbers).toMatchObject([
      { kind: 'number', column: 'rate', fill: 3, mean: (1 + 3 + 3 + 3 + 8) / 5 },
      { kind: 'missing', column: 'rate', mean: 0.4, scale: expect.closeTo(Math.sqrt(0.24), 12) as number },
    ])
    const rows = toDense(encodeRows(table, 0, 5, recipe), recipe)
    expect(rows[1]![0]).toBe(rows[2]![0])
    expect(rows.map((row) => row[1]! > 0)).toEqual([false, true, false, true, false])
  })

  it('gives no flag to a column without a gap', async () => {
    expect(
      (await fit(tableOf({ a: [1, 2], b: [NaN, 2] }))).numbers.map(({ kind, column }) => `${column} ${kind}`),
    ).toEqual(['a number', 'b number', 'b missing'])
  })

  it('leaves out every column that is not a feature', async () => {
    const table = tableOf({ id: [1, 2], bytes: [3, 4], kind: ['a', 'b'] })
    const recipe = await fit(table, { id: { role: 'identity' }, kind: { role: 'ground truth' } })
    expect([...recipe.numbers, ...recipe.categories].map(({ column }) => column)).toEqual(['bytes'])
  })

  it('orders levels by how common they are, ties by their text, and leaves the missing cell to "other"', async () => {
    const recipe = await fit(tableOf({ flag: ['S0', '', 'SF', 'SF', 'REJ', ''] }))
    expect(recipe.categories[0]).toMatchObject({ levels: ['SF', 'REJ', 'S0'], shares: [2 / 6, 1 / 6, 1 / 6, 2 / 6] })
  })

  it('keeps the 30 commonest levels and folds the rest into "other"', async () => {
    const ports = Array.from({ length: 40 }, (_, port) => Array.from({ length: 41 - port }, () => 1000 + port)).flat()
    const recipe = await fit(tableOf({ port: ports }), { port: { type: 'port' } })
    const [port] = recipe.categories
    expect(port!.levels).toEqual(Array.from({ length: 30 }, (_, index) => String(1000 + index)))
    expect(port!.shares[30]).toBeCloseTo((11 * 10) / 2 / ports.length + 10 / ports.length, 12)
    expect(recipe.featureCount).toBe(31)
  })

  it('gives every column one vote: total variance 1, be it a number or a category', async () => {
    const random = seededRandom(4)
    const services = ['http', 'dns', 'ssh', 'smtp']
    const table = tableOf({
      bytes: Array.from({ length: 500 }, () => 1000 * random.next()),
      service: Array.from({ length: 500 }, () => services[random.below(4)]!),
    })
    const recipe = await fit(table)
    const rows = toDense(encodeRows(table, 0, 500, recipe), recipe)
    const variances = rows[0]!.map((_, axis) => varianceOf(rows.map((row) => row[axis]!)))
    expect(variances[0]).toBeCloseTo(1, 6)
    expect(variances.slice(1).reduce((sum, variance) => sum + variance, 0)).toBeCloseTo(1, 6)
  })

  it('holds a level that is nearly alone, so that two levels are never more than 8 apart', async () => {
    const recipe = await fit(tableOf({ land: [...Array.from({ length: 9999 }, () => 'no'), 'yes'] }))
    expect(Math.SQRT2 * recipe.categories[0]!.height).toBeCloseTo(8, 12)
  })

  it('survives a constant column, which should not have come this far', async () => {
    const table = tableOf({ same: [5, 5, 5], word: ['a', 'a', 'a'] })
    const recipe = await fit(table)
    const rows = toDense(encodeRows(table, 0, 3, recipe), recipe)
    expect(rows.flat().every(Number.isFinite)).toBe(true)
    expect(rows.map((row) => row[0])).toEqual([0, 0, 0])
  })

  it('takes yes-no as 0 and 1 where the cells are numbers, as a category where they are words', async () => {
    const table = tableOf({ logged_in: [0, 1, 1], local: ['T', 'F', 'T'] })
    const recipe = await fit(table, { logged_in: { type: 'yes-no' }, local: { type: 'yes-no' } })
    expect(recipe.numbers.map(({ column }) => column)).toEqual(['logged_in'])
    expect(recipe.categories.map(({ column, levels }) => [column, levels])).toEqual([['local', ['T', 'F']]])
  })

  it('reads a column of texts as numbers if the analyst says it is a number', async () => {
    const table = tableOf({ amount: ['1', '3', 'x', '-'] })
    const recipe = await fit(table, { amount: { type: 'number' } })
    expect(recipe.numbers[0]).toMatchObject({ kind: 'number', fill: 2, mean: 2 })
  })

  it('takes columns nobody profiled if they are named', async () => {
    const table = tableOf({ bytes: [1, 2], peers: [0, 4] })
    const recipe = await fitRecipe(ShardSet.cut(table, 1), profilesOf(table, { peers: { role: 'ignored' } }), [
      { column: 'peers', transform: 'none' },
    ])
    expect(recipe.numbers.map(({ column, mean }) => [column, mean])).toEqual([
      ['bytes', 1.5],
      ['peers', 2],
    ])
  })

  it('is the same to the last bit for any number of shards, and where the counts are at hand', async () => {
    const random = seededRandom(9)
    const rowCount = 6 * 4096 + 17
    const table = tableOf({
      bytes: Array.from({ length: rowCount }, () => (random.next() < 0.01 ? NaN : Math.exp(12 * random.next()))),
      port: Array.from({ length: rowCount }, () => random.below(200)),
      flag: Array.from({ length: rowCount }, () => ['SF', 'S0', 'REJ', ''][random.below(4)]!),
    })
    const said: Record<string, PlainProfile> = { bytes: { transform: 'log1p' }, port: { type: 'port' } }
    const alone = JSON.stringify(await fit(table, said, 1))
    for (const shardCount of [2, 3, 8]) expect(JSON.stringify(await fit(table, said, shardCount))).toBe(alone)
    const known = knownCells(digestOf(table))
    expect([...known.keys()]).toEqual(table.columnNames)
    const unasked = await fitRecipe(ShardSet.cut(table, 1), profilesOf(table, said), [], known)
    expect(JSON.stringify(unasked)).toBe(alone)
  })
})
