/**
 * Nearest: the dot that lies nearest to the pointer, exactly, whatever the zoom.
 *
 * Down the tree, the nearest box first; a box farther off than the best dot so far is passed over (N. Roussopoulos et al.,
 * Nearest Neighbor Queries, SIGMOD 1995, doi:10.1145/223784.223794). Of flows on one spot it is the first of the file.
 */

import type { PlaceTree } from './place-tree'

interface Search {
  readonly tree: PlaceTree
  readonly u: number
  readonly v: number
  readonly perU: number
  readonly perV: number
  row: number | null
  /** In reaches: 1 is as far as the pointer reaches. */
  squaredDistance: number
}

/** @param reachU @param reachV map units that make the same number of pixels */
export function nearestRow(tree: PlaceTree, u: number, v: number, reachU: number, reachV: number): number | null {
  if (tree.rows.length === 0) return null
  const search: Search = { tree, u, v, perU: 1 / reachU, perV: 1 / reachV, row: null, squaredDistance: 1 }
  visit(search, 0)
  return search.row
}

function visit(search: Search, node: number): void {
  const { nodes } = search.tree
  if (nodes.isLeaf(node)) return visitLeaf(search, node)
  const first = nodes.firstChildren[node]!
  const end = nodes.endChildren[node]!
  let nearest = first
  let nearestSquared = Infinity
  for (let child = first; child < end; child++) {
    const squared = squaredToBox(search, child)
    if (squared >= nearestSquared) continue
    nearest = child
    nearestSquared = squared
  }
  if (nearestSquared > search.squaredDistance) return
  visit(search, nearest)
  for (let child = first; child < end; child++)
    if (child !== nearest && squaredToBox(search, child) <= search.squaredDistance) visit(search, child)
}

function squaredToBox({ tree, u, v, perU, perV }: Search, node: number): number {
  const { boxes } = tree.nodes
  const across = Math.max(boxes[4 * node]! - u, u - boxes[4 * node + 1]!, 0) * perU
  const up = Math.max(boxes[4 * node + 2]! - v, v - boxes[4 * node + 3]!, 0) * perV
  return across * across + up * up
}

function visitLeaf(search: Search, node: number): void {
  const { tree, u, v, perU, perV } = search
  const { rows, places, nodes } = tree
  const start = nodes.starts[node]!
  const end = nodes.isOneSpot(node) ? start + 1 : nodes.ends[node]!
  for (let i = start; i < end; i++) {
    const across = (places[2 * i]! - u) * perU
    const up = (places[2 * i + 1]! - v) * perV
    const squared = across * across + up * up
    if (squared > search.squaredDistance) continue
    const row = rows[i]!
    if (squared === search.squaredDistance && search.row !== null && search.row < row) continue
    search.row = row
    search.squaredDistance = squared
  }
}
