/**
 * Isolation forest: a second opinion on which rows are strange, by another idea than the score's: a strange row is set apart by few
 * random splits. It ranks nothing and flags nothing; whether it agrees is shown (agreement.ts).
 *
 *   trees   100, each grown on 256 rows drawn without repeats from a seeded sample of at most 8,192, to a depth of 8 = log₂ 256
 *   split   a column that varies among the rows at hand, all equally likely; of a number a place between the smallest and the
 *           largest, all equally likely, on the axis of the score's standardised view (heavy tails have their logarithm there); of a
 *           category one of the levels at hand against all others
 *   score   s = 2^(−E / c(256)), E the mean over the trees of a row's depth, plus c(n) where its leaf holds n rows; 0 … 1, larger is
 *           stranger, about 0.5 for all where nothing is                                                            (path-length.ts)
 *
 * A row's columns are those of the score, without what its source adds. Trees are full binary trees written breadth first, so that all
 * paths are equally long and no row waits for another.
 *
 * Source: F. T. Liu, K. M. Ting, Z.-H. Zhou, Isolation Forest, ICDM 2008, doi:10.1109/ICDM.2008.17; one level against the others is
 * the same forest over one-hot columns, drawn by column and not by level.
 */

import { firstAtLeast } from '../../numeric/order'
import { sampleRows, seededRandom } from '../../numeric/random'
import type { EncodedRows } from '../encode'
import { growTree, type GrownTree } from './grow-tree'
import { averagePathLength } from './path-length'

export const TREE_COUNT = 100
/** Rows that a tree is grown on. */
export const TREE_ROWS = 256
/** Rows that all trees draw from. */
export const FOREST_ROWS = 8192

/** What trees split by. A row's cell: of a number how many of these places are not larger; of a level 1 where the row has it, else 0. */
export type SplitColumn =
  /** Places on the axis of the standardised view, ascending. */
  | { readonly kind: 'number'; readonly index: number; readonly places: Float64Array }
  | { readonly kind: 'level'; readonly index: number; readonly level: number }

export interface Forest {
  readonly treeCount: number
  /** Splits from a root to any leaf. */
  readonly depth: number
  /** `index` is that of the model's numbers, or of its categories. */
  readonly columns: readonly SplitColumn[]
  /**
   * Per tree 2^depth nodes, the root at 1, the children of i at 2i and 2i + 1: in the low 16 bits a column, above them the least cell
   * that goes right.
   */
  readonly nodes: Int32Array
  /** Per tree 2^depth leaves. */
  readonly pathLengths: Float64Array
  /** c of the rows that a tree was grown on. */
  readonly usualLength: number
}

/** Larger than any cell: 100 trees have no more than 25,500 splits. A node that is none sends all left, to the leaf it stands for. */
const NEVER_RIGHT = 0x7fff

/**
 * @param sample rows to draw from, as the score encodes them
 * @param seed   uint32
 * Time O(trees · tree rows · columns): 30 ms for 41 columns (Node 20, 2026-11-26).
 */
export async function growForest(sample: EncodedRows, seed: number, breathe: () => Promise<void>): Promise<Forest> {
  const treeRows = Math.min(TREE_ROWS, sample.rowCount)
  const depth = Math.max(1, Math.ceil(Math.log2(Math.max(1, treeRows))))
  const seeds = seededRandom((seed ^ 0x1f0e57) >>> 0)
  const trees: GrownTree[] = []
  for (let tree = 0; tree < TREE_COUNT; tree++) {
    const rows = sampleRows(sample.rowCount, treeRows, seeds.below(2 ** 32))
    trees.push(growTree(sample, rows, depth, seededRandom(seeds.below(2 ** 32))))
    await breathe()
  }
  return { ...laidOut(trees, depth), usualLength: averagePathLength(treeRows) }
}

function laidOut(trees: readonly GrownTree[], depth: number): Omit<Forest, 'usualLength'> {
  const columns = splitColumns(trees)
  const placeOf = new Map(columns.map((column, place) => [nameOf(column), place]))
  const nodeCount = 2 ** depth
  const nodes = new Int32Array(trees.length * nodeCount).fill(NEVER_RIGHT << 16)
  const pathLengths = new Float64Array(trees.length * nodeCount)
  trees.forEach((tree, index) => {
    pathLengths.set(tree.pathLengths, index * nodeCount)
    tree.splits.forEach((split, node) => {
      if (split === null) return
      const place = placeOf.get(nameOf(split))!
      const column = columns[place]!
      const least = split.kind === 'number' && column.kind === 'number' ? firstAtLeast(column.places, split.at) + 1 : 1
      nodes[index * nodeCount + node] = (least << 16) | place
    })
  })
  return { treeCount: trees.length, depth, columns, nodes, pathLengths }
}

/** Numbers in their order, then levels in theirs. */
function splitColumns(trees: readonly GrownTree[]): readonly SplitColumn[] {
  const splits = trees.flatMap((tree) => tree.splits.filter((split) => split !== null))
  const numbers = new Map<number, Set<number>>()
  const levels = new Map<string, Extract<SplitColumn, { kind: 'level' }>>()
  for (const split of splits) {
    if (split.kind === 'level') levels.set(nameOf(split), split)
    else numbers.set(split.index, (numbers.get(split.index) ?? new Set()).add(split.at))
  }
  return [
    ...[...numbers]
      .sort(([a], [b]) => a - b)
      .map(([index, places]) => ({ kind: 'number', index, places: Float64Array.from(places).sort() }) as const),
    ...[...levels.values()].sort((a, b) => a.index - b.index || a.level - b.level),
  ]
}

const nameOf = (split: Pick<SplitColumn, 'kind' | 'index'> & { readonly level?: number }): string =>
  `${split.kind} ${split.index} ${split.level ?? ''}`
