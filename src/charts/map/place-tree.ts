/**
 * Place tree: which dot is nearest to a place, and which dots lie in a part of the map, out of millions.
 *
 * A node is a run of dots and the box around them; what has more than a few is cut into a grid of children, each with a
 * box of its own, so that a flood on one spot and a flow far out cost no more than others. Neighbours on the map lie side
 * by side in memory, which is what makes a look-up and a frame quick. Built in slices: 4 bytes a dot for its row, 8 for its
 * place, 2 for the nodes.
 */

import { inSteps } from './slices'
import { Knife } from './tree-knife'
import { NodeList } from './tree-nodes'

/** Dots between two looks at the clock: about 0.3 ms. */
const DOTS_PER_STEP = 32_768

export class PlaceTree {
  /** Per dot its row. The dots of a node lie side by side, in a leaf in order of the file. */
  readonly rows: Uint32Array
  /** u, v per dot, in the same order. */
  readonly places: Float32Array
  readonly nodes = new NodeList()

  /** @param among the rows it holds; all of them if null */
  constructor(
    readonly coordinates: Float32Array,
    private readonly among: Uint32Array | null = null,
  ) {
    const dotCount = among?.length ?? coordinates.length / 2
    this.rows = new Uint32Array(dotCount)
    this.places = new Float32Array(2 * dotCount)
  }

  /** Every node is read once for its box and cut once. 1 M dots take about 100 ms, no step of it more than a few. */
  *build(): Generator<void, PlaceTree> {
    const { rows, nodes } = this
    yield* inSteps(rows.length, DOTS_PER_STEP, (from, to) => this.copy(from, to))
    nodes.add(0, rows.length)
    const knife = new Knife(rows, this.places, nodes)
    for (let node = 0, since = 0; node < nodes.count; node++) {
      if (nodes.dotCount(node) > DOTS_PER_STEP) yield* knife.cutInSteps(node, DOTS_PER_STEP)
      else knife.cut(node)
      since += nodes.dotCount(node)
      if (since < DOTS_PER_STEP) continue
      since = 0
      yield
    }
    return this
  }

  private copy(from: number, to: number): void {
    const { rows, places, coordinates, among } = this
    for (let i = from; i < to; i++) {
      const row = among === null ? i : among[i]!
      rows[i] = row
      places[2 * i] = coordinates[2 * row]!
      places[2 * i + 1] = coordinates[2 * row + 1]!
    }
  }
}
