/**
 * Code counts: how many rows have each code of a column.
 */

import { blockCountOf, blockRange } from '../numeric/blocks'
import type { Kernel } from '../numeric/kernel'
import type { Codes } from '../table/table'
import { blocksOf, CodeStage } from './code-stage'
import type { ScoreLoops } from './score-loops'

/** The loop counts in four tallies at once. */
const TALLIES = 4
/** Blocks between two breaths: a few milliseconds. */
const BLOCKS_AT_ONCE = 256

export class CodeCounter {
  private readonly stages = new Map<number, CodeStage>()
  private tallies = { address: 0, entryCount: 0 }

  constructor(private readonly kernel: Kernel<ScoreLoops>) {}

  async count(codes: Codes, entryCount: number, breathe: () => Promise<void>): Promise<Uint32Array> {
    const { loops } = this.kernel
    const stage = this.stageFor(codes.BYTES_PER_ELEMENT)
    const { address, shift, mask } = stage
    const lay = blocksOf(codes, stage)
    const tallies = this.talliesFor(entryCount)
    for (let block = 0; block < blockCountOf(codes.length); block++) {
      const [first, pastLast] = blockRange(block, codes.length)
      lay(first, pastLast)
      loops.addCounts(address, shift, mask, entryCount, pastLast - first, tallies)
      if (block % BLOCKS_AT_ONCE === BLOCKS_AT_ONCE - 1) await breathe()
    }
    const counted = new Uint32Array(this.kernel.buffer, tallies, TALLIES * entryCount)
    return Uint32Array.from({ length: entryCount }, (_, code) => {
      let count = 0
      for (let tally = 0; tally < TALLIES; tally++) count += counted[tally * entryCount + code]!
      return count
    })
  }

  private stageFor(bytesPerCode: number): CodeStage {
    const known = this.stages.get(bytesPerCode)
    if (known !== undefined) return known
    const made = CodeStage.for(this.kernel, bytesPerCode)
    this.stages.set(bytesPerCode, made)
    return made
  }

  /** @returns an address with zeros */
  private talliesFor(entryCount: number): number {
    if (entryCount > this.tallies.entryCount) {
      this.tallies = { address: this.kernel.reserve(TALLIES * entryCount * 4), entryCount }
    }
    new Uint32Array(this.kernel.buffer, this.tallies.address, TALLIES * entryCount).fill(0)
    return this.tallies.address
  }
}
