import { describe, expect, it } from 'vitest'
import { sortIndices, sortValues } from '../../../src/engine/numeric/order'
import { Cancelled, silentPulse } from '../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../src/engine/numeric/random'

const { breathe } = silentPulse
/** Around the pieces of 16,384 that are sorted at once. */
const LENGTHS = [0, 1, 2, 100, 16_383, 16_384, 16_385, 32_768, 49_153, 70_001]

/** Few distinct values, so that there are ties. */
const someValues = (length: number): Float64Array => {
  const random = seededRandom(length + 1)
  return Float64Array.from({ length }, () => random.below(length / 3 + 1) - 5)
}

describe('sortValues', () => {
  it('gives what one sort gives, whatever the length', async () => {
    for (const length of LENGTHS) {
      const values = someValues(length)
      expect(await sortValues(values.slice(), breathe)).toEqual(values.slice().sort())
    }
  })
})

describe('sortIndices', () => {
  it('gives what one sort gives, whatever the length', async () => {
    for (const length of LENGTHS) {
      const values = someValues(length)
      const compare = (a: number, b: number): number => values[b]! - values[a]! || a - b
      const order = Uint32Array.from({ length }, (_, index) => index)
      expect(await sortIndices(order.slice(), compare, breathe)).toEqual(order.sort(compare))
    }
  })

  it('breathes at least once per 16,384 values and pass, and stops where a breath says so', async () => {
    let breaths = 0
    const order = Uint32Array.from({ length: 65_536 }, (_, index) => index)
    const count = (): Promise<void> => Promise.resolve(void breaths++)
    await sortIndices(order, (a, b) => b - a, count)
    expect(breaths).toBe(4 + 4 + 4)
    const stop = (): Promise<void> => Promise.reject(new Cancelled())
    await expect(sortIndices(order, (a, b) => b - a, stop)).rejects.toBeInstanceOf(Cancelled)
  })
})
