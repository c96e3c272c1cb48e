import { describe, expect, test } from 'vitest'
import { layoutOf } from '../../../src/charts/map/gl/sheets'

describe('sheets of a texture', () => {
  test('lie side by side, and below where a line is full', () => {
    expect(layoutOf(600, 400, 7, 4096)).toEqual({ columns: 6, width: 3600, height: 800 })
    expect(layoutOf(600, 400, 3, 4096)).toEqual({ columns: 3, width: 1800, height: 400 })
  })

  test('every ink has one, and none reaches beyond the texture', () => {
    for (const sheetCount of [1, 2, 13, 25, 33])
      for (const side of [300, 777, 1300]) {
        const layout = layoutOf(side, side, sheetCount, 16_384)!
        expect(layout.columns * (layout.height / side)).toBeGreaterThanOrEqual(sheetCount)
        expect(Math.max(layout.width, layout.height)).toBeLessThanOrEqual(16_384)
      }
  })

  test('there is none where the card or its memory is too small', () => {
    expect(layoutOf(5000, 400, 1, 4096)).toBeNull()
    expect(layoutOf(2000, 2000, 9, 4096)).toBeNull()
    expect(layoutOf(2000, 2000, 40, 16_384)).toBeNull()
  })
})
