import { describe, expect, test } from 'vitest'
import { firstView, viewOfCentroids } from '../../../src/charts/map/extent'
import { extentOfRows } from '../../../src/charts/map/extent-of-rows'
import { finish } from './finish'

/** A hundred by hundred grid of dots between 0 and 1. */
const grid = (): number[] => Array.from({ length: 10_000 }, (_, i) => [(i % 100) / 99, Math.floor(i / 100) / 99]).flat()

describe('first view', () => {
  test('shows every dot of an ordinary map', () => {
    const view = finish(firstView(Float32Array.from(grid())))
    expect(view.extent).toEqual({ left: 0, right: 1, bottom: 0, top: 1 })
    expect(view.outsideCount).toBe(0)
  })

  test('leaves out and counts a few dots that would press all others into a corner', () => {
    const view = finish(firstView(Float32Array.from([...grid(), 100, 0.5, 200, 0.5, 300, 0.5])))
    expect(view.extent.right).toBeLessThan(2)
    expect(view.outsideCount).toBe(3)
    expect(view.whole.right).toBe(300)
  })

  test('leaves nothing out when the far dots are too many to be ignored', () => {
    const far = Array.from({ length: 500 }, () => [100, 0.5]).flat()
    const view = finish(firstView(Float32Array.from([...grid(), ...far])))
    expect(view.extent.right).toBe(100)
    expect(view.outsideCount).toBe(0)
  })

  test('bears a map of one dot and a map of none', () => {
    expect(finish(firstView(Float32Array.of(3, 4))).extent).toEqual({ left: 3, right: 3, bottom: 4, top: 4 })
    expect(finish(firstView(new Float32Array(0))).outsideCount).toBe(0)
  })

  test('without dots, goes around the centroids with room for their circles', () => {
    const { extent } = viewOfCentroids([
      [0, 0],
      [10, 5],
    ])
    expect(extent).toEqual({ left: -2, right: 12, bottom: -1, top: 6 })
  })
})

describe('extent of rows', () => {
  const coordinates = Float32Array.of(0, 0, 1, 2, 3, 1, 9, 9)

  test('encloses a list of rows or those that pass a test', () => {
    expect(extentOfRows(coordinates, [1, 2])).toEqual({ left: 1, right: 3, bottom: 1, top: 2 })
    expect(extentOfRows(coordinates, (row) => row < 2)).toEqual({ left: 0, right: 1, bottom: 0, top: 2 })
  })

  test('of no rows is none', () => {
    expect(extentOfRows(coordinates, [])).toBeNull()
    expect(extentOfRows(coordinates, () => false)).toBeNull()
  })
})
