import { describe, expect, it } from 'vitest'
import { band, bytes, compact, count, decimals, number, quantity, seconds, share } from '../../../src/wording/numbers'

const table = (name: string, read: (value: number) => string, rows: readonly (readonly [number, string])[]): void => {
  describe(name, () => {
    for (const [value, words] of rows) it(`says ${value} as "${words}"`, () => expect(read(value)).toBe(words))
  })
}

table('count', count, [
  [0, '0'],
  [7, '7'],
  [999, '999'],
  [1000, '1,000'],
  [25192, '25,192'],
  [1234567, '1,234,567'],
  [-1234, '−1,234'],
  [NaN, '–'],
])

table('share', share, [
  [0, '0 %'],
  [1, '100 %'],
  [0.339, '34 %'],
  [0.346, '35 %'],
  [0.004, '0.4 %'],
  [0.0004, '<0.1 %'],
  [0.0096, '1 %'],
  [0.999, '99.9 %'],
  [0.9994, '99.9 %'],
  [0.99996, '>99.9 %'],
  [0.993, '99.3 %'],
  [0.99, '99 %'],
  [0.5, '50 %'],
  [1.4, '140 %'],
])

table('bytes', bytes, [
  [0, '0 B'],
  [204, '204 B'],
  [999.6, '1.0 kB'],
  [1000, '1.0 kB'],
  [30_100, '30.1 kB'],
  [9_100_000, '9.1 MB'],
  [152_400_000, '152 MB'],
  [999_960_000, '1.0 GB'],
  [381_709_090, '382 MB'],
  [-2500, '−2.5 kB'],
  [1.5, '1.5 B'],
])

table('compact', compact, [
  [381_709_090, '381.7 M'],
  [9_999, '9,999'],
  [12_600, '12.6 k'],
  [1_000_000, '1 M'],
  [999_960, '1 M'],
  [0.14, '0.14'],
])

table('seconds', seconds, [
  [0, '0 s'],
  [0.02, '0.02 s'],
  [0.0004, '0.4 ms'],
  [0.000002, '2 µs'],
  [5.25, '5.3 s'],
  [45, '45 s'],
  [59.7, '1 min'],
  [200, '3 min 20 s'],
  [3600, '1 h'],
  [7260, '2 h 1 min'],
  [86_399, '1 d'],
  [100_000, '1 d 4 h'],
  [3599.6, '1 h'],
])

table('number', number, [
  [0, '0'],
  [1, '1'],
  [0.05, '0.05'],
  [0.5, '0.5'],
  [1.204, '1.2'],
  [12.34, '12.3'],
  [174.6, '175'],
  [0.00042, '0.00042'],
  [-5, '−5'],
  [1e-9, '1.0e-9'],
  [Infinity, '∞'],
  [2.999, '3'],
])

describe('quantity', () => {
  it('follows the unit of the column', () => {
    expect(quantity(9_100_000, 'bytes')).toBe('9.1 MB')
    expect(quantity(200, 'seconds')).toBe('3 min 20 s')
    expect(quantity(4_000_000, 'microseconds')).toBe('4 s')
    expect(quantity(1500, 'milliseconds')).toBe('1.5 s')
    expect(quantity(1, 'share')).toBe('1.00')
    expect(quantity(0, 'share')).toBe('0')
    expect(quantity(1, 'packets')).toBe('1 packet')
    expect(quantity(12, 'packets')).toBe('12 packets')
    expect(quantity(175, null)).toBe('175')
  })
})

describe('band', () => {
  it('says a unit once where both ends share it', () => {
    expect(band(0, 4200, 'bytes')).toBe('0 to 4.2 kB')
    expect(band(1200, 4200, 'bytes')).toBe('1.2 to 4.2 kB')
    expect(band(12, 4200, 'bytes')).toBe('12 B to 4.2 kB')
    expect(band(0.05, 0.14, 'share')).toBe('0.05 to 0.14')
    expect(band(200, 400, 'seconds')).toBe('3 min 20 s to 6 min 40 s')
  })

  it('says one value where the band has no width', () => {
    expect(band(0, 0, 'share')).toBe('0')
    expect(band(48, 48, 'bytes')).toBe('48 B')
  })
})

describe('decimals', () => {
  it('never says minus nothing', () => expect(decimals(-0.0001, 2)).toBe('0.00'))
})
