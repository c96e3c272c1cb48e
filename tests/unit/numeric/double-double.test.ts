import { describe, expect, it } from 'vitest'
import { DoubleDouble } from '../../../src/engine/numeric/double-double'
import { seededRandom } from '../../../src/engine/numeric/random'

/** Factors here are multiples of 2⁻⁴⁰, so that products are whole numbers of 2⁻⁸⁰. */
const scaled = (value: number): bigint => BigInt(value * 2 ** 40)

describe('DoubleDouble', () => {
  it('keeps what a float64 sum loses', () => {
    const sum = new DoubleDouble()
    for (const value of [1e16, 1, -1e16, 2 ** -30]) sum.add(value)
    expect(sum.value).toBe(1 + 2 ** -30)
  })

  it('keeps the rounding of products, as whole numbers do', () => {
    const random = seededRandom(5)
    const draw = (): number => Math.round((random.next() - 0.5) * 2 ** 44) / 2 ** 40
    const sum = new DoubleDouble()
    let exact = 0n
    for (let term = 0; term < 1000; term++) {
      const [a, b] = [draw(), draw()]
      sum.addProduct(a, b)
      exact += scaled(a) * scaled(b)
    }
    expect(BigInt(sum.high * 2 ** 80) + BigInt(sum.low * 2 ** 80)).toBe(exact)
  })

  it('is 0 where products cancel', () => {
    const sum = new DoubleDouble()
    const [value, size] = [1234567 / 2 ** 20, 999_983]
    sum.add(size * value * value)
    sum.addProduct(-2 * value, size * value)
    sum.addTripleProduct(value, value, size)
    expect(Math.abs(sum.value)).toBeLessThan(1e-9)
    const whole = new DoubleDouble()
    whole.addTripleProduct(value, value, size)
    whole.addProduct(-2 * value, size * value)
    whole.addTripleProduct(value, value, size)
    expect(whole.value).toBe(0)
  })
})
