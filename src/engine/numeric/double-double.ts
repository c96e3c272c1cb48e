/**
 * Double-double: sums and products of float64 with their rounding errors kept, about 106 bits.
 *
 * For a small difference of large exact sums, such as the spread that is left inside tight groups. + − × alone, so every host
 * gives the same bits.
 * Sources: D. Knuth, TAOCP 2, 4.2.2 (two-sum); T. Dekker, Numer. Math. 18, 1971, doi:10.1007/BF01397083 (two-product).
 */

/** A running sum: `high` is it rounded, `low` what the rounding took. */
export class DoubleDouble {
  high = 0
  low = 0

  add(value: number): void {
    const sum = this.high + value
    const taken = sum - this.high
    this.low += this.high - (sum - taken) + (value - taken)
    this.high = sum
  }

  /** Adds a product. Neither factor above 2⁹⁷⁰. */
  addProduct(a: number, b: number): void {
    const product = a * b
    this.add(product)
    this.low += productError(a, b, product)
  }

  /** Adds a product of three: the error of the first two is kept, that of the third as well. */
  addTripleProduct(a: number, b: number, c: number): void {
    const product = a * b
    this.addProduct(product, c)
    this.low += productError(a, b, product) * c
  }

  get value(): number {
    return this.high + this.low
  }
}

/** 2²⁷ + 1: times it and back, a float64 leaves its upper 26 bits. */
const SPLITTER = 134_217_729

/** What a · b was rounded by. */
function productError(a: number, b: number, product: number): number {
  const scaledA = SPLITTER * a
  const highA = scaledA - (scaledA - a)
  const lowA = a - highA
  const scaledB = SPLITTER * b
  const highB = scaledB - (scaledB - b)
  const lowB = b - highB
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB)
}
