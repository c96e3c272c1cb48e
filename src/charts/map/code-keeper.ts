/**
 * Code keeper: the ink codes of the rows, in the order in which the dots lie in the tree.
 */

import type { PlaceTree } from './place-tree'

/** Dots between two looks at the clock: about 0.3 ms. */
const DOTS_PER_STEP = 32_768

export class CodeKeeper {
  private kept: Uint8Array | null = null
  private tree: PlaceTree | null = null
  private codes: Uint8Array | null = null

  /** Null if they are still to be put in order. */
  at(tree: PlaceTree, codes: Uint8Array): Uint8Array | null {
    return this.tree === tree && this.codes === codes ? this.kept : null
  }

  /** To be run in slices; 1 M dots take about 10 ms. */
  *of(tree: PlaceTree, codes: Uint8Array): Generator<void, Uint8Array> {
    const ready = this.at(tree, codes)
    if (ready !== null) return ready
    const ordered = new Uint8Array(tree.rows.length)
    for (let from = 0; from < ordered.length; from += DOTS_PER_STEP) {
      gather(tree.rows, codes, from, Math.min(ordered.length, from + DOTS_PER_STEP), ordered)
      yield
    }
    this.kept = ordered
    this.tree = tree
    this.codes = codes
    return ordered
  }
}

function gather(rows: Uint32Array, codes: Uint8Array, from: number, to: number, ordered: Uint8Array): void {
  for (let i = from; i < to; i++) ordered[i] = codes[rows[i]!]!
}
