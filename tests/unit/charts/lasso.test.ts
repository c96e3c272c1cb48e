import { describe, expect, test } from 'vitest'
import { rowsInside } from '../../../src/charts/map/lasso'
import { isInside, polygonMask } from '../../../src/charts/map/polygon-mask'

const plain = { scaleX: 1, offsetX: 0, scaleY: 1, offsetY: 0 }

describe('polygon mask', () => {
  test('fills a square and nothing else', () => {
    const mask = polygonMask(
      [
        [2, 2],
        [6, 2],
        [6, 6],
        [2, 6],
      ],
      10,
      10,
    )
    expect(mask.inside.reduce((sum, value) => sum + value, 0)).toBe(16)
    expect(isInside(mask, 2.5, 5.5)).toBe(true)
    expect(isInside(mask, 6.5, 5.5)).toBe(false)
  })

  test('a notch is outside', () => {
    const arrow: [number, number][] = [
      [0, 0],
      [10, 0],
      [10, 10],
      [5, 2],
      [0, 10],
    ]
    const mask = polygonMask(arrow, 10, 10)
    expect(isInside(mask, 1, 5)).toBe(true)
    expect(isInside(mask, 5, 8)).toBe(false)
    expect(isInside(mask, 9, 5)).toBe(true)
  })

  test('a line drawn beyond the edge is cut there', () => {
    const mask = polygonMask(
      [
        [-50, -50],
        [500, -50],
        [500, 3],
        [-50, 3],
      ],
      10,
      10,
    )
    expect(mask.inside.reduce((sum, value) => sum + value, 0)).toBe(30)
    expect(isInside(mask, -1, 1)).toBe(false)
  })
})

describe('lasso', () => {
  const square: [number, number][] = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ]

  test('gives the rows whose dots it encloses, in order of the file', () => {
    const rows = rowsInside(square, Float32Array.of(5, 5, 15, 5, 1, 9), plain, 20, 20)
    expect([...rows]).toEqual([0, 2])
  })

  test('goes by where dots lie on the page, zoomed as they are', () => {
    const moved = { scaleX: 2, offsetX: 4, scaleY: 2, offsetY: 4 }
    expect([...rowsInside(square, Float32Array.of(2, 2, 5, 5), moved, 20, 20)]).toEqual([0])
  })

  test('a press without a line encloses nothing', () => {
    expect(rowsInside([[5, 5]], Float32Array.of(5, 5), plain, 20, 20)).toHaveLength(0)
  })
})
