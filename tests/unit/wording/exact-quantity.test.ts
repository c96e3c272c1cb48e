import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Unit } from '../../../src/engine/table/column'
import { exactQuantity, valueOfWords } from '../../../src/wording/exact-quantity'

describe('a quantity in words that mean exactly it', () => {
  it('reads as any other where nothing is lost', () => {
    expect(exactQuantity(210_000, 'bytes')).toBe('210 kB')
    expect(exactQuantity(0.0023, 'seconds')).toBe('2.3 ms')
    expect(exactQuantity(200, 'seconds')).toBe('3 min 20 s')
    expect(exactQuantity(0.07, 'share')).toBe('0.07')
    expect(exactQuantity(3, null)).toBe('3')
    expect(exactQuantity(1500, 'microseconds')).toBe('1.5 ms')
  })

  it('is written out where the short words would mean another value', () => {
    expect(exactQuantity(211_234, 'bytes')).toBe('211,234 B')
    expect(exactQuantity(123_456, 'seconds')).toBe('123,456 s')
    expect(exactQuantity(0.071, 'share')).toBe('0.071')
    expect(exactQuantity(-1234.5, null)).toBe('−1,234.5')
    expect(exactQuantity(2851, 'microseconds')).toBe('2,851 µs')
  })

  it('never says another value', () => {
    const units: readonly Unit[] = ['bytes', 'seconds', 'milliseconds', 'microseconds', 'packets', 'share', null]
    const steps: Partial<Record<string, number>> = { milliseconds: 1e-3, microseconds: 1e-6 }
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e12 }),
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom(...units),
        (whole, places, unit) => {
          const value = Number(`${whole}e-${places}`)
          const meant = value * (steps[unit ?? ''] ?? 1)
          const said = valueOfWords(exactQuantity(value, unit))
          expect(Math.abs(said - meant)).toBeLessThanOrEqual(1e-11 * Math.abs(meant))
        },
      ),
    )
  })
})
