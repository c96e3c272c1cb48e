/**
 * Tile memory: where tiles and what is worked out about them lie, at fixed addresses: a kernel's own memory, or where there is no
 * kernel, plain memory of the same kind for the twins.
 */

import type { KernelMemory } from '../numeric/kernel'

/** Much like a kernel's memory: grows by copying. */
export function plainMemory(): KernelMemory {
  let buffer = new ArrayBuffer(1024)
  let next = 16
  return {
    reserve: (byteCount) => {
      const address = Math.ceil(next / 16) * 16
      next = address + byteCount
      if (next > buffer.byteLength) {
        const grown = new ArrayBuffer(Math.max(next, Math.min(2 * buffer.byteLength, next + 1_048_576)))
        new Uint8Array(grown).set(new Uint8Array(buffer))
        buffer = grown
      }
      return address
    },
    get buffer() {
      return buffer
    },
  }
}
