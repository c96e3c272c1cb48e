/**
 * Starts: where the centroids stand before the first iteration.
 *
 * Sources: Arthur and Vassilvitskii, SODA 2007 (k-means++; greedy, with 2 + ⌊ln K⌋ candidates per start, as in scikit-learn and
 * ml-kmeans); Likas, Vlassis and Verbeek, Pattern Recognition 36(2), 2003, doi:10.1016/S0031-3203(02)00060-2
 * (`bestAdditions`). ml-kmeans made these starts before; on rows of numbers and codes instead of dense rows they take 2 ms
 * instead of 40 (421 rows × 79 axes, K = 12; 2 shared cores, Node 20, 2026-11-25).
 */

import { denseRow } from '../features/dense'
import type { FeatureBlock, Recipe } from '../features/recipe'
import { log } from '../numeric/portable-math'
import { type Random, seededRandom } from '../numeric/random'

/** K beyond which a start has no more candidates: starts for 12 groups are then the first 12 of those for 30. */
const CANDIDATES_UP_TO = 12

/**
 * k-means++ picks one start after another: the first K of these are k-means++ starts for every smaller K too, so the
 * largest K pays for all.
 * @param seed uint32
 * @returns rows of the sample in the dense space, all different: clusterCount of them, or as many as there are
 */
export function plusPlusStarts(block: FeatureBlock, recipe: Recipe, clusterCount: number, seed: number): number[][] {
  const random = seededRandom(seed)
  const candidateCount = 2 + Math.floor(log(Math.min(clusterCount, CANDIDATES_UP_TO)))
  const chosen = [random.below(block.rowCount)]
  let nearest = withRow(block, recipe, chosen[0]!, new Float64Array(block.rowCount).fill(Infinity))
  while (chosen.length < clusterCount && nearest.left > 0) {
    let best: Nearest & { readonly row: number } = { ...nearest, row: -1, left: Infinity }
    for (let candidate = 0; candidate < candidateCount; candidate++) {
      const row = drawn(nearest.distances, nearest.left, random)
      const added = withRow(block, recipe, row, nearest.distances)
      if (added.left < best.left) best = { row, ...added }
    }
    chosen.push(best.row)
    nearest = best
  }
  return chosen.map((row) => {
    const dense = new Array<number>(recipe.featureCount).fill(0)
    denseRow(block, recipe, row, dense)
    return dense
  })
}

/** Squared distances to the nearest start, and their sum. */
interface Nearest {
  readonly distances: Float64Array
  readonly left: number
}

/** As they are once this row is a start too. */
function withRow(
  { rowCount, numbers, codes }: FeatureBlock,
  { categories, numbers: { length: numberCount } }: Recipe,
  row: number,
  before: Float64Array,
): Nearest {
  const categoryCount = categories.length
  const apart = Float64Array.from(categories, ({ height }) => 2 * height * height)
  const distances = new Float64Array(rowCount)
  let left = 0
  for (let other = 0; other < rowCount; other++) {
    let distance = 0
    for (let place = 0, a = row * categoryCount, b = other * categoryCount; place < categoryCount; place++) {
      if (codes[a + place] !== codes[b + place]) distance += apart[place]!
    }
    for (let axis = 0, a = row * numberCount, b = other * numberCount; axis < numberCount; axis++) {
      const off = numbers[a + axis]! - numbers[b + axis]!
      distance += off * off
    }
    distances[other] = distance < before[other]! ? distance : before[other]!
    left += distances[other]!
  }
  return { left, distances }
}

/** A row drawn with a chance in proportion to its distance; never one at 0. */
function drawn(distances: Float64Array, total: number, random: Random): number {
  let left = random.next() * total
  let last = 0
  for (let row = 0; row < distances.length; row++) {
    if (distances[row] === 0) continue
    last = row
    left -= distances[row]!
    if (left < 0) break
  }
  return last
}

/** Starts one after another in one array, as `lloyd` takes them. */
export function flatten(starts: readonly ArrayLike<number>[], featureCount: number): Float64Array {
  const flat = new Float64Array(starts.length * featureCount)
  starts.forEach((start, index) => flat.set(start, index * featureCount))
  return flat
}

/**
 * Rows that lower the inertia of a sample most if one more centroid is put on them and nothing else moves: the best row
 * of each cluster, the best clusters first.
 * @param gains per row, by how much (`Comparison.gains`)
 * @param assignments of the same rows
 * @returns at most `count` rows of different clusters; of equally good ones the first
 */
export function bestAdditions(gains: Float64Array, assignments: Uint8Array, count: number): readonly number[] {
  const bestOfCluster = new Map<number, { readonly row: number; readonly gain: number }>()
  gains.forEach((gain, row) => {
    const best = bestOfCluster.get(assignments[row]!)
    if (best === undefined || gain > best.gain) bestOfCluster.set(assignments[row]!, { row, gain })
  })
  const ranked = [...bestOfCluster.values()].sort((a, b) => b.gain - a.gain || a.row - b.row)
  return ranked.slice(0, count).map(({ row }) => row)
}
