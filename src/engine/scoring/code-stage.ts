/**
 * Code stage: where a block's codes of one column are laid for the loops, and how the loops read them.
 */

import { BLOCK_ROWS } from '../numeric/blocks'
import type { Kernel } from '../numeric/kernel'
import type { Codes } from '../table/table'

/** A loop reads four bytes wherever a code begins. */
const BEHIND_BYTES = 16

export class CodeStage {
  private constructor(
    private readonly kernel: Kernel<object>,
    readonly address: number,
    /** log2 of the width of a code in bytes, and what cuts off the rest. */
    readonly shift: number,
    readonly mask: number,
  ) {}

  static for(kernel: Kernel<object>, bytesPerCode: number): CodeStage {
    const address = kernel.reserve(BLOCK_ROWS * bytesPerCode + BEHIND_BYTES)
    const shift = bytesPerCode === 1 ? 0 : bytesPerCode === 2 ? 1 : 2
    return new CodeStage(kernel, address, shift, [0xff, 0xffff, 0xffffffff][shift]!)
  }

  /** Every row has code 0. */
  static still(kernel: Kernel<object>): CodeStage {
    return new CodeStage(kernel, kernel.reserve(BLOCK_ROWS + BEHIND_BYTES), 0, 0)
  }

  /** @param codes at most a block of them, as wide as this stage is */
  lay(codes: Codes): void {
    new Uint8Array(this.kernel.buffer, this.address, codes.byteLength).set(
      new Uint8Array(codes.buffer, codes.byteOffset, codes.byteLength),
    )
  }
}
