import { describe, expect, it } from 'vitest'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { measureColumn, measureColumns, type NumberMeasure } from '../../../src/engine/table/measure'
import { tableOf } from '../support/tables'

const measured = (values: readonly number[], strays: readonly (readonly [number, string])[] = []): NumberMeasure =>
  measureColumn({ kind: 'numbers', values: Float64Array.from(values), strays: new Map(strays) }) as NumberMeasure

describe('a column of numbers', () => {
  it('is counted by hand', () => {
    const measure = measured([0, 0, 3, NaN, NaN, Infinity, -2, 3], [[4, 'x']])
    expect(measure).toMatchObject({
      missingCount: 1,
      strayCount: 1,
      infiniteCount: 1,
      finiteCount: 5,
      distinctCount: 5,
      zeroCount: 2,
      wholeOnly: true,
      smallest: -2,
      largest: 3,
      median: 0,
    })
  })

  it('has bins of equal steps that hold every finite value', () => {
    const { linearBins, logBins } = measured([0, 1, 2, 3, 24, NaN, Infinity])
    expect(linearBins).toHaveLength(24)
    expect(linearBins.slice(0, 4)).toEqual([1, 1, 1, 1])
    expect(linearBins[23]).toBe(1)
    expect(logBins.reduce((sum, count) => sum + count, 0)).toBe(5)
    expect(logBins[0]).toBe(1)
    expect(logBins[Math.floor((Math.log(2) / Math.log(25)) * 24)]).toBe(1)
  })

  it('of one value has one bin', () => {
    expect(measured([7, 7]).linearBins[0]).toBe(2)
  })

  it('without a finite value has no middle', () => {
    expect(measured([NaN, Infinity])).toMatchObject({ finiteCount: 0, median: NaN, smallest: NaN, largest: NaN })
  })

  it('has typical values from the 5th to the 95th percentile', () => {
    const { lowTypical, median, highTypical } = measured(Array.from({ length: 101 }, (_, i) => i))
    expect([lowTypical, median, highTypical]).toEqual([5, 50, 95])
  })

  it('has sampled quantiles near the exact ones beyond 65,536 rows, and exact counts', () => {
    const values = Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 200_000)
    const { median, lowTypical, highTypical, distinctCount, smallest, largest } = measured(values)
    expect([distinctCount, smallest, largest]).toEqual([200_000, 0, 199_999])
    expect(Math.abs(median / 200_000 - 0.5)).toBeLessThan(0.01)
    expect(Math.abs(lowTypical / 200_000 - 0.05)).toBeLessThan(0.01)
    expect(Math.abs(highTypical / 200_000 - 0.95)).toBeLessThan(0.01)
  })
})

describe('a table', () => {
  it('is measured the same with pauses and without', async () => {
    const table = tableOf({
      n: Array.from({ length: 70_000 }, (_, i) => i % 17),
      t: Array.from({ length: 70_000 }, (_, i) => `t${i % 3}`),
    })
    expect(await measureColumns(table, silentPulse)).toEqual(table.cells.map(measureColumn))
  })

  it('has as many words as occur', () => {
    const [measure] = tableOf({ t: ['a', '', 'b', 'a'] }).cells.map(measureColumn)
    expect(measure).toMatchObject({ kind: 'texts', missingCount: 1, distinctCount: 2, counts: Uint32Array.of(1, 2, 1) })
  })
})
