/**
 * Grow tree: one isolation tree over some rows of a sample, split at random until every row is alone, no column varies or the tree is
 * deep enough. See isolation-forest.ts.
 */

import type { Random } from '../../numeric/random'
import type { EncodedRows } from '../encode'
import { averagePathLength } from './path-length'

/** Which rows go right: those whose number lies at a place or beyond, or those of one level. */
export type Split =
  | { readonly kind: 'number'; readonly index: number; readonly at: number }
  | { readonly kind: 'level'; readonly index: number; readonly level: number }

export interface GrownTree {
  /** 2^depth, the root at 1, the children of i at 2i and 2i + 1; null where there is none. */
  readonly splits: readonly (Split | null)[]
  /** Per leaf, 2^depth of them; of a leaf that lies higher up at the leftmost place below it, 0 at the others. */
  readonly pathLengths: Float64Array
}

/** @param rows indices into the sample; put into another order */
export function growTree(sample: EncodedRows, rows: Uint32Array, depth: number, random: Random): GrownTree {
  const splits = new Array<Split | null>(2 ** depth).fill(null)
  const pathLengths = new Float64Array(2 ** depth)
  const grow = (node: number, level: number, first: number, pastLast: number): void => {
    const own = rows.subarray(first, pastLast)
    const split = level < depth && own.length > 1 ? drawSplit(sample, own, random) : null
    if (split === null) {
      pathLengths[node * 2 ** (depth - level) - 2 ** depth] = level + averagePathLength(own.length)
      return
    }
    splits[node] = split
    const middle = first + putLeft(sample, own, split)
    grow(2 * node, level + 1, first, middle)
    grow(2 * node + 1, level + 1, middle, pastLast)
  }
  grow(1, 0, 0, rows.length)
  return { splits, pathLengths }
}

/** Reads a column of the sample. */
type ValueAt = (row: number) => number

function numberAt({ rowCount, numbers: { standardised } }: EncodedRows, index: number): ValueAt {
  const width = standardised.length / rowCount
  return (row) => standardised[row * width + index]!
}

function levelAt({ rowCount, codes }: EncodedRows, index: number): ValueAt {
  const width = codes.length / rowCount
  return (row) => codes[row * width + index]!
}

/** @returns null if the rows are alike in every column */
function drawSplit(sample: EncodedRows, rows: Uint32Array, random: Random): Split | null {
  const numberCount = sample.numbers.standardised.length / sample.rowCount
  const categoryCount = sample.codes.length / sample.rowCount
  const left = Uint16Array.from({ length: numberCount + categoryCount }, (_, column) => column)
  for (let count = left.length; count > 0; count--) {
    const drawn = random.below(count)
    const column = left[drawn]!
    const split =
      column < numberCount
        ? drawPlace(column, numberAt(sample, column), rows, random)
        : drawLevel(column - numberCount, levelAt(sample, column - numberCount), rows, random)
    if (split !== null) return split
    left[drawn] = left[count - 1]!
  }
  return null
}

function drawPlace(index: number, valueAt: ValueAt, rows: Uint32Array, random: Random): Split | null {
  let smallest = Infinity
  let largest = -Infinity
  for (const row of rows) {
    const value = valueAt(row)
    if (value < smallest) smallest = value
    if (value > largest) largest = value
  }
  if (smallest === largest) return null
  const place = largest - random.next() * (largest - smallest)
  // Rounding must not put all rows on one side.
  return { kind: 'number', index, at: place > smallest ? place : largest }
}

function drawLevel(index: number, valueAt: ValueAt, rows: Uint32Array, random: Random): Split | null {
  const levels = [...new Set(Array.from(rows, valueAt))].sort((a, b) => a - b)
  return levels.length < 2 ? null : { kind: 'level', index, level: levels[random.below(levels.length)]! }
}

/** Rows that go left come first. @returns how many do */
function putLeft(sample: EncodedRows, rows: Uint32Array, split: Split): number {
  const valueAt = split.kind === 'number' ? numberAt(sample, split.index) : levelAt(sample, split.index)
  let count = 0
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place]!
    const value = valueAt(row)
    if (split.kind === 'number' ? value >= split.at : value === split.level) continue
    rows[place] = rows[count]!
    rows[count++] = row
  }
  return count
}
