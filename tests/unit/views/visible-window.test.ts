import { describe, expect, test } from 'vitest'
import { scrollToShow, TALLEST_PX, visibleWindow } from '../../../src/views/anomalies/visible-window'

const short = { rowCount: 1000, rowPx: 26, seenPx: 260 }
const million = { rowCount: 1_000_000, rowPx: 26, seenPx: 520 }

describe('a list that fits into what browsers lay out', () => {
  test('is as high as its rows, and starts at its first row', () => {
    expect(visibleWindow(short, 0, 0)).toEqual({ first: 0, end: 10, topPx: 0, heightPx: 26_000 })
  })

  test('draws the rows that the scroll position uncovers, where they belong', () => {
    expect(visibleWindow(short, 2600, 0)).toEqual({ first: 100, end: 110, topPx: 2600, heightPx: 26_000 })
  })

  test('draws spare rows at both ends but never beyond the list', () => {
    expect(visibleWindow(short, 2600, 6)).toMatchObject({ first: 94, end: 116, topPx: 94 * 26 })
    expect(visibleWindow(short, 26_000 - 260, 6)).toMatchObject({ first: 984, end: 1000 })
  })

  test('an empty list draws nothing', () => {
    expect(visibleWindow({ ...short, rowCount: 0 }, 0)).toEqual({ first: 0, end: 0, topPx: 0, heightPx: 0 })
  })
})

describe('a million rows', () => {
  test('are drawn no higher than browsers lay out', () => {
    expect(visibleWindow(million, 0).heightPx).toBe(TALLEST_PX)
  })

  test('end with the last row at the very bottom', () => {
    const { first, end, topPx } = visibleWindow(million, TALLEST_PX - million.seenPx, 0)
    expect(end).toBe(1_000_000)
    expect(topPx + (end - first) * million.rowPx).toBeCloseTo(TALLEST_PX, 3)
  })

  test('can each be brought into view', () => {
    for (const index of [0, 1, 12_345, 500_000, 999_998, 999_999]) {
      const scrollPx = scrollToShow(million, 3_000_000, index)
      const { first, end, topPx } = visibleWindow(million, scrollPx, 0)
      expect(first).toBeLessThanOrEqual(index)
      expect(end).toBeGreaterThan(index)
      const rowTop = topPx + (index - first) * million.rowPx - scrollPx
      expect(rowTop).toBeGreaterThanOrEqual(-0.01)
      expect(rowTop + million.rowPx).toBeLessThanOrEqual(million.seenPx + 0.01)
    }
  })
})

test('a row that is in view already does not move the list', () => {
  expect(scrollToShow(short, 2600, 105)).toBe(2600)
})
