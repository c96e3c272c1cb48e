/**
 * Merging: flows that are alike become groups, the most alike first, and the order in which they did.
 *
 * Average linkage (UPGMA: Sokal and Michener, 1958) by the nearest-neighbour chain (Murtagh, Computer Journal 26, 1983,
 * doi:10.1093/comjnl/26.4.354). No centre and no start is drawn, so the same flows always merge alike; ties go to the flow
 * that comes first.
 */

import type { Pulse } from '../../numeric/pulse'

export interface Merge {
  /** The first flow of either group. */
  readonly a: number
  readonly b: number
  /** Mean distance between the flows of the two. */
  readonly height: number
}

/**
 * @param distances count × count, symmetric; overwritten
 * @returns count − 1 merges, lowest first
 * Time and memory O(count²).
 */
export async function mergesOf(distances: Float32Array, count: number, pulse: Pulse): Promise<readonly Merge[]> {
  const sizes = new Float64Array(count).fill(1)
  const merges: Merge[] = []
  const chain: number[] = []
  while (merges.length < count - 1) {
    if (chain.length === 0) chain.push(sizes.findIndex((size) => size > 0))
    const top = chain[chain.length - 1]!
    const before = chain[chain.length - 2] ?? -1
    const nearest = nearestTo(distances, sizes, top, before)
    if (nearest !== before) {
      chain.push(nearest)
      continue
    }
    chain.length -= 2
    const [a, b] = top < nearest ? [top, nearest] : [nearest, top]
    merges.push({ a, b, height: distances[a * count + b]! })
    join(distances, sizes, a, b)
    await pulse.breathe()
  }
  return merges.sort((x, y) => x.height - y.height || x.a - y.a || x.b - y.b)
}

/** @param before preferred where others are as near, so that the chain ends; −1 for none */
function nearestTo(distances: Float32Array, sizes: Float64Array, from: number, before: number): number {
  const count = sizes.length
  let nearest = before
  let least = before < 0 ? Infinity : distances[from * count + before]!
  for (let other = 0; other < count; other++) {
    if (sizes[other] === 0 || other === from) continue
    const distance = distances[from * count + other]!
    if (distance < least || nearest < 0) [nearest, least] = [other, distance]
  }
  return nearest
}

/** `b` becomes part of `a`, whose distances become the means of both. */
function join(distances: Float32Array, sizes: Float64Array, a: number, b: number): void {
  const count = sizes.length
  const [sizeA, sizeB] = [sizes[a]!, sizes[b]!]
  for (let other = 0; other < count; other++) {
    if (sizes[other] === 0 || other === a || other === b) continue
    const mean = (sizeA * distances[a * count + other]! + sizeB * distances[b * count + other]!) / (sizeA + sizeB)
    distances[a * count + other] = mean
    distances[other * count + a] = mean
  }
  sizes[a] = sizeA + sizeB
  sizes[b] = 0
}

/** Carries out the merges up to a height. @returns the flows of each group, ascending, groups in the order of their first */
export function cutAt(merges: readonly Merge[], count: number, height: number): readonly (readonly number[])[] {
  const groupOf = Array.from({ length: count }, (_, flow) => flow)
  const members = groupOf.map((flow) => [flow])
  for (const merge of merges) {
    if (merge.height > height) break
    const [first, second] = [groupOf[merge.a]!, groupOf[merge.b]!]
    const [kept, given] = first < second ? [first, second] : [second, first]
    for (const flow of members[given]!) groupOf[flow] = kept
    members[kept]!.push(...members[given]!)
    members[given] = []
  }
  return members.filter(({ length }) => length > 0).map((flows) => flows.sort((a, b) => a - b))
}
