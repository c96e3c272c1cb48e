/**
 * Row hashes: 64 bits per row, the same for rows that say the same in every cell.
 *
 * Each different cell of a column has 64 bits of its own, a row's hash is the exclusive or of its cells': a look-up a cell.
 * Among a million different rows the chance that any two share a hash is 3 in 10⁸ (n² / 2⁶⁵).
 * Source: A. Zobrist, A New Hashing Method with Application for Game Playing, Univ. of Wisconsin TR 88, 1970.
 */

import { blockCountOf, blockRange } from '../numeric/blocks'
import type { Pulse } from '../numeric/pulse'
import { entryCountOf } from './packed-texts'
import { mixed, numberBits, openLoops, stirred, type Adder, type Loops, type Pair } from './row-hash-loops'
import type { StoredCells, StoredTable } from './stored'
import type { NumberCells } from './table'

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

function wordsOfText(text: string): Pair {
  let [low, high] = [text.length, 0x1b873593]
  for (let i = 0; i < text.length; i++) {
    low = mixed(low, text.charCodeAt(i))
    high = mixed(high, text.charCodeAt(i) + 0x9e37)
  }
  return [low, high]
}

const MISSING: Pair = wordsOfText('')
