import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/engine/numeric/random'
import { measureColumn } from '../../../src/engine/table/measure'
import { digestOfRuns, numberRuns } from '../../../src/engine/table/sorted-numbers'
import type { NumberCells } from '../../../src/engine/table/table'

const random = seededRandom(5)

const drawn = (rowCount: number): NumberCells => {
  const values = Float64Array.from({ length: rowCount }, () =>
    random.next() < 0.1 ? [NaN, Infinity, -Infinity, 0][random.below(4)]! : Math.round(random.next() * 300) / 7,
  )
  const missing = [...values.keys()].filter((row) => Number.isNaN(values[row]!))
  return { kind: 'numbers', values, strays: new Map(missing.slice(0, 4).map((row) => [row, `odd ${row % 2}`])) }
}

const sliced = ({ values, strays }: NumberCells, first: number, pastLast: number): NumberCells => ({
  kind: 'numbers',
  values: values.slice(first, pastLast),
  strays: new Map(
    [...strays].flatMap(([row, text]) => (row >= first && row < pastLast ? [[row - first, text] as const] : [])),
  ),
})

describe('a column of very many different numbers', () => {
  it('is measured as cell by cell, wherever it was cut', () => {
    for (const rowCount of [1, 2, 50, 4000]) {
      const cells = drawn(rowCount)
      const whole = digestOfRuns([numberRuns(cells)])
      expect(whole.measure).toEqual(measureColumn(cells))
      const cuts = [0, random.below(rowCount + 1), rowCount].sort((a, b) => a - b)
      const parts = cuts.slice(1).map((end, index) => numberRuns(sliced(cells, cuts[index]!, end)))
      expect(digestOfRuns(parts)).toEqual(whole)
    }
  })

  it('has its commonest numbers at hand, ties by text', () => {
    const cells: NumberCells = { kind: 'numbers', values: Float64Array.of(5, 9, 5, 80, 9, 5, 7), strays: new Map() }
    expect(digestOfRuns([numberRuns(cells)]).commonest).toEqual([
      { text: '5', count: 3 },
      { text: '9', count: 2 },
      { text: '7', count: 1 },
      { text: '80', count: 1 },
    ])
  })
})
