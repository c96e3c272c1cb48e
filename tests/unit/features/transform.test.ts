import { describe, expect, it } from 'vitest'
import { inRealUnit, scaled, transformed, untransformed } from '../../../src/engine/features/transform'

describe('transformed', () => {
  it('leaves a plain column as it is', () => {
    expect(transformed(-12.5, 'none')).toBe(-12.5)
  })
  it('is ln(1 + x), and odd', () => {
    expect(transformed(Math.E - 1, 'log1p')).toBeCloseTo(1, 15)
    expect(transformed(-99, 'log1p')).toBe(-transformed(99, 'log1p'))
    expect(transformed(0, 'log1p')).toBe(0)
  })
  it('has a way back', () => {
    for (const value of [-1e9, -3, 0, 0.001, 42, 9.1e6]) {
      expect(untransformed(transformed(value, 'log1p'), 'log1p')).toBeCloseTo(value, 4)
    }
  })
})

describe('scaled', () => {
  it('is in standard deviations from the mean', () => {
    expect(scaled(14, 10, 2)).toBe(2)
  })
  it('holds a far value within 8', () => {
    expect(scaled(1e9, 10, 2)).toBe(8)
    expect(scaled(-1e9, 10, 2)).toBe(-8)
  })
})

describe('inRealUnit', () => {
  it('says in bytes what a centroid is in scaled units', () => {
    const feature = { kind: 'number', column: 'bytes', transform: 'log1p', fill: 0, mean: 5, scale: 2 } as const
    expect(inRealUnit(feature, (Math.log1p(4200) - 5) / 2)).toBeCloseTo(4200, 8)
  })
})
