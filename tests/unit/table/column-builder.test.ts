import { describe, expect, it } from 'vitest'
import { ColumnBuilder } from '../../../src/engine/table/column-builder'
import { cellText, type Cells } from '../../../src/engine/table/table'

function built(texts: readonly string[], keepTexts = false): Cells | null {
  const builder = new ColumnBuilder(keepTexts)
  for (const text of texts) builder.add(text)
  return builder.finish()
}

const textsOf = (cells: Cells | null, rowCount: number): string[] =>
  Array.from({ length: rowCount }, (_, row) => cellText(cells!, row))

const times = (count: number, text: string): string[] => Array<string>(count).fill(text)

describe('a column', () => {
  it('is numbers if nine in ten filled cells are; the rest are strays, and gaps are NaN', () => {
    const texts = ['1', '2.5', '-', '3', '4', '5', '6', '7', '8', '', '9', '0x17']
    const cells = built(texts)
    expect(cells?.kind).toBe('numbers')
    expect(cells?.kind === 'numbers' && [...cells.strays]).toEqual([[11, '0x17']])
    expect(textsOf(cells, 12)).toEqual(['1', '2.5', '', '3', '4', '5', '6', '7', '8', '', '9', '0x17'])
  })

  it('is texts if fewer are, and then every cell stands as written', () => {
    const texts = ['1.0', '2', '3', '4', '5', '6', '7', '8', 'a', 'b']
    expect(textsOf(built(texts), 10)).toEqual(texts)
  })

  it('keeps the order of first appearance in its dictionary, behind the missing cell', () => {
    const cells = built(['tcp', '-', 'udp', 'tcp', 'NaN', 'icmp'])
    expect(cells).toMatchObject({ kind: 'texts', dictionary: ['', 'tcp', 'udp', 'icmp'] })
    expect(cells?.kind === 'texts' && [...cells.codes]).toEqual([1, 0, 2, 1, 0, 3])
  })

  it('knows infinity from a missing cell', () => {
    const cells = built(['1', 'Infinity', 'NaN', '-inf'])
    expect(cells?.kind === 'numbers' && [...cells.values]).toEqual([1, Infinity, NaN, -Infinity])
  })

  it('of codes with leading zeros or of ids too long for a number is texts', () => {
    expect(built(['007', '008', '010'])?.kind).toBe('texts')
    expect(built(['18446744073709551615', '18446744073709551614'])?.kind).toBe('texts')
  })

  it('that is empty for long is judged by what comes then', () => {
    const cells = built([...times(5000, '-'), '7', '8'])
    expect(cells?.kind === 'numbers' && [cells.values.length, cells.values[4999], cells.values[5001]]).toEqual([
      5002,
      NaN,
      8,
    ])
  })

  it('that is empty throughout is texts', () => {
    expect(built(times(3, '-'))).toMatchObject({ kind: 'texts', dictionary: [''] })
  })

  it('that began with words becomes numbers if they were few in the end', () => {
    const cells = built([...times(500, 'n/d'), ...times(1600, '1.5'), ...times(8000, '2')])
    expect(cells?.kind === 'numbers' && [cells.values[600], cells.strays.size, cells.strays.get(0)]).toEqual([
      1.5,
      500,
      'n/d',
    ])
  })

  it('that began with numbers and turned into words asks to be read again', () => {
    const texts = [...times(2000, '1.50'), ...times(300, 'web')]
    expect(built(texts)).toBeNull()
    expect(textsOf(built(texts, true), 2300)[0]).toBe('1.50')
  })

  it('keeps long texts apart from the text they were read with', () => {
    const cells = built(['aVeryLongServiceName-1', 'aVeryLongServiceName-2', 'aVeryLongServiceName-1'])
    expect(cells?.kind === 'texts' && [...cells.codes]).toEqual([1, 2, 1])
  })
})
