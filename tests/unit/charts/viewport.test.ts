import { describe, expect, test } from 'vitest'
import { fitInto, onMap, onPage, toEdge, zoomed, zoomOnto } from '../../../src/charts/map/viewport'

const frame = { left: 0, top: 0, right: 400, bottom: 200 }
const square = { left: -1, right: 1, bottom: -1, top: 1 }

describe('viewport', () => {
  test('what is more lies farther right and farther up', () => {
    const placing = fitInto(square, frame)
    const [x1, y1] = onPage(placing, 0, 0)
    const [x2, y2] = onPage(placing, 0.5, 0.5)
    expect([x1, y1]).toEqual([200, 100])
    expect(x2).toBeGreaterThan(x1)
    expect(y2).toBeLessThan(y1)
  })

  test('no axis is stretched to more than twice the other', () => {
    const placing = fitInto({ left: 0, right: 1, bottom: 0, top: 100 }, frame)
    expect(placing.scaleX / -placing.scaleY).toBeCloseTo(2)
    const wide = fitInto({ left: 0, right: 100, bottom: 0, top: 1 }, frame)
    expect(-wide.scaleY / wide.scaleX).toBeCloseTo(2)
  })

  test('a place on the page leads back to the same place on the map, zoomed or not', () => {
    const placing = zoomed(fitInto(square, frame), { k: 3, x: -50, y: 20 })
    const [u, v] = onMap(placing, ...onPage(placing, 0.3, -0.7))
    expect(u).toBeCloseTo(0.3)
    expect(v).toBeCloseTo(-0.7)
  })

  test('a map of one spot still has a scale', () => {
    const placing = fitInto({ left: 2, right: 2, bottom: 5, top: 5 }, frame)
    expect(onPage(placing, 2, 5)[0]).toBeCloseTo(200, 0)
    expect(Number.isFinite(placing.scaleX)).toBe(true)
  })

  test('zooming onto an extent centres it and fills the frame', () => {
    const base = fitInto(square, frame)
    const part = { left: 0.5, right: 0.75, bottom: 0.5, top: 0.75 }
    const placing = zoomed(base, zoomOnto(part, base, frame))
    const [x, y] = onPage(placing, 0.625, 0.625)
    expect(x).toBeCloseTo(200)
    expect(y).toBeCloseTo(100)
    expect(onPage(placing, 0.625, 0.75)[1]).toBeCloseTo(0)
  })

  test('a single dot is not zoomed onto without end', () => {
    const base = fitInto(square, frame)
    expect(zoomOnto({ left: 0, right: 0, bottom: 0, top: 0 }, base, frame).k).toBe(24)
  })

  test('what lies outside is moved to the edge and says where it lies', () => {
    expect(toEdge([200, 100], frame, 10)).toEqual({ x: 200, y: 100, isOutside: false, towards: 0 })
    expect(toEdge([900, 100], frame, 10)).toEqual({ x: 390, y: 100, isOutside: true, towards: 90 })
    expect(toEdge([200, -500], frame, 10)).toEqual({ x: 200, y: 10, isOutside: true, towards: 0 })
  })
})
