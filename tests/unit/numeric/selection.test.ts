import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/engine/numeric/random'
import { selectPlace } from '../../../src/engine/numeric/selection'

describe('selectPlace', () => {
  it('finds what stands at every place of a sorted list', () => {
    const random = seededRandom(4)
    for (const bound of [1, 2, 7, 1e9]) {
      const values = Float64Array.from({ length: 61 }, () => random.below(bound))
      const sorted = values.slice().sort()
      sorted.forEach((value, place) => expect(selectPlace(values.slice(), place)).toBe(value))
    }
  })

  it('leaves nothing larger before the place and nothing smaller behind it', () => {
    const random = seededRandom(9)
    const values = Float64Array.from({ length: 1001 }, () => random.below(50))
    const found = selectPlace(values, 400)
    expect(values.subarray(0, 400).every((value) => value <= found)).toBe(true)
    expect(values.subarray(401).every((value) => value >= found)).toBe(true)
  })

  it('needs no more than a few passes over values that are sorted or all alike', () => {
    const length = 300_000
    const ascending = Float64Array.from({ length }, (_, index) => index)
    expect(selectPlace(ascending.slice(), 123_456)).toBe(123_456)
    expect(selectPlace(ascending.slice().reverse(), 123_456)).toBe(123_456)
    expect(selectPlace(new Float64Array(length).fill(3), 123_456)).toBe(3)
  })
})
