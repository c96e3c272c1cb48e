import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nearestRow } from '../../../src/charts/map/nearest'
import { PlaceTree } from '../../../src/charts/map/place-tree'
import { finish } from './finish'

const built = (coordinates: Float32Array, among: Uint32Array | null = null): PlaceTree =>
  finish(new PlaceTree(coordinates, among).build())

/** Every row tried; the reference. */
function nearestOfAll(coordinates: Float32Array, u: number, v: number, reach: number): number | null {
  let best: number | null = null
  let bestSquared = 1
  for (let row = 0; row < coordinates.length / 2; row++) {
    const squared = ((coordinates[2 * row]! - u) / reach) ** 2 + ((coordinates[2 * row + 1]! - v) / reach) ** 2
    if (squared <= bestSquared && (best === null || squared < bestSquared)) {
      best = row
      bestSquared = squared
    }
  }
  return best
}

/** Round groups, one spot with a third of all, a row of like values, and a few far out. */
function uneven(rowCount: number): Float32Array {
  let state = 7
  const random = (): number => (state = (Math.imul(state, 48_271) >>> 0) % 2_147_483_647) / 2_147_483_647
  const place = (row: number): readonly number[] => {
    if (row % 3 === 0) return [2, 1]
    if (row % 7 === 0) return [random(), 0.25]
    return row % 1000 === 1 ? [1000 * random(), -50] : [random() ** 4, random() ** 2]
  }
  return Float32Array.from(Array.from({ length: rowCount }, (_, row) => place(row)).flat())
}

describe('place tree', () => {
  test('finds the very dot that trying them all finds', () => {
    const place = fc.float({ min: Math.fround(-1.5), max: Math.fround(1.5), noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place), { maxLength: 200 }), place, place, (places, u, v) => {
        const coordinates = Float32Array.from(places.flat())
        expect(nearestRow(built(coordinates), u, v, 0.125, 0.125)).toBe(nearestOfAll(coordinates, u, v, 0.125))
      }),
    )
  })

  test('finds it among tens of thousands that lie unevenly, near and far', () => {
    const coordinates = uneven(40_000)
    const tree = built(coordinates)
    for (let row = 1; row < 40_000; row += 397) {
      const u = coordinates[2 * row]! + 0.004
      const v = coordinates[2 * row + 1]! - 0.003
      for (const reach of [0.001, 0.02, 3])
        expect(nearestRow(tree, u, v, reach, reach)).toBe(nearestOfAll(coordinates, u, v, reach))
    }
  })

  test('of flows on one spot finds the first of the file', () => {
    const tree = built(new Float32Array(2000).fill(0.5))
    expect(nearestRow(tree, 0.5, 0.5, 1, 1)).toBe(0)
    expect(tree.nodes.count).toBe(1)
  })

  test('passes over rows that it was not given', () => {
    const coordinates = Float32Array.of(0, 0, 0.1, 0, 0.3, 0)
    expect(nearestRow(built(coordinates), 0, 0, 0.5, 0.5)).toBe(0)
    expect(nearestRow(built(coordinates, Uint32Array.of(1, 2)), 0, 0, 0.5, 0.5)).toBe(1)
    expect(nearestRow(built(coordinates, new Uint32Array(0)), 0, 0, 0.5, 0.5)).toBeNull()
  })

  test('finds nothing where there is nothing within reach, across or up', () => {
    const tree = built(Float32Array.of(0.9, 0.9))
    expect(nearestRow(tree, 0, 0, 0.2, 0.2)).toBeNull()
    expect(nearestRow(tree, 0, 0.9, 1, 0.01)).toBe(0)
    expect(nearestRow(tree, 0, 0.9, 0.01, 1)).toBeNull()
  })

  test('holds every row once, with its own place, whatever the order', () => {
    const coordinates = uneven(5000)
    const { rows, places } = built(coordinates)
    expect([...rows].sort((a, b) => a - b)).toEqual(Array.from({ length: 5000 }, (_, row) => row))
    rows.forEach((row, dot) => {
      expect(places[2 * dot]).toBe(coordinates[2 * row])
      expect(places[2 * dot + 1]).toBe(coordinates[2 * row + 1])
    })
  })

  test('takes no step of more than some ten thousand dots at a time', () => {
    let stepCount = 0
    for (const step of new PlaceTree(uneven(200_000)).build()) stepCount += step === undefined ? 1 : 0
    expect(stepCount).toBeGreaterThan((4 * 200_000) / 32_768)
  })

  test('needs no more nodes than one for every sixteen dots', () => {
    expect(built(uneven(100_000)).nodes.count).toBeLessThan(100_000 / 16)
  })
})
