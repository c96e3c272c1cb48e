import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellText } from '../../../src/engine/table/table'
import { certainDigits } from '../../../src/wording/certain-digits'
import { openText } from '../table/opened'

/** What the screen shows of one cell of a column of numbers. */
async function shown(text: string): Promise<string> {
  const { table } = await openText(`x,y\n${text},1\n2,1\n3,1\n`)
  expect(table.cells[0]!.kind).toBe('numbers')
  return certainDigits(cellText(table.cells[0]!, 0))
}

describe('a number on screen', () => {
  it.each([
    ['0.1', '0.1'],
    ['-3.25', '-3.25'],
    ['1331901011.840001', '1331901011.840001'],
    ['9007199254740991', '9007199254740991'],
    ['123456789012345', '123456789012345'],
    ['1331901000.123456789', '1331901000.12345…'],
    ['0.12345678901234567891', '0.123456789012345…'],
    ['0.30000000000000004', '0.300000000000000…'],
    ['Infinity', 'Infinity'],
  ])('%s is shown as %s', async (text, expected) => {
    expect(await shown(text)).toBe(expected)
  })

  it('beyond 2⁵³ is a text of its own, digit by digit', async () => {
    const ids = ['12345678901234567890', '12345678901234567891', '9007199254740993']
    const { table } = await openText(`id,y\n${ids.map((id) => `${id},1`).join('\n')}\n`)
    expect(table.cells[0]!.kind).toBe('texts')
    expect(ids.map((_, row) => cellText(table.cells[0]!, row))).toEqual(ids)
  })

  it('keeps its exponent, and all of what 16 digits say', () => {
    expect(certainDigits('1.2345678901234567e-7')).toBe('1.23456789012345…e-7')
    expect(certainDigits('1e+21')).toBe('1e+21')
    expect(certainDigits('0.0001234567890123456')).toBe('0.0001234567890123456')
  })

  it('never shows a digit that a decimal of up to nine places does not have', () => {
    const decimal = fc.tuple(fc.integer({ min: 0, max: 2 ** 31 }), fc.integer({ min: 1, max: 999_999_999 }))
    fc.assert(
      fc.property(decimal, ([whole, fraction]) => {
        const text = `${whole}.${String(fraction).padStart(9, '0')}`
        const word = certainDigits(String(Number(text)))
        const exact = text.replace(/0+$/, '')
        // The last digit may be rounded where digits were dropped.
        return (
          word === exact || Math.abs(Number(word.replace('…', '')) - Number(text)) < 10 ** -(14 - String(whole).length)
        )
      }),
      { seed: 7, numRuns: 500 },
    )
  })
})
