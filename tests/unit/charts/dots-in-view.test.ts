import { describe, expect, test } from 'vitest'
import { dotsOf, extentInView, runsInView, sampleOfAll, ViewSample } from '../../../src/charts/map/dots-in-view'
import { PlaceTree } from '../../../src/charts/map/place-tree'
import { finish } from './finish'

/** 300 × 300 dots between 0 and 1, and one far from all others. */
const SIDE = 300
const LONELY = SIDE * SIDE
const coordinates = Float32Array.from([
  ...Array.from({ length: SIDE * SIDE }, (_, i) => [(i % SIDE) / SIDE, Math.floor(i / SIDE) / SIDE]).flat(),
  3,
  3,
])
const tree = finish(new PlaceTree(coordinates).build())
const everything = { left: -1, right: 4, bottom: -1, top: 4 }
const corner = { left: 0.2, right: 0.4, bottom: 0.1, top: 0.3 }

describe('dots in view', () => {
  test('hold every dot of the part in view, and few others', () => {
    const found = runsInView(tree, corner)
    const { dots } = finish(dotsOf(found))
    const rows = new Set(Array.from(dots, (dot) => tree.rows[dot]!))
    expect(rows.size).toBe(found.count)
    let insideCount = 0
    for (let row = 0; row <= LONELY; row++) {
      const u = coordinates[2 * row]!
      const v = coordinates[2 * row + 1]!
      if (u < corner.left || u > corner.right || v < corner.bottom || v > corner.top) continue
      insideCount++
      expect(rows.has(row)).toBe(true)
    }
    expect(insideCount).toBeGreaterThan(3000)
    expect(found.count).toBeLessThan(1.6 * insideCount)
  })

  test('are one run where all of the map is in view, and none where nothing is', () => {
    expect(runsInView(tree, everything)).toEqual({ runs: [0, LONELY + 1], count: LONELY + 1 })
    expect(runsInView(tree, { left: 8, right: 9, bottom: 8, top: 9 }).count).toBe(0)
  })

  test('a part of the map is found from the placing, with its margin', () => {
    const placing = { scaleX: 100, offsetX: 50, scaleY: -100, offsetY: 150 }
    expect(extentInView(placing, 200, 100, 10)).toEqual({ left: -0.6, right: 1.6, bottom: 0.4, top: 1.6 })
  })
})

describe('the sample of a first picture', () => {
  test('is spread over the file, and stands for about all of it', () => {
    const { dots, weights, count } = finish(sampleOfAll(1001, 100))
    expect([count, weights![0], dots[0], dots[1], dots[90]]).toEqual([91, 11, 0, 11, 990])
  })

  test('is all of a small file', () => {
    expect(finish(sampleOfAll(3, 100))).toEqual({ dots: Uint32Array.of(0, 1, 2), weights: null, count: 3 })
    expect(finish(sampleOfAll(0, 100)).count).toBe(0)
  })
})

describe('the sample of a frame', () => {
  const take = (squarePixels: number): ReturnType<ViewSample['take']> =>
    new ViewSample().take(tree, everything, squarePixels)
  const weightOf = ({ weights, count }: ReturnType<typeof take>): number =>
    weights!.subarray(0, count).reduce((sum, weight) => sum + weight, 0)

  test('is bounded by the pixels, and stands for as many dots as there are', () => {
    const sample = take(40 * 40)
    expect(sample.count).toBeLessThan(40 * 40 * 2)
    expect(sample.count).toBeGreaterThan(40 * 40 * 0.3)
    expect(weightOf(sample)).toBeCloseTo(LONELY + 1, 0)
  })

  test('always holds a dot that lies alone, as one', () => {
    const sample = take(10 * 10)
    const at = sample.dots.subarray(0, sample.count).findIndex((dot) => tree.rows[dot] === LONELY)
    expect(at).toBeGreaterThanOrEqual(0)
    expect(sample.weights![at]).toBe(1)
  })

  test('holds all dots once there are pixels enough, each once', () => {
    const sample = take(4000 * 4000)
    expect(new Set(sample.dots.subarray(0, sample.count)).size).toBe(LONELY + 1)
    expect(sample.count).toBe(LONELY + 1)
  })

  test('is smaller for a coarser picture', () => {
    expect(take(40 * 40).count).toBeLessThan(0.6 * take(200 * 200).count)
  })
})
