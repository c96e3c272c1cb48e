/**
 * Repeats: how many rows say in every cell the same as a row before.
 *
 * Rows are compared by a 64-bit hash of their values, not value by value: among a million different rows the chance
 * that any two share a hash is 3 in 10⁸ (n² / 2⁶⁵).
 */

import { BLOCK_ROWS, blockCountOf, blockRange } from '../numeric/blocks'
import type { Pulse } from '../numeric/pulse'
import type { Cells, Table } from './table'

export async function countRepeats(table: Table, pulse: Pulse): Promise<number> {
  const seen = new HashSet(table.rowCount)
  const lows = new Uint32Array(BLOCK_ROWS)
  const highs = new Uint32Array(BLOCK_ROWS)
  let repeatCount = 0
  for (let block = 0; block < blockCountOf(table.rowCount); block++) {
    const [first, pastLast] = blockRange(block, table.rowCount)
    hashRows(table, first, pastLast, lows, highs)
    for (let i = 0; i < pastLast - first; i++) if (!seen.add(lows[i]!, highs[i]!)) repeatCount++
    await pulse.breathe()
  }
  return repeatCount
}

function hashRows(table: Table, first: number, pastLast: number, lows: Uint32Array, highs: Uint32Array): void {
  lows.fill(0x9747b28c)
  highs.fill(0x3c6ef372)
  const word = new Uint32Array(2)
  const value = new Float64Array(word.buffer)
  for (const cells of table.cells) {
    for (let row = first; row < pastLast; row++) {
      wordsOf(cells, row, word, value)
      const i = row - first
      lows[i] = mixed(mixed(lows[i]!, word[0]!), word[1]!)
      highs[i] = mixed(mixed(highs[i]!, word[1]! ^ 0x5bd1e995), word[0]!)
    }
  }
}

/** One cell as 64 bits. */
function wordsOf(cells: Cells, row: number, word: Uint32Array, value: Float64Array): void {
  if (cells.kind === 'texts') {
    word[0] = cells.codes[row]!
    word[1] = 1
    return
  }
  value[0] = cells.values[row]!
  if (cells.strays.size > 0 && Number.isNaN(value[0])) hashText(cells.strays.get(row) ?? '', word)
}

function hashText(text: string, word: Uint32Array): void {
  let [low, high] = [text.length, 0x1b873593]
  for (let i = 0; i < text.length; i++) {
    low = mixed(low, text.charCodeAt(i))
    high = mixed(high, text.charCodeAt(i) + 0x9e37)
  }
  word[0] = low
  word[1] = high
}

/** Source: one round of MurmurHash3_x86_32 (A. Appleby, 2011, public domain). */
function mixed(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const h = hash ^ k
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

/** A set of 64-bit hashes with open addressing, at most half full: 16 to 32 bytes a row, where a Set of texts takes 100. */
class HashSet {
  private readonly mask: number
  private readonly slots: Uint32Array
  private readonly used: Uint8Array

  constructor(capacity: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, capacity * 2)))
    this.mask = size - 1
    this.slots = new Uint32Array(size * 2)
    this.used = new Uint8Array(size)
  }

  /** @returns false if it was in already */
  add(low: number, high: number): boolean {
    for (let slot = (low ^ (high >>> 7)) & this.mask; ; slot = (slot + 1) & this.mask) {
      if (this.used[slot] === 0) {
        this.used[slot] = 1
        this.slots[slot * 2] = low
        this.slots[slot * 2 + 1] = high
        return true
      }
      if (this.slots[slot * 2] === low && this.slots[slot * 2 + 1] === high) return false
    }
  }
}
