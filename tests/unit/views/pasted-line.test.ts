import { describe, expect, test } from 'vitest'
import type { FileFacts } from '../../../src/engine/intake/facts'
import type { ColumnProfile } from '../../../src/engine/table/column'
import { fieldsOfLine } from '../../../src/engine/intake/fields-of-line'
import { cellsOfLine } from '../../../src/views/predict/pasted-line'
import { rowAtLine } from '../../../src/views/predict/row-at-line'

const file = { name: 'monday.csv', delimiter: ';' } as FileFacts
const columns = ['proto', 'bytes', '__proto__'].map((name) => ({ name }) as ColumnProfile)

const cellsOf = (text: string) =>
  cellsOfLine(text, file, columns, (line, delimiters) => Promise.resolve(fieldsOfLine(line, delimiters)))

describe('a pasted line', () => {
  test('is cut where the file cuts its lines', async () => {
    const cells = await cellsOf('tcp;"1;2"; x\n')
    expect(cells.ok && Object.entries(cells.value)).toEqual([
      ['proto', 'tcp'],
      ['bytes', '1;2'],
      ['__proto__', 'x'],
    ])
  })

  test('may come with tabs, as from a spreadsheet', async () => {
    const cells = await cellsOf('tcp\t12\tx')
    expect(cells.ok && cells.value['bytes']).toBe('12')
  })

  test('with other columns is refused with both numbers', async () => {
    const cells = await cellsOf('tcp;12')
    expect(!cells.ok && cells.failure.sentence).toMatch(/^That line has 2 fields; monday\.csv has 3 columns\./)
  })

  test('must be one line', async () => {
    expect((await cellsOf('a;b;c\nd;e;f')).ok).toBe(false)
    expect((await cellsOf('  \n')).ok).toBe(false)
  })
})

test('a line of the file is found by its number; a header or a refused line is none', () => {
  const lines = Uint32Array.of(2, 3, 5, 9)
  expect([1, 2, 4, 5, 9, 10].map((line) => rowAtLine(lines, line))).toEqual([null, 0, null, 2, 3, null])
  expect(rowAtLine(new Uint32Array(0), 1)).toBeNull()
})
