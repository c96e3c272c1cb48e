/**
 * Row hash loops: a column's cells into the hashes of a block of rows, with the kernel (src/kernels/hash.ts) or its plain twin.
 */

import hashKernel from 'kernel:hash'
import { BLOCK_ROWS } from '../numeric/blocks'
import { openKernel, type Kernel } from '../numeric/kernel'
import type { Codes } from './table'

/** A block's rows of one column, added to the hashes of its rows. */
export interface Adder {
  add(first: number, pastLast: number): void
}

/** The hashes of one block at a time: two words a row, the low one first. */
export interface Loops {
  readonly hashes: Uint32Array
  /** @param bits two words per code */
  ofCodes(codes: Uint8Array | Uint16Array, bits: Uint32Array): Adder
  ofManyCodes(codes: Uint32Array, seeds: Pair): Adder
  ofNumbers(values: Float64Array, seeds: Pair, missing: Pair): Adder
}

export type Pair = readonly [low: number, high: number]

/** Source: one round of MurmurHash3_x86_32 (A. Appleby, 2011, public domain). */
export function mixed(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const h = hash ^ k
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

/** Its finalizer: every bit of the hash hangs on every bit of what went in. */
export function stirred(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

export const numberBits = ([low, high]: Pair, [lowSeed, highSeed]: Pair): Pair => [
  stirred(mixed(mixed(lowSeed, low), high)),
  stirred(mixed(mixed(highSeed, high), low)),
]

export const openLoops = (): Loops => kernelLoops() ?? plainLoops()

interface Exports {
  add8(hashes: number, codes: number, bits: number, count: number): void
  add16(hashes: number, codes: number, bits: number, count: number): void
  add32(hashes: number, codes: number, lowSeed: number, highSeed: number, count: number): void
  addNumbers(
    hashes: number,
    values: number,
    lowSeed: number,
    highSeed: number,
    missingLow: number,
    missingHigh: number,
    count: number,
  ): void
}

/** Its memory holds a block of rows and the bits of all codes, and goes with it. */
function kernelLoops(): Loops | null {
  const kernel = openKernel<Exports>(hashKernel)
  return kernel && new KernelLoops(kernel)
}

class KernelLoops implements Loops {
  private readonly hashesAt: number
  private readonly cellsAt: number

  constructor(private readonly kernel: Kernel<Exports>) {
    this.hashesAt = kernel.reserve(BLOCK_ROWS * 8)
    this.cellsAt = kernel.reserve(BLOCK_ROWS * 8)
  }

  get hashes(): Uint32Array {
    return new Uint32Array(this.kernel.buffer, this.hashesAt, BLOCK_ROWS * 2)
  }

  private bring(cells: Codes | Float64Array): void {
    const bytes = new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength)
    new Uint8Array(this.kernel.buffer, this.cellsAt, bytes.length).set(bytes)
  }

  ofCodes(codes: Uint8Array | Uint16Array, bits: Uint32Array): Adder {
    const { loops } = this.kernel
    const bitsAt = this.kernel.reserve(bits.byteLength)
    new Uint32Array(this.kernel.buffer, bitsAt, bits.length).set(bits)
    const add = codes instanceof Uint8Array ? loops.add8 : loops.add16
    return {
      add: (first, pastLast) => {
        this.bring(codes.subarray(first, pastLast))
        add(this.hashesAt, this.cellsAt, bitsAt, pastLast - first)
      },
    }
  }

  ofManyCodes(codes: Uint32Array, [low, high]: Pair): Adder {
    return {
      add: (first, pastLast) => {
        this.bring(codes.subarray(first, pastLast))
        this.kernel.loops.add32(this.hashesAt, this.cellsAt, low, high, pastLast - first)
      },
    }
  }

  ofNumbers(values: Float64Array, [low, high]: Pair, [missingLow, missingHigh]: Pair): Adder {
    return {
      add: (first, pastLast) => {
        this.bring(values.subarray(first, pastLast))
        const { loops } = this.kernel
        loops.addNumbers(this.hashesAt, this.cellsAt, low, high, missingLow, missingHigh, pastLast - first)
      },
    }
  }
}

/** For hosts without SIMD, and what tests hold the kernel to. */
export function plainLoops(): Loops {
  const hashes = new Uint32Array(BLOCK_ROWS * 2)
  const addPair = (place: number, low: number, high: number): void => {
    hashes[place * 2]! ^= low
    hashes[place * 2 + 1]! ^= high
  }
  const word = new Uint32Array(2)
  const value = new Float64Array(word.buffer)
  return {
    hashes,
    ofCodes: (codes, bits) => ({
      add: (first, pastLast) => {
        for (let row = first; row < pastLast; row++) {
          addPair(row - first, bits[codes[row]! * 2]!, bits[codes[row]! * 2 + 1]!)
        }
      },
    }),
    ofManyCodes: (codes, [lowSeed, highSeed]) => ({
      add: (first, pastLast) => {
        for (let row = first; row < pastLast; row++) {
          addPair(row - first, stirred(mixed(lowSeed, codes[row]!)), stirred(mixed(highSeed, codes[row]!)))
        }
      },
    }),
    ofNumbers: (values, seeds, missing) => ({
      add: (first, pastLast) => {
        for (let row = first; row < pastLast; row++) {
          // 0 and −0 are one number.
          value[0] = values[row]! + 0
          addPair(row - first, ...numberBits(Number.isNaN(value[0]) ? missing : [word[0]!, word[1]!], seeds))
        }
      },
    }),
  }
}
