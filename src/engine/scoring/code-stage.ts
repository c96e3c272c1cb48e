/**
 * Code stage: where a block's codes of one column are laid for the loops, and how the loops read them.
 */

import { BLOCK_ROWS } from '../numeric/blocks'
import type { KernelMemory } from '../numeric/kernel'
import type { Codes } from '../table/table'

/** A loop reads four bytes wherever a code begins. */
const BEHIND_BYTES = 16

export class CodeStage {
  /** The kernel's memory as it was last seen. */
  private memory = new Uint8Array(0)

  private constructor(
    private readonly kernel: KernelMemory,
    readonly address: number,
    /** log2 of the width of a code in bytes, and what cuts off the rest. */
    readonly shift: number,
    readonly mask: number,
  ) {}

  static for(kernel: KernelMemory, bytesPerCode: number): CodeStage {
    const address = kernel.reserve(BLOCK_ROWS * bytesPerCode + BEHIND_BYTES)
    const shift = bytesPerCode === 1 ? 0 : bytesPerCode === 2 ? 1 : 2
    return new CodeStage(kernel, address, shift, [0xff, 0xffff, 0xffffffff][shift]!)
  }

  /** Every row has code 0. */
  static still(kernel: KernelMemory): CodeStage {
    return new CodeStage(kernel, kernel.reserve(BLOCK_ROWS + BEHIND_BYTES), 0, 0)
  }

  /** @param bytes of at most a block of codes, as wide as this stage is: see `bytesOf` */
  lay(bytes: Uint8Array): void {
    const { buffer } = this.kernel
    if (this.memory.buffer !== buffer) this.memory = new Uint8Array(buffer)
    this.memory.set(bytes, this.address)
  }
}

/** Codes as bytes, without a copy. */
export const bytesOf = (codes: Codes): Uint8Array => new Uint8Array(codes.buffer, codes.byteOffset, codes.byteLength)

/** How a block of a column is laid: its codes are looked at as bytes once, not once per block. */
export function blocksOf(codes: Codes, stage: CodeStage): (first: number, pastLast: number) => void {
  const bytes = bytesOf(codes)
  const width = codes.BYTES_PER_ELEMENT
  return (first, pastLast) => stage.lay(bytes.subarray(first * width, pastLast * width))
}
