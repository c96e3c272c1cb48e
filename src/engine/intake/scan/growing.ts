/**
 * Growing: an array of numbers that takes one stretch after another.
 *
 * Whoever adds says how many there will be in the end, as far as can be told; so an array is copied at most a few times, as the
 * guess gets better.
 */

export type Numeric = Uint8Array | Uint16Array | Uint32Array | Float64Array

const FEWEST = 256
/** By how much more than it must an array grows that has been guessed too short. */
const SPARE = 1.25

export class Growing<T extends Numeric> {
  length = 0
  private values: T

  constructor(private readonly make: (length: number) => T) {
    this.values = make(0)
  }

  /** How many it takes before it must grow. */
  get roomFor(): number {
    return this.values.length
  }

  /** @param expected how many there will be in the end, about */
  append(values: ArrayLike<number>, expected = 0): void {
    const needed = this.length + values.length
    if (needed > this.values.length) this.enlarge(needed, expected)
    this.values.set(values, this.length)
    this.length = needed
  }

  push(value: number): void {
    if (this.length === this.values.length) this.enlarge(this.length + 1, 0)
    this.values[this.length++] = value
  }

  private enlarge(needed: number, expected: number): void {
    const before = this.soFar()
    this.values = this.make(Math.max(FEWEST, expected, Math.ceil(needed * SPARE)))
    this.values.set(before)
  }

  /** A view of what there is. */
  soFar(): T {
    return this.values.subarray(0, this.length) as T
  }

  /** All of it; it may be a view of an array somewhat longer. */
  finish(): T {
    const all = this.soFar()
    return all.length * SPARE < this.values.length ? (all.slice() as T) : all
  }
}

export const growing8 = (): Growing<Uint8Array> => new Growing((length) => new Uint8Array(length))
export const growing16 = (): Growing<Uint16Array> => new Growing((length) => new Uint16Array(length))
export const growing32 = (): Growing<Uint32Array> => new Growing((length) => new Uint32Array(length))
export const growing64 = (): Growing<Float64Array> => new Growing((length) => new Float64Array(length))
