/**
 * Plain kernel: a kernel's twin in TypeScript over a memory of its own, laid out and asked the same way. It serves where a host runs
 * no SIMD, and the tests hold the compiled one to it.
 */

import type { Kernel } from './kernel'

/** @param loopsOver the loops; `memory()` is the whole memory as it is at the time of a call */
export function openPlainKernel<Loops extends object>(loopsOver: (memory: () => ArrayBuffer) => Loops): Kernel<Loops> {
  let buffer = new ArrayBuffer(65_536)
  let next = 0
  return {
    loops: loopsOver(() => buffer),
    reserve: (byteCount) => {
      const address = Math.ceil(next / 16) * 16
      next = address + byteCount
      if (next > buffer.byteLength) {
        const larger = new ArrayBuffer(Math.max(next, buffer.byteLength * 2))
        new Uint8Array(larger).set(new Uint8Array(buffer))
        buffer = larger
      }
      return address
    },
    get buffer() {
      return buffer
    },
  }
}
