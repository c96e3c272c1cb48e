/**
 * Growable: typed arrays that take one value after another and end exactly as long as they must be.
 */

type Numeric = Float64Array | Uint32Array

/** 64 Ki values, 512 kB of float64: few pieces, and little wasted in the last. */
const CHUNK_LENGTH = 65_536

export class Growable<T extends Numeric> {
  length = 0
  private readonly full: T[] = []
  private chunk: T
  private used = 0

  constructor(private readonly make: (length: number) => T) {
    this.chunk = make(CHUNK_LENGTH)
  }

  push(value: number): void {
    if (this.used === CHUNK_LENGTH) {
      this.full.push(this.chunk)
      this.chunk = this.make(CHUNK_LENGTH)
      this.used = 0
    }
    this.chunk[this.used++] = value
    this.length++
  }

  /** All values in one array; this gives up its own as it copies them, so that no column is held twice. */
  finish(): T {
    const all = this.make(this.length)
    let offset = 0
    for (let chunk = this.full.shift(); chunk !== undefined; chunk = this.full.shift()) {
      all.set(chunk, offset)
      offset += chunk.length
    }
    all.set(this.chunk.subarray(0, this.used), offset)
    return all
  }
}
