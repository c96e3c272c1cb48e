import { describe, expect, it } from 'vitest'
import { orderByKey } from '../../../src/engine/numeric/radix-order'
import { seededRandom } from '../../../src/engine/numeric/random'

const breathe = (): Promise<void> => Promise.resolve()
const allRows = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, row) => row)

/** By comparison, with NaN before every number and ties in the order of the rows. */
function compared(keys: ArrayLike<number>, rows: Uint32Array, descending: boolean): number[] {
  const rank = (value: number): number =>
    Number.isNaN(value) ? -Infinity : value === -Infinity ? -Number.MAX_VALUE : value
  const sign = descending ? -1 : 1
  return [...rows.keys()]
    .sort((a, b) => sign * Math.sign(rank(keys[rows[a]!]!) - rank(keys[rows[b]!]!) || 0) || a - b)
    .map((place) => rows[place]!)
}

describe('orderByKey', () => {
  const random = seededRandom(3)
  const draw = (): number =>
    [0, -0, NaN, Infinity, -Infinity, 1, -1, random.next() * 1e9, -random.next(), random.below(5), 5e-324, 1e-40][
      random.below(12)
    ]!

  it.each(['float32', 'float64'])('orders %s as a comparison would, ties as they came', async (kind) => {
    for (let trial = 0; trial < 20; trial++) {
      const drawn = Array.from({ length: 1 + random.below(700) }, draw)
      const keys = kind === 'float32' ? Float32Array.from(drawn) : Float64Array.from(drawn)
      const rows = allRows(keys.length).filter(() => random.next() < 0.8)
      for (const descending of [false, true])
        expect([...(await orderByKey(rows, keys, descending, breathe))]).toEqual(compared(keys, rows, descending))
    }
  })

  it('keeps the order of rows that were handed in out of order, where keys tie', async () => {
    expect([...(await orderByKey(Uint32Array.of(2, 0, 1), Float32Array.of(1, 0, 1), true, breathe))]).toEqual([2, 0, 1])
  })

  it('takes no rows', async () => {
    expect(await orderByKey(new Uint32Array(0), new Float64Array(0), false, breathe)).toHaveLength(0)
  })

  it('leaves what it was given', async () => {
    const rows = Uint32Array.of(0, 1)
    const keys = Float32Array.of(9, 1)
    await orderByKey(rows, keys, false, breathe)
    expect([[...rows], [...keys]]).toEqual([
      [0, 1],
      [9, 1],
    ])
  })

  it('stops where a breath says so', async () => {
    const stop = (): Promise<void> => Promise.reject(new Error('stopped'))
    await expect(orderByKey(allRows(9), new Float32Array(9), false, stop)).rejects.toThrow('stopped')
  })
})
