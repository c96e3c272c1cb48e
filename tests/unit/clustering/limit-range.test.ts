import { describe, expect, it } from 'vitest'
import { limitRange } from '../../../src/engine/clustering/limit-range'
import { plainRows, shardsOf } from '../support/features'

const limit = async (values: number[], smallest: number, largest: number, shardCount = 1) =>
  limitRange(await shardsOf(plainRows(values.map((value) => [value])), shardCount), smallest, largest)

describe('limitRange', () => {
  it('lets a range pass that the rows allow', async () => {
    expect(await limit([1, 2, 3, 4], 1, 4)).toEqual({ ok: true, value: { smallest: 1, largest: 4, note: null } })
  })

  it('ends the range at the number of rows, and says so', async () => {
    expect(await limit([1, 2, 3, 4, 5], 1, 8)).toEqual({
      ok: true,
      value: {
        smallest: 1,
        largest: 5,
        note: '8 clusters need at least 8 rows; the file has 5, so the search ends at 5.',
      },
    })
  })

  it('ends it at the number of different rows if rows repeat', async () => {
    const outcome = await limit([1, 2, 1, 2, 1, 2, 1, 2, 1, 2], 1, 4)
    expect(outcome).toMatchObject({
      value: {
        largest: 2,
        note: '4 clusters need at least 4 different rows; the file has 2 different ones, so the search ends at 2.',
      },
    })
  })

  it('refuses if not even the smallest K can be had', async () => {
    const outcome = await limit([1, 2, 3, 4, 5], 8, 12)
    expect(outcome).toEqual({
      ok: false,
      failure: {
        code: 'too-few-rows',
        sentence: '8 clusters need at least 8 rows; the file has 5.',
        found: '5',
        needed: '8',
      },
    })
  })

  it('refuses settings that are none', async () => {
    for (const [smallest, largest] of [
      [0, 3],
      [3, 2],
      [1, 256],
      [1.5, 3],
      [NaN, 3],
    ] as const) {
      expect(await limit([1, 2, 3], smallest, largest)).toMatchObject({ ok: false, failure: { code: 'bad-setting' } })
    }
  })

  it('counts a row once though it lies in several shards', async () => {
    const values = Array.from({ length: 3 * 4096 }, (_, row) => row % 3)
    expect(await limit(values, 1, 5, 3)).toMatchObject({ value: { largest: 3 } })
  })
})
