/**
 * Row hashes: 64 bits per row, the same for rows that say the same in every cell.
 *
 * Each different cell of a column has 64 bits of its own, a row's hash is the exclusive or of its cells': a look-up a cell.
 * Among a million different rows the chance that any two share a hash is 3 in 10⁸ (n² / 2⁶⁵).
 * Source: A. Zobrist, A New Hashing Method with Application for Game Playing, Univ. of Wisconsin TR 88, 1970.
 */

import hashKernel from 'kernel:hash'
import { BLOCK_ROWS, blockCountOf, blockRange } from '../numeric/blocks'
import { openKernel, type Kernel } from '../numeric/kernel'
import type { Pulse } from '../numeric/pulse'
import { entryCountOf } from './packed-texts'
import type { StoredCells, StoredTable } from './stored'
import type { Codes, NumberCells } from './table'

/** A block's rows of one column, added to the hashes of its rows. */
interface Adder {
  add(first: number, pastLast: number): void
}

/** The hashes of one block at a time: two words a row, the low one first. */
interface Loops {
  readonly hashes: Uint32Array
  /** @param bits two words per code */
  ofCodes(codes: Uint8Array | Uint16Array, bits: Uint32Array): Adder
  ofManyCodes(codes: Uint32Array, seeds: Pair): Adder
  ofNumbers(values: Float64Array, seeds: Pair, missing: Pair): Adder
}

type Pair = readonly [low: number, high: number]

/** @returns two words per row, the low one first */
export async function rowHashes(
  table: StoredTable,
  breathe: Pulse['breathe'],
  open: () => Loops = openLoops,
): Promise<Uint32Array> {
  const { rowCount } = table
  const loops = open()
  const adders = table.cells.map((cells, column) => adderOf(loops, cells, seedsOf(column)))
  const all = new Uint32Array(rowCount * 2)
  for (let block = 0; block < blockCountOf(rowCount); block++) {
    const [first, pastLast] = blockRange(block, rowCount)
    loops.hashes.fill(0)
    for (const adder of adders) adder.add(first, pastLast)
    all.set(loops.hashes.subarray(0, (pastLast - first) * 2), first * 2)
    await breathe()
  }
  for (const [column, cells] of table.cells.entries()) {
    if (cells.kind === 'numbers') addStrays(all, cells, seedsOf(column))
  }
  return all
}

const seedsOf = (column: number): Pair => [mixed(0x9747b28c, column), mixed(0x3c6ef372, column)]

function adderOf(loops: Loops, cells: StoredCells, seeds: Pair): Adder {
  if (cells.kind === 'numbers') return loops.ofNumbers(cells.values, seeds, MISSING)
  const { codes } = cells
  return codes instanceof Uint32Array
    ? loops.ofManyCodes(codes, seeds)
    : loops.ofCodes(codes, bitsPerCode(entryCountOf(cells), seeds))
}

function bitsPerCode(length: number, seeds: Pair): Uint32Array {
  const bits = new Uint32Array(length * 2)
  for (let code = 0; code < length; code++) {
    bits[code * 2] = stirred(mixed(seeds[0], code))
    bits[code * 2 + 1] = stirred(mixed(seeds[1], code))
  }
  return bits
}

/** Rows whose cell is no number were counted as missing so far. */
function addStrays(hashes: Uint32Array, { strays }: NumberCells, seeds: Pair): void {
  const [missingLow, missingHigh] = numberBits(MISSING, seeds)
  for (const [row, text] of strays) {
    const [low, high] = numberBits(wordsOfText(text), seeds)
    hashes[row * 2]! ^= missingLow ^ low
    hashes[row * 2 + 1]! ^= missingHigh ^ high
  }
}

const numberBits = ([low, high]: Pair, [lowSeed, highSeed]: Pair): Pair => [
  stirred(mixed(mixed(lowSeed, low), high)),
  stirred(mixed(mixed(highSeed, high), low)),
]

function wordsOfText(text: string): Pair {
  let [low, high] = [text.length, 0x1b873593]
  for (let i = 0; i < text.length; i++) {
    low = mixed(low, text.charCodeAt(i))
    high = mixed(high, text.charCodeAt(i) + 0x9e37)
  }
  return [low, high]
}

/** Source: one round of MurmurHash3_x86_32 (A. Appleby, 2011, public domain). */
function mixed(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const h = hash ^ k
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

/** Its finalizer: every bit of the hash hangs on every bit of what went in. */
function stirred(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

const MISSING: Pair = wordsOfText('')

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
