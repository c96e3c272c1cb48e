import { describe, expect, test } from 'vitest'
import { crowdingOf } from '../../../src/charts/map/crowding'
import { coverAt, TONE_SHIFT, toneAt, toneOf, toneTable } from '../../../src/charts/map/tone'
import { finish } from './finish'

const sparse = toneOf(0.7, 0.01)
const crowded = toneOf(0.7, 500)

describe('tone', () => {
  test('in a sparse map a dot has its opacity, and two over each other about what transparent ones make', () => {
    expect(toneAt(1, sparse)).toBeCloseTo(0.7)
    expect(toneAt(2, sparse)).toBeCloseTo(0.9, 1)
    expect(toneAt(4, sparse)).toBe(1)
  })

  test('in a crowded one a lone dot is fainter but plain, and a hundred are told from ten and from five hundred', () => {
    expect(toneAt(1, crowded)).toBeGreaterThan(0.45)
    expect(toneAt(1, crowded)).toBeLessThan(0.6)
    expect(toneAt(100, crowded) - toneAt(10, crowded)).toBeGreaterThan(0.1)
    expect(toneAt(500, crowded) - toneAt(100, crowded)).toBeGreaterThan(0.1)
  })

  test('flagged dots stay strong in a crowd', () => {
    expect(toneAt(1, toneOf(0.9, 5000))).toBeGreaterThan(0.75)
  })

  test('more dots never show or hide less, and nothing is hidden less than it is coloured', () => {
    for (const tone of [sparse, crowded]) {
      const coverages = Array.from({ length: 400 }, (_, i) => 1.05 ** i / 100)
      const tones = coverages.map((coverage) => toneAt(coverage, tone))
      const covers = coverages.map((coverage) => coverAt(coverage, tone))
      expect(tones).toEqual([...tones].sort((a, b) => a - b))
      expect(covers).toEqual([...covers].sort((a, b) => a - b))
      expect(covers.every((cover, i) => cover >= tones[i]! - 1e-12 && cover <= 1)).toBe(true)
    }
  })

  test('the table says what the formula says, to one part in a hundred', () => {
    const { tones, covers } = toneTable(crowded)
    for (const coverage of [0, 0.004, 0.3, 1, 1.5, 7, 80, 499, 3000, 1e6, 1e9]) {
      const step = new Uint32Array(Float32Array.of(coverage).buffer)[0]! >>> TONE_SHIFT
      expect(tones[step]! / 256).toBeCloseTo(toneAt(coverage, crowded), 1.7)
      expect(covers[step]! / 256).toBeCloseTo(coverAt(coverage, crowded), 1.7)
    }
  })
})

describe('crowding', () => {
  const unit = { left: 0, right: 1, bottom: 0, top: 1 }
  const evenly = (side: number): number[] =>
    Array.from({ length: side * side }, (_, i) => [
      ((i % side) + 0.5) / side,
      (Math.floor(i / side) + 0.5) / side,
    ]).flat()

  test('of an even map is its dots by its area', () => {
    expect(finish(crowdingOf(Float32Array.from(evenly(256)), unit))).toBeCloseTo(256 * 256, -4)
  })

  test('is not that of a flood on one spot, nor of a view that leaves some out', () => {
    const flooded = Float32Array.from([...evenly(256), ...new Array<number>(2 * 20_000).fill(0.3)])
    const wide = Float32Array.from([...evenly(256), 50, 50])
    for (const coordinates of [flooded, wide])
      expect(finish(crowdingOf(coordinates, unit))).toBeLessThan(1.5 * 256 * 256)
  })

  test('of no dots is none', () => {
    expect(finish(crowdingOf(new Float32Array(0), unit))).toBe(0)
  })
})
