import { describe, expect, it } from 'vitest'
import { Comparison } from '../../../src/engine/clustering/comparison'
import { sampledSilhouette } from '../../../src/engine/clustering/silhouette'
import { stratifiedRows } from '../../../src/engine/clustering/stratified-rows'
import { someRows } from '../../../src/engine/features/some-rows'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../src/engine/numeric/random'
import { plainRows } from '../support/features'

const sizesOf = (strata: Uint8Array, count: number): number[] =>
  Array.from({ length: count }, (_, stratum) => strata.filter((own) => own === stratum).length)

describe('stratifiedRows', () => {
  const strata = Uint8Array.from({ length: 20_000 }, (_, row) => (row === 7000 ? 2 : row % 100 === 3 ? 1 : 0))
  const sizes = sizesOf(strata, 3)

  it('has rows of every stratum, forty or all it has, and no more than asked for', () => {
    const { rows } = stratifiedRows(strata, sizes, 1000, 1)
    const drawn = sizesOf(
      Uint8Array.from(rows, (row) => strata[row]!),
      3,
    )
    expect(drawn[2]).toBe(1)
    expect(drawn[1]).toBeGreaterThanOrEqual(40)
    expect(rows.length).toBeGreaterThan(990)
    expect(rows.length).toBeLessThanOrEqual(1000)
    expect([...rows]).toEqual([...new Set(rows)].sort((a, b) => a - b))
  })

  it('lets its rows stand for all rows, stratum by stratum', () => {
    const { rows, weights } = stratifiedRows(strata, sizes, 1000, 1)
    const stoodFor = [0, 0, 0]
    rows.forEach((row, place) => (stoodFor[strata[row]!]! += weights[place]!))
    sizes.forEach((size, stratum) => expect(stoodFor[stratum]).toBeCloseTo(size, 6))
  })

  it('is drawn by the seed alone, and is the whole table, each row for itself, where that fits', () => {
    expect(stratifiedRows(strata, sizes, 500, 9)).toEqual(stratifiedRows(strata, sizes, 500, 9))
    expect(stratifiedRows(strata, sizes, 500, 9).rows).not.toEqual(stratifiedRows(strata, sizes, 500, 10).rows)
    const whole = stratifiedRows(strata, sizes, 20_000, 1)
    expect(whole.rows).toEqual(Uint32Array.from({ length: 20_000 }, (_, row) => row))
    expect(whole.weights.every((weight) => weight === 1)).toBe(true)
  })
})

describe('a silhouette of a stratified sample', () => {
  it('is that of all rows within 0.02, with a group of which a plain sample would have a row or none', async () => {
    const random = seededRandom(5)
    const heap = (row: number): number => (row % 500 === 0 ? 2 : row % 3 === 0 ? 1 : 0)
    const whole = plainRows(
      Array.from({ length: 3000 }, (_, row) => [[-2, 2, 3.5][heap(row)]! + 0.6 * random.normal(), random.normal() / 3]),
    )
    const strata = Uint8Array.from({ length: 3000 }, (_, row) => heap(row))
    const all = sampledSilhouette(await Comparison.of(whole.block, whole.recipe, silentPulse), strata, 3)!
    const { rows, weights } = stratifiedRows(strata, sizesOf(strata, 3), 600, 2)
    const compared = await Comparison.of(someRows(whole.block, whole.recipe, rows), whole.recipe, silentPulse)
    compared.weigh(weights)
    const own = Uint8Array.from(rows, (row) => strata[row]!)
    expect(Math.abs(sampledSilhouette(compared, own, 3, weights)! - all)).toBeLessThan(0.02)
  })

  it('is the same for a row that stands for two as for two equal rows, but for their own distance', async () => {
    const silhouetteOf = async (values: number[], own: number[], weights: number[]): Promise<number> => {
      const { block, recipe } = plainRows(values.map((value) => [value]))
      const compared = await Comparison.of(block, recipe, silentPulse)
      compared.weigh(Float64Array.from(weights))
      return sampledSilhouette(compared, Uint8Array.from(own), 2, Float64Array.from(weights))!
    }
    // Row 0 stands for two: a = 1 for it, for row 1 also; b = 5 and 4, of rows 4 and 6 b = (2·4 + 3) / 3 and (2·6 + 5) / 3.
    const byHand = (2 * (4 / 5) + 3 / 4 + (1 - 2 / (11 / 3)) + (1 - 2 / (17 / 3))) / 5
    expect(await silhouetteOf([0, 1, 4, 6], [0, 0, 1, 1], [2, 1, 1, 1])).toBeCloseTo(byHand, 6)
  })
})
