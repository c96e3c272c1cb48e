/**
 * Moved arrays: a plain value on its way to another worker, its large arrays as copies that are handed over.
 *
 * What a browser is given to copy it writes into one growing piece of memory and reads out of that again: 30 MB to each of two workers
 * took it 180 ms here and 100 there (Chromium, 2026-11-26). A copy that is handed over is made once.
 */

const LEAST_BYTES = 65_536

export interface MovedValue {
  readonly value: unknown
  readonly buffers: readonly ArrayBuffer[]
}

/**
 * @param value of objects, lists and arrays, without cycles; maps in it are left as they are, and so are small arrays
 * @returns what occurs several times in it occurs as often, as one
 */
export function withMovedArrays(value: unknown): MovedValue {
  const moving = new Moving()
  return { value: moving.moved(value), buffers: moving.buffers }
}

class Moving {
  readonly buffers: ArrayBuffer[] = []
  private readonly known = new Map<object, unknown>()

  moved(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    const before = this.known.get(value)
    if (before !== undefined) return before
    const made = this.made(value)
    this.known.set(value, made)
    return made
  }

  private made(value: object): unknown {
    if (isLargeArray(value)) {
      const copy = value.slice()
      this.buffers.push(copy.buffer as ArrayBuffer)
      return copy
    }
    if (Array.isArray(value)) return typeof value[0] === 'object' ? value.map((inner) => this.moved(inner)) : value
    if (!isPlain(value)) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, this.moved(inner)]))
  }
}

type TypedArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array

/** Or a part of one: a browser would copy all of it. */
const isLargeArray = (value: object): value is TypedArray =>
  ArrayBuffer.isView(value) &&
  'slice' in value &&
  (value.byteLength >= LEAST_BYTES || value.buffer.byteLength > Math.max(value.byteLength, LEAST_BYTES))

const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype
