import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/engine/numeric/random'
import { sortNumbers } from '../../../src/engine/numeric/sort-numbers'

const random = seededRandom(83)

const drawn: Readonly<Record<string, () => number>> = {
  'times of one day': () => 1.7e9 + random.next() * 86_400,
  'amounts over many powers of ten': () => 10 ** (random.next() * 20 - 10),
  'both signs and the infinities': () => [-Infinity, Infinity, random.next() - 0.5][random.below(3)]!,
  'few different': () => random.below(4) - 2,
  'all bits': () => (random.below(2 ** 32) - 2 ** 31) * 2 ** (random.below(2000) - 1000),
}

describe('sortNumbers', () => {
  it.each(Object.entries(drawn))('puts %s in the order that JavaScript does', (_, draw) => {
    for (const count of [0, 1, 4095, 4096, 70_000]) {
      const values = Float64Array.from({ length: count }, draw)
      expect(sortNumbers(values.slice())).toEqual(values.slice().sort())
    }
  })

  it('merges more than one stretch, the last one short', () => {
    const values = Float64Array.from({ length: 3 * 262_144 + 5 }, () => random.next())
    expect(sortNumbers(values.slice())).toEqual(values.slice().sort())
  })
})
