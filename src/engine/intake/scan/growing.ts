/**
 * Growing: an array of numbers that takes one piece after another, and gives them up as it is put together.
 */

type Numeric = Uint16Array | Uint32Array | Float64Array

/** 64 Ki values: few pieces, and little wasted in the last. */
const PIECE_LENGTH = 65_536

export class Growing<T extends Numeric> {
  private full: T[] = []
  private fullLength = 0
  private current: T
  private used = 0

  constructor(private readonly make: (length: number) => T) {
    this.current = make(0)
  }

  get length(): number {
    return this.fullLength + this.used
  }

  /** Copies them. */
  append(values: T): void {
    if (this.used + values.length > this.current.length) this.begin(values.length)
    this.current.set(values, this.used)
    this.used += values.length
  }

  push(value: number): void {
    if (this.used === this.current.length) this.begin(1)
    this.current[this.used++] = value
  }

  private begin(length: number): void {
    if (this.used > 0) this.full.push(this.current.subarray(0, this.used) as T)
    this.fullLength += this.used
    this.current = this.make(Math.max(PIECE_LENGTH, length))
    this.used = 0
  }

  /** All of them in one array; none is held afterwards. */
  finish(): T {
    const all = this.make(this.length)
    let offset = 0
    for (let piece = this.full.shift(); piece !== undefined; piece = this.full.shift()) {
      all.set(piece, offset)
      offset += piece.length
    }
    all.set(this.current.subarray(0, this.used), offset)
    this.current = this.make(0)
    this.fullLength = 0
    this.used = 0
    return all
  }
}

export const growing16 = (): Growing<Uint16Array> => new Growing((length) => new Uint16Array(length))
export const growing32 = (): Growing<Uint32Array> => new Growing((length) => new Uint32Array(length))
export const growing64 = (): Growing<Float64Array> => new Growing((length) => new Float64Array(length))
