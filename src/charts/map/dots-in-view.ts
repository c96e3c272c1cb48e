/**
 * Dots in view: which dots a picture needs, all of them or a fair part.
 *
 * While the map moves, a patch of some pixels with thousands of flows is drawn with a few of them, each standing for its
 * share; a flow that lies alone is always drawn. So a frame costs what its pixels cost, however many flows there are.
 */

import type { Dots } from './ink-order'
import type { PlaceTree } from './place-tree'
import { inSteps } from './slices'
import { onMap, type Extent, type Placing } from './viewport'

/** Square pixels of a patch that is not looked into any closer. */
const PATCH_AREA = 16
/** Dots of a patch that are always drawn, and further ones per square pixel. */
const LEAST_DOTS = 3
const DOTS_PER_PIXEL = 0.5
/** Dots between two looks at the clock. */
const DOTS_PER_STEP = 65_536
/** A stack of flows on one spot needs more, or its disc would have holes. */
const STACK_DOTS = 200

/** The part of the map that a picture shows, and a margin around it. */
export function extentInView(placing: Placing, width: number, height: number, margin: number): Extent {
  const [left, top] = onMap(placing, -margin, -margin)
  const [right, bottom] = onMap(placing, width + margin, height + margin)
  return { left, right, bottom, top }
}

export interface Runs {
  readonly runs: readonly number[]
  /** Dots in all of them. */
  readonly count: number
}

type Take = (node: number, isWhole: boolean) => boolean

/** Down the tree to what lies in `extent`; `take` says whether a node is done with. */
function visit(tree: PlaceTree, extent: Extent, node: number, take: Take): void {
  const { boxes, firstChildren, endChildren } = tree.nodes
  const left = boxes[4 * node]!
  const right = boxes[4 * node + 1]!
  const bottom = boxes[4 * node + 2]!
  const top = boxes[4 * node + 3]!
  if (right < extent.left || left > extent.right || top < extent.bottom || bottom > extent.top) return
  const isWhole = left >= extent.left && right <= extent.right && bottom >= extent.bottom && top <= extent.top
  if (take(node, isWhole)) return
  for (let child = firstChildren[node]!; child < endChildren[node]!; child++) visit(tree, extent, child, take)
}

/** Runs of dots, each from and up to, that hold every dot in `extent` and few others. */
export function runsInView(tree: PlaceTree, extent: Extent): Runs {
  const { nodes } = tree
  const runs: number[] = []
  let count = 0
  if (tree.rows.length > 0)
    visit(tree, extent, 0, (node, isWhole) => {
      if (!isWhole && !nodes.isLeaf(node)) return false
      const start = nodes.starts[node]!
      if (runs.at(-1) === start) runs[runs.length - 1] = nodes.ends[node]!
      else runs.push(start, nodes.ends[node]!)
      count += nodes.dotCount(node)
      return true
    })
  return { runs, count }
}

/** The dots of the runs, one after the other. To be run in slices. */
export function* dotsOf({ runs, count }: Runs): Generator<void, Dots> {
  const dots = new Uint32Array(count)
  let at = 0
  for (let run = 0; run < runs.length; run += 2)
    for (let from = runs[run]!; from < runs[run + 1]!; from += DOTS_PER_STEP) {
      const to = Math.min(runs[run + 1]!, from + DOTS_PER_STEP)
      fillUp(dots, at, from, to)
      at += to - from
      yield
    }
  return { dots, weights: null, count }
}

/** An even sample of all dots, to have something to show before they are ordered by place. */
export function* sampleOfAll(dotCount: number, most: number): Generator<void, Dots> {
  const step = Math.max(1, Math.ceil(dotCount / most))
  const count = Math.ceil(dotCount / step)
  const dots = new Uint32Array(count)
  yield* inSteps(count, DOTS_PER_STEP, (from, to) => {
    for (let i = from; i < to; i++) dots[i] = i * step
  })
  return { dots, weights: step === 1 ? null : new Float32Array(count).fill(step), count }
}

function fillUp(dots: Uint32Array, at: number, from: number, to: number): void {
  for (let dot = from; dot < to; dot++) dots[at++] = dot
}

/** Holds the sample of one frame after the other. */
export class ViewSample {
  private dots = new Uint32Array(2 ** 16)
  private weights = new Float32Array(2 ** 16)
  private count = 0

  /** @param squarePixels of the picture per unit of the map's area */
  take(tree: PlaceTree, extent: Extent, squarePixels: number): Dots {
    const { nodes } = tree
    const { boxes } = nodes
    this.count = 0
    if (tree.rows.length > 0)
      visit(tree, extent, 0, (node) => {
        const width = boxes[4 * node + 1]! - boxes[4 * node]!
        const area = width * (boxes[4 * node + 3]! - boxes[4 * node + 2]!) * squarePixels
        const isLeaf = nodes.isLeaf(node)
        if (area > PATCH_AREA && !isLeaf) return false
        const least = isLeaf && nodes.isOneSpot(node) ? STACK_DOTS : LEAST_DOTS
        this.takeSome(nodes.starts[node]!, nodes.ends[node]!, Math.ceil(least + area * DOTS_PER_PIXEL))
        return true
      })
    return { dots: this.dots, weights: this.weights, count: this.count }
  }

  /** At most `most` dots of a run, evenly over it. */
  private takeSome(start: number, end: number, most: number): void {
    const taken = Math.min(end - start, most)
    const stride = (end - start) / taken
    if (this.count + taken > this.dots.length) this.grow(this.count + taken)
    for (let i = 0; i < taken; i++) {
      this.dots[this.count] = start + Math.floor((i + 0.5) * stride)
      this.weights[this.count] = stride
      this.count++
    }
  }

  private grow(wanted: number): void {
    const { dots, weights } = this
    const room = 2 ** Math.ceil(Math.log2(wanted + 1))
    this.dots = new Uint32Array(room)
    this.dots.set(dots)
    this.weights = new Float32Array(room)
    this.weights.set(weights)
  }
}
