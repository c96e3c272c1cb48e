import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GridIndex } from '../../../src/charts/map/grid-index'
import { finish } from './finish'

const extent = { left: -1, right: 1, bottom: -1, top: 1 }
const everyRow = (): boolean => true

function indexOf(coordinates: Float32Array): GridIndex {
  const index = new GridIndex(coordinates, extent)
  finish(index.build())
  return index
}

/** Every row tried; the reference. */
function nearestOfAll(coordinates: Float32Array, u: number, v: number, reach: number): number | null {
  let best: number | null = null
  let bestSquared = reach * reach
  for (let row = 0; row < coordinates.length / 2; row++) {
    const squared = (coordinates[2 * row]! - u) ** 2 + (coordinates[2 * row + 1]! - v) ** 2
    if (squared <= bestSquared && (best === null || squared < bestSquared)) {
      best = row
      bestSquared = squared
    }
  }
  return best
}

describe('grid index', () => {
  test('finds the dot that trying them all finds, also beyond the first view', () => {
    const place = fc.float({ min: Math.fround(-1.5), max: Math.fround(1.5), noNaN: true })
    const reach = Math.fround(0.125)
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place), { maxLength: 60 }), place, place, (places, u, v) => {
        const coordinates = Float32Array.from(places.flat())
        const found = indexOf(coordinates).nearest(u, v, reach, reach, everyRow)
        const wanted = nearestOfAll(coordinates, u, v, reach)
        const distance = (row: number | null): number | null =>
          row === null ? null : Math.hypot(coordinates[2 * row]! - u, coordinates[2 * row + 1]! - v)
        expect(distance(found)).toEqual(distance(wanted))
      }),
    )
  })

  test('passes over dots that are not drawn', () => {
    const index = indexOf(Float32Array.of(0, 0, 0.1, 0))
    expect(index.nearest(0, 0, 0.5, 0.5, everyRow)).toBe(0)
    expect(index.nearest(0, 0, 0.5, 0.5, (row) => row !== 0)).toBe(1)
  })

  test('finds nothing where there is nothing near, and nothing before it is built', () => {
    expect(indexOf(Float32Array.of(0.9, 0.9)).nearest(0, 0, 0.2, 0.2, everyRow)).toBeNull()
    expect(new GridIndex(Float32Array.of(0, 0), extent).nearest(0, 0, 1, 1, everyRow)).toBeNull()
  })
})
