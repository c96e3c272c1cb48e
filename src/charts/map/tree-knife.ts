/**
 * Tree knife: measures the box around a node's dots, and cuts the node into a grid of children by a counting sort.
 *
 * Three straight loops over a run of dots, each of which can be stopped and taken up again.
 */

import type { NodeList } from './tree-nodes'

/** A node of no more dots is not cut. */
const LEAF_DOTS = 64
/** Dots aimed at per child, and children along an axis at most. */
const CHILD_DOTS = 32
const WIDEST_CUT = 32

export class Knife {
  private readonly sortedRows: Uint32Array
  private readonly sortedPlaces: Float32Array
  private readonly cells: Uint16Array
  private readonly starts = new Uint32Array(WIDEST_CUT * WIDEST_CUT + 1)
  private left = 0
  private right = 0
  private bottom = 0
  private top = 0
  private side = 1

  constructor(
    private readonly rows: Uint32Array,
    private readonly places: Float32Array,
    private readonly nodes: NodeList,
  ) {
    this.sortedRows = new Uint32Array(rows.length)
    this.sortedPlaces = new Float32Array(places.length)
    this.cells = new Uint16Array(rows.length)
  }

  cut(node: number): void {
    const start = this.nodes.starts[node]!
    const end = this.nodes.ends[node]!
    this.beginBox()
    this.widenBox(start, end)
    if (!this.endBox(node)) return
    this.count(start, end)
    this.endCount()
    this.sort(start, start, end)
    this.copyBack(start, end)
    this.addChildren(node)
  }

  /** The same, stopping every `step` rows. */
  *cutInSteps(node: number, step: number): Generator<void, void> {
    const start = this.nodes.starts[node]!
    const end = this.nodes.ends[node]!
    const inSteps = function* (loop: (from: number, to: number) => void): Generator<void, void> {
      for (let from = start; from < end; from += step) {
        loop(from, Math.min(end, from + step))
        yield
      }
    }
    this.beginBox()
    yield* inSteps((from, to) => this.widenBox(from, to))
    if (!this.endBox(node)) return
    yield* inSteps((from, to) => this.count(from, to))
    this.endCount()
    yield* inSteps((from, to) => this.sort(start, from, to))
    yield* inSteps((from, to) => this.copyBack(from, to))
    this.addChildren(node)
  }

  private beginBox(): void {
    this.left = this.bottom = Infinity
    this.right = this.top = -Infinity
  }

  private widenBox(from: number, to: number): void {
    const { places } = this
    let { left, right, bottom, top } = this
    for (let i = from; i < to; i++) {
      const u = places[2 * i]!
      const v = places[2 * i + 1]!
      if (u < left) left = u
      if (u > right) right = u
      if (v < bottom) bottom = v
      if (v > top) top = v
    }
    this.left = left
    this.right = right
    this.bottom = bottom
    this.top = top
  }

  /** @returns whether the node is to be cut */
  private endBox(node: number): boolean {
    const { nodes, left, right, bottom, top } = this
    nodes.setBox(node, left, right, bottom, top)
    const dotCount = nodes.dotCount(node)
    if (dotCount <= LEAF_DOTS || nodes.isOneSpot(node)) return false
    this.side = Math.min(WIDEST_CUT, Math.max(2, Math.floor(Math.sqrt(dotCount / CHILD_DOTS))))
    this.starts.fill(0, 0, this.side * this.side + 1)
    return true
  }

  /** Which cell each dot lies in, and how many lie in each. */
  private count(from: number, to: number): void {
    const { places, cells, starts, side, left, right, bottom, top } = this
    const perU = right > left ? side / (right - left) : 0
    const perV = top > bottom ? side / (top - bottom) : 0
    for (let i = from; i < to; i++) {
      const column = Math.min(side - 1, ((places[2 * i]! - left) * perU) | 0)
      const line = Math.min(side - 1, ((places[2 * i + 1]! - bottom) * perV) | 0)
      const cell = line * side + column
      cells[i] = cell
      starts[cell + 1]!++
    }
  }

  private endCount(): void {
    const { starts, side } = this
    for (let cell = 0; cell < side * side; cell++) starts[cell + 1]! += starts[cell]!
  }

  /** Moves each cell's start up to its end. */
  private sort(start: number, from: number, to: number): void {
    const { rows, places, sortedRows, sortedPlaces, cells, starts } = this
    for (let i = from; i < to; i++) {
      const at = start + starts[cells[i]!]!++
      sortedRows[at] = rows[i]!
      sortedPlaces[2 * at] = places[2 * i]!
      sortedPlaces[2 * at + 1] = places[2 * i + 1]!
    }
  }

  private copyBack(from: number, to: number): void {
    this.rows.set(this.sortedRows.subarray(from, to), from)
    this.places.set(this.sortedPlaces.subarray(2 * from, 2 * to), 2 * from)
  }

  private addChildren(node: number): void {
    const { nodes, starts, side } = this
    const start = nodes.starts[node]!
    const firstChild = nodes.count
    // After sorting, a cell's start is where it ends.
    for (let cell = 0, from = 0; cell < side * side; cell++) {
      if (starts[cell]! > from) nodes.add(start + from, start + starts[cell]!)
      from = starts[cell]!
    }
    nodes.setChildren(node, firstChild, nodes.count)
  }
}
