import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberOf } from '../../../src/engine/intake/number-text'

describe('a text is a number', () => {
  it.each([
    ['0', 0],
    ['-17', -17],
    ['+4', 4],
    ['1.50', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['0.000008', 0.000008],
    ['1655072474.795457', 1655072474.795457],
    ['1e3', 1000],
    ['-2.5E-2', -0.025],
    ['9007199254740991', 9007199254740991],
    ['0.30000000000000004', 0.30000000000000004],
    ['Infinity', Infinity],
    ['-inf', -Infinity],
    ['+INF', Infinity],
  ])('if it is %s', (text, value) => {
    expect(numberOf(text)).toBe(value)
  })

  it.each([
    '',
    '-',
    '+',
    '.',
    'e5',
    '1e',
    '12a',
    '1 000',
    '1,234',
    '1_000',
    '0x1f',
    '0b1',
    '007',
    '-08123',
    '00.5',
    '9007199254740993',
    '18446744073709551615',
    'infinite',
    'information',
    'NaN',
    '1.2.3',
    '10.0.0.1',
    '--1',
    'Ⅷ',
    '１２',
  ])('but not if it is %j', (text) => {
    expect(numberOf(text)).toBeNaN()
  })

  it('with the value that JavaScript gives it, to the last bit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = String(value)
        if (/^-?\d+$/.test(text) && !Number.isSafeInteger(value)) return
        expect(numberOf(text)).toBe(Number(text))
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.stringMatching(/^[0-9]{0,12}$/), (whole, decimals) => {
        expect(numberOf(`${whole}.${decimals}`)).toBe(Number(`${whole}.${decimals}`))
      }),
    )
  })
})
