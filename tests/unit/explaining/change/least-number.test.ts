import { describe, expect, it } from 'vitest'
import { checkpointsOf, decimalsIn, ladderOf } from '../../../../src/engine/explaining/change/ladder'
import { boundOf, leastNumbers, readable } from '../../../../src/engine/explaining/change/least-number'

const rungs = [0, 10, 100, 1000, 10_000, 1_000_000]

describe('the least number that will do', () => {
  it('lies at the crossing, rounded on to a figure at most a twentieth away', () => {
    const holds = (value: number): boolean => value <= 204_913
    expect(leastNumbers(9_100_000, { rungs, decimals: 0, holds })).toEqual([200_000])
  })

  it('is looked for on both sides', () => {
    const holds = (value: number): boolean => value <= 30 || value >= 700
    expect(leastNumbers(500, { rungs, decimals: 0, holds })).toEqual([30, 700])
    expect(leastNumbers(500, { rungs, decimals: 0, holds: () => false })).toEqual([])
  })

  it('has no more decimals than the file', () => {
    const holds = (value: number): boolean => value > 0
    expect(leastNumbers(0, { rungs, decimals: 0, holds })).toEqual([1])
    expect(leastNumbers(0, { rungs, decimals: 3, holds })).toEqual([0.001])
  })

  it('holds though rounding the other way would be nearer', () => {
    expect(readable(0.0728, -1, (value) => value <= 0.0728)).toBe(0.07)
    expect(readable(0.0728, 1, (value) => value >= 0.0728)).toBe(0.073)
    expect(readable(199.5, 1, (value) => value >= 199.5)).toBe(200)
    expect(readable(-204_913, -1, (value) => value <= -204_913)).toBe(-210_000)
    expect(readable(0, 1, () => true)).toBe(0)
  })

  it('comes with how far one may go on', () => {
    const search = { decimals: 0, holds: (value: number): boolean => value <= 204_913 }
    expect(boundOf(9_100_000, 200_000, rungs, search)).toEqual({ kind: 'at most' })
    expect(boundOf(9, 1000, rungs, { decimals: 0, holds: (value) => value >= 1000 })).toEqual({ kind: 'at least' })
    const between = { decimals: 0, holds: (value: number): boolean => value >= 34 && value <= 200_000 }
    expect(boundOf(9_100_000, 200_000, rungs, between)).toEqual({ kind: 'to', far: 34 })
    expect(boundOf(9_100_000, 0, rungs, { decimals: 0, holds: (value) => value === 0 })).toEqual({ kind: 'exactly' })
    const only = { decimals: 0, holds: (value: number): boolean => value === 1000 }
    expect(boundOf(9_100_000, 1000, rungs, only)).toEqual({ kind: 'exactly' })
  })
})

describe('the ladder of a column', () => {
  const grid = (values: readonly number[], weights: readonly number[]) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    let soFar = 0
    const upTo = weights.map((weight) => (soFar += weight) / total)
    return { rank: { values, upTo, below: upTo.map((_, place) => upTo[place - 1] ?? 0) } }
  }

  it('has all values where there are few, and keeps the most frequent where there are many', () => {
    expect(ladderOf(grid([1, 2, 5], [1, 1, 1]))).toEqual([1, 2, 5])
    const values = Array.from({ length: 500 }, (_, place) => place)
    const ladder = ladderOf(
      grid(
        values,
        values.map((value) => (value === 123 ? 50 : 1)),
      ),
    )
    expect(ladder.length).toBeLessThanOrEqual(64)
    expect(ladder).toEqual(expect.arrayContaining([0, 123, 499]))
    expect(ladder).toEqual([...ladder].sort((a, b) => a - b))
  })

  it('is checked at every value and between each two, in steps the file writes', () => {
    expect(checkpointsOf(grid([0, 1, 4], [1, 1, 1]), 0)).toEqual([0, 1, 3, 4])
    expect(checkpointsOf(grid([0, 1], [1, 1]), 1)).toEqual([0, 0.5, 1])
  })

  it('counts decimals as they are written', () => {
    expect([3, 0.25, 1e-7, 1.5e-3, 120000].map(decimalsIn)).toEqual([0, 2, 7, 4, 0])
  })
})
