import { describe, expect, it } from 'vitest'
import { planReading } from '../../../src/engine/intake/plan'
import { COLUMN_COUNT, makeFlows } from '../../bench/flows/make-flows'

const ROW_COUNT = 20_000
const flows = (rowCount: number, seed: number): string => [...makeFlows(rowCount, seed)].join('')
const made = flows(ROW_COUNT, 1)
const rows = made
  .trimEnd()
  .split('\n')
  .map((line) => line.split(','))
const column = (index: number): string[] => rows.map((cells) => cells[index]!)

describe('the flows the benchmark makes', () => {
  it('are the same for a seed, and others for another', () => {
    expect(flows(500, 7)).toBe(flows(500, 7))
    expect(flows(500, 7)).not.toBe(flows(500, 8))
    expect(made.startsWith(flows(500, 1))).toBe(true)
  })

  it('have 43 columns and about 152 bytes a row', () => {
    expect(rows).toHaveLength(ROW_COUNT)
    expect(new Set(rows.map((cells) => cells.length))).toEqual(new Set([COLUMN_COUNT]))
    expect(made.length / ROW_COUNT).toBeGreaterThan(145)
    expect(made.length / ROW_COUNT).toBeLessThan(160)
  })

  it('are recognised as NSL-KDD', () => {
    const plan = planReading('flows.csv', made.slice(0, 65_536), false, {})
    expect(plan.ok && plan.value.schema).toBe('NSL-KDD')
    expect(plan.ok && plan.value.headerFound).toBe(false)
    expect(plan.ok && plan.value.columnNames).toHaveLength(COLUMN_COUNT)
  })

  it('have three columns of text beside the class', () => {
    const texts = rows[0]!.flatMap((_, index) =>
      column(index).some((cell) => Number.isNaN(Number(cell))) ? [index] : [],
    )
    expect(texts).toEqual([1, 2, 3, 41])
    expect(new Set(column(41)).size).toBeGreaterThanOrEqual(11)
    expect(new Set(column(2)).size).toBeGreaterThan(60)
  })

  it('keep to the ranges of their columns', () => {
    const outside = (index: number, largest: number): string[] =>
      column(index).filter((cell) => !(Number(cell) >= 0 && Number(cell) <= largest))
    for (const index of [22, 23]) expect(outside(index, 511)).toEqual([])
    for (const index of [31, 32]) expect(outside(index, 255)).toEqual([])
    for (const index of [24, 30, 33, 40]) expect(column(index).filter((cell) => !/^[01]\.\d\d$/.test(cell))).toEqual([])
    expect(outside(42, 21)).toEqual([])
  })
})
