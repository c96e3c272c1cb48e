import { describe, expect, it } from 'vitest'
import { withPlanted } from '../../../src/engine/injection/planted-table'
import { cellText, type Table } from '../../../src/engine/table/table'
import { tableOf } from '../support/tables'

const table: Table = {
  ...tableOf({ bytes: [1, NaN, 3], host: ['a', 'b', 'a'] }),
  cells: [
    { kind: 'numbers', values: Float64Array.of(1, NaN, 3), strays: new Map([[1, 'many']]) },
    { kind: 'texts', codes: Uint32Array.of(1, 2, 1), dictionary: ['', 'a', 'b'] },
  ],
}
const textsOf = ({ cells, rowCount }: Table, column: number): string[] =>
  Array.from({ length: rowCount }, (_, row) => cellText(cells[column]!, row))

describe('a table with planted rows', () => {
  it('has them where they were planted, among the others in their order', () => {
    const planted = withPlanted(table, 1, [
      ['7', 'b'],
      ['few', 'new'],
    ])
    expect(planted.rowCount).toBe(5)
    expect(textsOf(planted, 0)).toEqual(['1', '7', 'few', 'many', '3'])
    expect(textsOf(planted, 1)).toEqual(['a', 'b', 'new', 'b', 'a'])
  })

  it('knows a missing cell by the texts that files use for one', () => {
    const planted = withPlanted(table, 3, [['-', '']])
    expect(textsOf(planted, 0)).toEqual(['1', 'many', '3', ''])
    expect(textsOf(planted, 1).at(-1)).toBe('')
  })

  it('leaves the table it was made of as it was', () => {
    withPlanted(table, 0, [['9', 'stranger']])
    expect(textsOf(table, 0)).toEqual(['1', 'many', '3'])
    expect(table.cells[1]).toEqual({ kind: 'texts', codes: Uint32Array.of(1, 2, 1), dictionary: ['', 'a', 'b'] })
  })
})
