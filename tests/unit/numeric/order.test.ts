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

/** As logs are: in order, or nearly: a few values of one piece belong into another. */
const nearlyInOrder = (length: number): Float64Array[] => {
  const random = seededRandom(length + 2)
  const ascending = Float64Array.from({ length }, (_, at) => at)
  const nearly = ascending.map((value) => value + 40 * random.next())
  const swapped = ascending.slice()
  for (const edge of [16_384, 32_768, 49_152].filter((at) => at + 3 < length)) {
    ;[swapped[edge - 2], swapped[edge + 3]] = [swapped[edge + 3]!, swapped[edge - 2]!]
  }
  return [ascending, nearly, swapped, new Float64Array(length).fill(7)]
}

describe('sortValues', () => {
  it('gives what one sort gives of values that are in order, or nearly, or all the same', async () => {
    for (const length of LENGTHS) {
      for (const values of nearlyInOrder(length)) {
        expect(await sortValues(values.slice(), breathe)).toEqual(values.slice().sort())
      }
    }
  })

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
    // Four pieces; then of two runs each and of all, each place and the runs' own.
    expect(breaths).toBe(4 + (4 + 2) + (4 + 1))
    breaths = 0
    await sortIndices(order, (a, b) => b - a, count)
    expect(breaths).toBe(4 + 2 + 1)
    const stop = (): Promise<void> => Promise.reject(new Cancelled())
    await expect(sortIndices(order, (a, b) => b - a, stop)).rejects.toBeInstanceOf(Cancelled)
  })
})
