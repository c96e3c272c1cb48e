import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/engine/numeric/random'
import { digestOf } from '../../../src/engine/table/digest'
import { measureColumn } from '../../../src/engine/table/measure'
import { measureCountedNumbers } from '../../../src/engine/table/measure-counted'
import type { NumberCells } from '../../../src/engine/table/table'
import { tableOf } from '../support/tables'

const random = seededRandom(7)

/** Columns of every kind: few values, many, missing, infinite and stray cells, none at all. */
const COLUMNS: readonly (readonly [string, () => number])[] = [
  ['few whole numbers', () => random.below(9) - 3],
  ['shares with two decimals', () => random.below(101) / 100],
  ['heavy tails', () => Math.round(Math.exp(20 * random.next()))],
  ['gaps and infinities', () => [NaN, Infinity, -Infinity, 2.5, 0][random.below(5)]!],
  ['one value', () => 7],
  ['nothing', () => NaN],
  ['only infinities', () => Infinity],
]

describe('measureCountedNumbers', () => {
  it.each(COLUMNS)('counts %s as cell by cell', (_, draw) => {
    const cells = tableOf({ n: Array.from({ length: 3001 }, draw) }).cells[0] as NumberCells
    const strays = new Map(
      [...cells.values.keys()]
        .filter((row) => Number.isNaN(cells.values[row]!))
        .slice(0, 3)
        .map((row) => [row, `odd ${row % 2}`]),
    )
    const table = { ...tableOf({ n: [...cells.values] }), cells: [{ ...cells, strays }] }
    const { distinct } = digestOf(table).columns[0]!
    expect(measureCountedNumbers({ numbers: distinct!.numbers!, counts: distinct!.counts })).toEqual(
      measureColumn(table.cells[0]!),
    )
  })

  it('adds up different texts of one number', () => {
    const measure = measureCountedNumbers({ numbers: Float64Array.of(NaN, 5, 9, 5), counts: [0, 1, 1, 3] })
    expect([measure.median, measure.smallest, measure.largest, measure.finiteCount]).toEqual([5, 5, 9, 5])
  })
})
