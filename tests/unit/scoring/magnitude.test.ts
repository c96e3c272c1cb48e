import { beforeAll, describe, expect, it } from 'vitest'
import { lentSource, WhatIf } from '../../../src/engine/explaining/change/what-if'
import { inputRowOf } from '../../../src/engine/scoring/input-row'
import { magnitudeOf, usualLargestOf } from '../../../src/engine/scoring/magnitude'
import { partsOfRow, sumOfParts } from '../../../src/engine/scoring/parts'
import type { ScoreModel } from '../../../src/engine/scoring/score-model'
import type { Table } from '../../../src/engine/table/table'
import { fitTable, trafficProfiles, trafficTable, type FittedTable } from './traffic'

const tallyOf = (numbers: readonly number[]): { values: Float64Array; counts: Float64Array } => {
  const values = Float64Array.from(new Set(numbers)).sort()
  return { values, counts: values.map((value) => numbers.filter((number) => number === value).length) }
}

const upTo = (count: number, factor = 1): number[] => Array.from({ length: count }, (_, at) => (at + 1) * factor)

describe('usualLargestOf', () => {
  it('is the largest number where none stands apart', () => {
    expect(usualLargestOf(tallyOf(upTo(500)))).toBe(500)
    expect(usualLargestOf(tallyOf([...upTo(500), 4_999]))).toBe(4_999)
  })

  it('lies below the lowest gap of a factor of ten that leaves a hundredth above', () => {
    expect(usualLargestOf(tallyOf([...upTo(500), 5_000, 60_000, 9e8]))).toBe(500)
    expect(usualLargestOf(tallyOf([...upTo(500), 6e4, 6e4, 6e4, 6e4, 6e4]))).toBe(500)
    expect(usualLargestOf(tallyOf([...upTo(500), 6e4, 6e4, 6e4, 6e4, 6e4, 6e4]))).toBe(6e4)
  })

  it('is as many times as large where only a part of the rows was looked at', () => {
    expect(usualLargestOf(tallyOf(upTo(500)), 20)).toBe(10_000)
  })

  it('asks the positive numbers alone: beside zeros nothing is large', () => {
    const zeros = new Array<number>(10_000).fill(0)
    expect(usualLargestOf(tallyOf([...zeros, ...upTo(15, 100)]))).toBeNull()
    expect(usualLargestOf(tallyOf([...zeros, ...upTo(50, 100), 1e9]))).toBe(5_000)
    expect(usualLargestOf(tallyOf([-5, -4, ...zeros]))).toBeNull()
    expect(usualLargestOf(tallyOf([]))).toBeNull()
  })
})

describe('magnitudeOf', () => {
  it('is twice the logarithm of how many times a number is ten times the largest usual one', () => {
    expect(magnitudeOf({ usualLargest: 500 }, 5_000)).toBe(0)
    expect(magnitudeOf({ usualLargest: 500 }, 5_000 * Math.E)).toBeCloseTo(2, 12)
    expect(magnitudeOf({ usualLargest: 500 }, 5e8)).toBeCloseTo(2 * Math.log(1e5), 12)
  })

  it('is nothing of a number that is missing or infinite, or where nothing is known', () => {
    expect([NaN, Infinity, -1e9, 0].map((value) => magnitudeOf({ usualLargest: 500 }, value))).toEqual([0, 0, 0, 0])
    expect(magnitudeOf({ usualLargest: null }, 1e12)).toBe(0)
  })
})

describe('the score of one upload a hundred thousand times as large as any other', () => {
  const ROW = 700
  const plain = trafficTable(1500)
  const withUpload: Table = {
    ...plain,
    cells: plain.cells.map((cells, index) =>
      plain.columnNames[index] === 'bytesSent' && cells.kind === 'numbers'
        ? { ...cells, values: cells.values.map((value, row) => (row === ROW ? 9e8 : value)) }
        : cells,
    ),
  }
  const without = (model: ScoreModel): ScoreModel => ({
    ...model,
    numbers: model.numbers.map((input) => ({ ...input, usualLargest: null })),
  })
  let fitted: FittedTable
  beforeAll(async () => {
    fitted = await fitTable(withUpload, trafficProfiles(withUpload), { shardCount: 2 })
  })

  it('is the highest but for the port scan', () => {
    const { scores } = fitted.scored
    const above = [...scores.keys()].filter((row) => scores[row]! > scores[ROW]!)
    expect(above.filter((row) => row % 50 !== 49)).toEqual([])
  })

  it('is what the parts add up to, more by as much as its column says, and what a changed row is said to have', () => {
    const { model, scored, columns, sourceMeans } = fitted
    const input = inputRowOf(columns, ROW)
    const mean = sourceMeans![ROW]!
    const [parts, plainParts] = [partsOfRow(model, input, mean), partsOfRow(without(model), input, mean)]
    expect(sumOfParts(parts)).toBeCloseTo(scored.scores[ROW]!, 9)
    const { usualLargest } = model.numbers.find(({ column }) => column === 'bytesSent')!
    const more = (2 * Math.log(9e8 / 10 / usualLargest!)) / model.usual
    parts.forEach(({ column, adds }, index) => {
      expect(adds - plainParts[index]!.adds).toBeCloseTo(column === 'bytesSent' ? more : 0, 9)
    })
    const whatIf = new WhatIf(model, input, lentSource(model, mean))
    expect(whatIf.score()).toBeCloseTo(scored.scores[ROW]!, 9)
    const sent = whatIf.columns.findIndex(({ column }) => column === 'bytesSent')
    const usual = whatIf.columns[sent]!.settingOf(500)
    const changed = whatIf.score(sent, usual)
    whatIf.change(sent, usual)
    expect(whatIf.score()).toBe(changed)
    expect(changed).toBeCloseTo(sumOfParts(partsOfRow(model, whatIf.inputRow(), mean)), 9)
  })

  it('adds nothing to any other flow', async () => {
    const { model, columns } = fitted
    for (let row = 0; row < 1500; row++) {
      const { numbers } = inputRowOf(columns, row)
      const adds = model.numbers.map((input, index) => magnitudeOf(input, numbers[index] ?? NaN))
      expect(adds.some((added) => added > 0)).toBe(row === ROW)
    }
  })
})
