import { describe, expect, it } from 'vitest'
import { shuffledColumns } from '../../../src/engine/clustering/shuffled'
import { plainRows } from '../support/features'

describe('shuffledColumns', () => {
  const { block, recipe } = plainRows(
    Array.from({ length: 200 }, (_, row) => [row / 100, row / 100]),
    Array.from({ length: 200 }, (_, row) => [row < 100 ? 'tcp' : 'udp']),
  )
  const column = (numbers: Float32Array, place: number): number[] =>
    Array.from({ length: 200 }, (_, row) => numbers[row * 2 + place]!)

  it('keeps every column and parts it from the others', () => {
    const { numbers, codes } = shuffledColumns(block, recipe, 4)
    for (const place of [0, 1]) {
      expect(column(numbers, place).sort((a, b) => a - b)).toEqual(column(block.numbers, place))
    }
    expect([...codes].sort()).toEqual([...block.codes].sort())
    expect(column(numbers, 0)).not.toEqual(column(numbers, 1))
    const together = column(numbers, 0).filter((value, row) => value < 1 === (codes[row] === block.codes[0])).length
    expect(together).toBeGreaterThan(70)
    expect(together).toBeLessThan(130)
  })

  it('keeps a missing flag with its number', () => {
    const flagged = { ...recipe, numbers: recipe.numbers.map((number) => ({ ...number, column: 'bytes' })) }
    const { numbers } = shuffledColumns(block, flagged, 4)
    expect(column(numbers, 0)).toEqual(column(numbers, 1))
    expect(column(numbers, 0)).not.toEqual(column(block.numbers, 0))
  })

  it('is drawn by the seed alone and leaves the rows as they were', () => {
    const before = block.numbers.slice()
    expect(shuffledColumns(block, recipe, 7)).toEqual(shuffledColumns(block, recipe, 7))
    expect(shuffledColumns(block, recipe, 7)).not.toEqual(shuffledColumns(block, recipe, 8))
    expect(block.numbers).toEqual(before)
  })
})
