import { describe, expect, it } from 'vitest'
import { sliceTable } from '../../../src/engine/pipeline/table-slice'
import { tableOf } from '../support/tables'

describe('sliceTable', () => {
  const whole = tableOf({ bytes: [1, 2, NaN, 4], flag: ['a', 'b', '', 'a'] })
  const bytes = {
    ...whole.cells[0]!,
    strays: new Map([
      [2, 'x'],
      [0, 'y'],
    ]),
  }
  const table = { ...whole, cells: [bytes as (typeof whole.cells)[0], whole.cells[1]!] }

  it('keeps the cells, the strays and the source lines of its rows', () => {
    const slice = sliceTable(table, 1, 2)
    expect(slice.rowCount).toBe(2)
    expect([...slice.sourceLines]).toEqual([3, 4])
    expect(slice.cells[0]).toMatchObject({ values: Float64Array.of(2, NaN), strays: new Map([[1, 'x']]) })
    expect(slice.cells[1]).toMatchObject({ codes: Uint32Array.of(2, 0), dictionary: ['', 'a', 'b'] })
  })

  it('does not copy a cell', () => {
    const [numbers] = sliceTable(table, 2, 1).cells
    expect(numbers!.kind === 'numbers' && numbers!.values.buffer).toBe(bytes.kind === 'numbers' && bytes.values.buffer)
  })
})
