/**
 * Repeats: how many rows say in every cell the same as a row before.
 *
 * Rows are compared by a 64-bit hash, not value by value. To count over several shards, hashes are dealt into buckets by their lowest
 * bits, and every bucket is counted by one of them.
 */

import type { Pulse } from '../numeric/pulse'
import { rowHashes } from './row-hashes'
import type { StoredTable } from './stored'

type Breathe = Pulse['breathe']

/** Hashes of some rows, two words each, sorted into drawers by some of their bits. */
export interface RowHashes {
  readonly hashes: Uint32Array
  /** DRAWERS + 1 places: where each drawer begins. */
  readonly starts: Uint32Array
}

/** Of a bucket: each is counted by itself, so that what is looked up fits the second-level cache for a million rows. */
const DRAWERS = 64

export async function countRepeats(table: StoredTable, pulse: Pick<Pulse, 'breathe'>): Promise<number> {
  const breathe = (): Promise<void> => pulse.breathe()
  const [hashes] = await dealtHashes(table, 1, breathe)
  return table.rowCount - (await countDifferent([hashes!], breathe))
}

/** @returns per bucket the hashes of the rows that fall into it */
export async function dealtHashes(
  table: StoredTable,
  bucketCount: number,
  breathe: Breathe,
): Promise<readonly RowHashes[]> {
  const hashes = await rowHashes(table, breathe)
  const starts = startsOf(hashes, bucketCount)
  await breathe()
  return dealt(hashes, starts, bucketCount)
}

/** Bucket by the low bits, drawer by the next. */
const drawerOf = (low: number, bucketCount: number): number =>
  (low % bucketCount) * DRAWERS + ((low >>> 20) & (DRAWERS - 1))

/** Where each drawer of each bucket begins, and the end. */
function startsOf(hashes: Uint32Array, bucketCount: number): Uint32Array {
  const starts = new Uint32Array(bucketCount * DRAWERS + 1)
  for (let at = 0; at < hashes.length; at += 2) starts[drawerOf(hashes[at]!, bucketCount) + 1]!++
  for (let drawer = 1; drawer < starts.length; drawer++) starts[drawer]! += starts[drawer - 1]!
  return starts
}

function dealt(hashes: Uint32Array, starts: Uint32Array, bucketCount: number): readonly RowHashes[] {
  const next = starts.slice()
  const sorted = new Uint32Array(hashes.length)
  for (let at = 0; at < hashes.length; at += 2) {
    const place = next[drawerOf(hashes[at]!, bucketCount)]!++
    sorted[place * 2] = hashes[at]!
    sorted[place * 2 + 1] = hashes[at + 1]!
  }
  return Array.from({ length: bucketCount }, (_, bucket) => {
    const own = starts.slice(bucket * DRAWERS, (bucket + 1) * DRAWERS + 1)
    const first = own[0]!
    return { hashes: sorted.slice(first * 2, own[DRAWERS]! * 2), starts: own.map((at) => at - first) }
  })
}

/** How many different hashes there are among the parts of one bucket. */
export async function countDifferent(parts: readonly RowHashes[], breathe: Breathe): Promise<number> {
  let count = 0
  const largest = Math.max(
    ...Array.from({ length: DRAWERS }, (_, drawer) => parts.reduce((sum, part) => sum + sizeOf(part, drawer), 0)),
  )
  const seen = new HashSet(largest)
  for (let drawer = 0; drawer < DRAWERS; drawer++) {
    seen.clear()
    for (const { hashes, starts } of parts) {
      for (let at = starts[drawer]! * 2; at < starts[drawer + 1]! * 2; at += 2) seen.add(hashes[at]!, hashes[at + 1]!)
    }
    count += seen.size
    await breathe()
  }
  return count
}

const sizeOf = ({ starts }: RowHashes, drawer: number): number => starts[drawer + 1]! - starts[drawer]!

/** A set of 64-bit hashes with open addressing, at most half full. */
class HashSet {
  size = 0
  private readonly mask: number
  private readonly slots: Uint32Array
  private hasZero = false

  constructor(capacity: number) {
    const slotCount = 2 ** Math.ceil(Math.log2(Math.max(2, capacity * 2)))
    this.mask = slotCount - 1
    this.slots = new Uint32Array(slotCount * 2)
  }

  clear(): void {
    this.slots.fill(0)
    this.size = 0
    this.hasZero = false
  }

  add(low: number, high: number): void {
    // 0, 0 marks a free slot.
    if (low === 0 && high === 0) {
      if (!this.hasZero) this.size++
      this.hasZero = true
      return
    }
    const { slots, mask } = this
    for (let slot = high & mask; ; slot = (slot + 1) & mask) {
      const at = slot * 2
      if (slots[at] === low && slots[at + 1] === high) return
      if (slots[at] !== 0 || slots[at + 1] !== 0) continue
      slots[at] = low
      slots[at + 1] = high
      this.size++
      return
    }
  }
}
