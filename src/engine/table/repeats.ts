/**
 * Repeats: how many rows say in every cell the same as a row before.
 *
 * Rows are compared by a 64-bit hash, not value by value: among a million different rows the chance that any two share one is 3 in
 * 10⁸ (n² / 2⁶⁵). Each different cell of a column has 64 random bits of its own, a row's hash is the exclusive or of its cells':
 * two look-ups a cell. To count over several shards, hashes are dealt into buckets by their lowest bits, and every bucket is counted
 * by one of them.
 * Source: A. Zobrist, A New Hashing Method with Application for Game Playing, Univ. of Wisconsin TR 88, 1970.
 */

import { blockCountOf, blockRange } from '../numeric/blocks'
import type { Pulse } from '../numeric/pulse'
import type { StoredCells, StoredTable } from './stored'
import type { NumberCells } from './table'

type Breathe = Pulse['breathe']

/** Hashes of some rows, in two halves, sorted into drawers by some of their bits. */
export interface RowHashes {
  readonly lows: Uint32Array
  readonly highs: Uint32Array
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
  const { rowCount } = table
  const lows = new Uint32Array(rowCount)
  const highs = new Uint32Array(rowCount)
  const adders = table.cells.map((cells, column) => adderOf(cells, column, lows, highs))
  for (let block = 0; block < blockCountOf(rowCount); block++) {
    const [first, pastLast] = blockRange(block, rowCount)
    for (const add of adders) add(first, pastLast)
    await breathe()
  }
  const drawers = drawersOf(lows, bucketCount)
  await breathe()
  return Array.from({ length: bucketCount }, (_, bucket) => dealt(lows, highs, drawers, bucket))
}

interface Drawers {
  /** All rows, drawer by drawer. */
  readonly rows: Uint32Array
  /** Where each drawer of each bucket begins, and the end. */
  readonly starts: Uint32Array
}

/** Bucket by the low bits, drawer by the next. */
function drawersOf(lows: Uint32Array, bucketCount: number): Drawers {
  const starts = new Uint32Array(bucketCount * DRAWERS + 1)
  const drawerOf = (low: number): number => (low % bucketCount) * DRAWERS + ((low >>> 20) & (DRAWERS - 1))
  for (let row = 0; row < lows.length; row++) starts[drawerOf(lows[row]!) + 1]!++
  for (let drawer = 1; drawer < starts.length; drawer++) starts[drawer]! += starts[drawer - 1]!
  const next = starts.slice()
  const rows = new Uint32Array(lows.length)
  for (let row = 0; row < lows.length; row++) rows[next[drawerOf(lows[row]!)]!++] = row
  return { rows, starts }
}

function dealt(lows: Uint32Array, highs: Uint32Array, { rows, starts }: Drawers, bucket: number): RowHashes {
  const own = starts.slice(bucket * DRAWERS, (bucket + 1) * DRAWERS + 1)
  const first = own[0]!
  const length = own[DRAWERS]! - first
  const hashes = { lows: new Uint32Array(length), highs: new Uint32Array(length), starts: own.map((at) => at - first) }
  for (let place = 0; place < length; place++) {
    hashes.lows[place] = lows[rows[first + place]!]!
    hashes.highs[place] = highs[rows[first + place]!]!
  }
  return hashes
}

/** Adds a column's cells to the hashes of a range of rows. */
function adderOf(
  cells: StoredCells,
  column: number,
  lows: Uint32Array,
  highs: Uint32Array,
): (first: number, pastLast: number) => void {
  const [lowSeed, highSeed] = [mixed(0x9747b28c, column), mixed(0x3c6ef372, column)]
  if (cells.kind === 'numbers') return numberAdder(cells, lowSeed, highSeed, lows, highs)
  const { codes } = cells
  const lowOf = bitsPerCode(cells.dictionary.length, lowSeed)
  const highOf = bitsPerCode(cells.dictionary.length, highSeed)
  if (codes instanceof Uint8Array) return (first, pastLast) => add8(codes, lowOf, highOf, lows, highs, first, pastLast)
  if (codes instanceof Uint16Array)
    return (first, pastLast) => add16(codes, lowOf, highOf, lows, highs, first, pastLast)
  return (first, pastLast) => add32(codes, lowOf, highOf, lows, highs, first, pastLast)
}

/** Three loops alike but for the width of a code: one for all would be compiled for none, as in recode.ts. */
function add8(
  codes: Uint8Array,
  lowOf: Uint32Array,
  highOf: Uint32Array,
  lows: Uint32Array,
  highs: Uint32Array,
  first: number,
  pastLast: number,
): void {
  for (let row = first; row < pastLast; row++) {
    const code = codes[row]!
    lows[row]! ^= lowOf[code]!
    highs[row]! ^= highOf[code]!
  }
}

function add16(
  codes: Uint16Array,
  lowOf: Uint32Array,
  highOf: Uint32Array,
  lows: Uint32Array,
  highs: Uint32Array,
  first: number,
  pastLast: number,
): void {
  for (let row = first; row < pastLast; row++) {
    const code = codes[row]!
    lows[row]! ^= lowOf[code]!
    highs[row]! ^= highOf[code]!
  }
}

/** The rare column of more than 65,536 different texts. */
function add32(
  codes: Uint32Array,
  lowOf: Uint32Array,
  highOf: Uint32Array,
  lows: Uint32Array,
  highs: Uint32Array,
  first: number,
  pastLast: number,
): void {
  for (let row = first; row < pastLast; row++) {
    const code = codes[row]!
    lows[row]! ^= lowOf[code]!
    highs[row]! ^= highOf[code]!
  }
}

const bitsPerCode = (length: number, seed: number): Uint32Array => {
  const bits = new Uint32Array(length)
  for (let code = 0; code < length; code++) bits[code] = stirred(mixed(seed, code))
  return bits
}

function numberAdder(
  { values, strays }: NumberCells,
  lowSeed: number,
  highSeed: number,
  lows: Uint32Array,
  highs: Uint32Array,
): (first: number, pastLast: number) => void {
  const word = new Uint32Array(2)
  const value = new Float64Array(word.buffer)
  return (first, pastLast) => {
    for (let row = first; row < pastLast; row++) {
      // 0 and −0 are one number, and so are all kinds of NaN.
      value[0] = values[row]! + 0
      if (value[0] !== value[0]) hashText(strays.get(row) ?? '', word)
      lows[row]! ^= stirred(mixed(mixed(lowSeed, word[0]!), word[1]!))
      highs[row]! ^= stirred(mixed(mixed(highSeed, word[1]!), word[0]!))
    }
  }
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

/** Its finalizer: every bit of the hash hangs on every bit of what went in. */
function stirred(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
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
    for (const { lows, highs, starts } of parts) {
      for (let place = starts[drawer]!; place < starts[drawer + 1]!; place++) seen.add(lows[place]!, highs[place]!)
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
