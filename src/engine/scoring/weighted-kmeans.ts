/**
 * Weighted K-Means: the groups of one view, on a sample of rows that each count by their weight.
 *
 * k-means++ starts, best of three candidates each, then Lloyd. A centroid that loses all its rows stays where it is:
 * its mass becomes nearly nothing and it no longer matters. (ml-kmeans, which the clustering uses, takes no weights.)
 * Sources: Arthur and Vassilvitskii, SODA 2007 (k-means++, greedy variant); Lloyd, doi:10.1109/TIT.1982.1056489.
 */

import type { Kernel } from '../numeric/kernel'
import type { Pulse } from '../numeric/pulse'
import { seededRandom, type Random } from '../numeric/random'
import { openGroupLoops, type GroupLoops } from './group-loops'
import { AT_ONCE, SampleMemory } from './sample-memory'
import { CLUSTER_COUNT } from './score-model'
import { axesOfSample, denseRow, type WeightedRows } from './weighted-rows'

const MAX_ITERATIONS = 30
const CANDIDATES = 3
/** Lloyd stops when no coordinate of a centroid moves more. Axes have a deviation of about 1. */
const TOLERANCE = 1e-6

/**
 * @param seed uint32
 * @returns at most 16 centroids × axes, row by row; fewer if there are fewer distinct rows
 * Time O(rows · 16 · columns) per iteration, at most 30.
 */
export async function weightedKMeans(
  sample: WeightedRows,
  seed: number,
  { breathe }: Pick<Pulse, 'breathe'>,
  kernel: Kernel<GroupLoops> = openGroupLoops(),
): Promise<Float64Array> {
  const memory = new SampleMemory(kernel, sample)
  let centroids = await startCentroids(sample, memory, seededRandom(seed), breathe)
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const next = updated(sample, centroids, memory.nearest(centroids))
    const moved = next.reduce((most, value, i) => Math.max(most, Math.abs(value - centroids[i]!)), 0)
    centroids = next
    await breathe()
    if (moved < TOLERANCE) break
  }
  return centroids
}

async function startCentroids(
  sample: WeightedRows,
  memory: SampleMemory,
  random: Random,
  breathe: Pulse['breathe'],
): Promise<Float64Array> {
  const { rowCount, weights } = sample
  const chosen = [drawn(weights, random)]
  const distances = new Float64Array(rowCount).fill(Infinity)
  closer(distances, memory.distances(denseRows(sample, chosen)), 0)
  while (chosen.length < Math.min(CLUSTER_COUNT, rowCount)) {
    const chances = distances.map((distance, row) => distance * weights[row]!)
    if (chances.reduce((sum, chance) => sum + chance, 0) <= 1e-12) break
    const candidates = Array.from({ length: CANDIDATES }, () => drawn(chances, random))
    const squares = memory.distances(denseRows(sample, candidates))
    const best = indexOfLeast(candidates.map((_, candidate) => leftBy(distances, squares, candidate, weights)))
    chosen.push(candidates[best]!)
    closer(distances, squares, best)
    await breathe()
  }
  return denseRows(sample, chosen)
}

function denseRows(sample: WeightedRows, rows: readonly number[]): Float64Array {
  const { count } = axesOfSample(sample)
  const dense = new Float64Array(rows.length * count)
  rows.forEach((row, k) => dense.set(denseRow(sample, row), k * count))
  return dense
}

/** What is left of the weighted distances if a candidate is chosen. */
function leftBy(distances: Float64Array, squares: Float64Array, candidate: number, weights: Float64Array): number {
  let left = 0
  for (let row = 0, at = candidate; row < distances.length; row++, at += AT_ONCE) {
    left += Math.min(squares[at]!, distances[row]!) * weights[row]!
  }
  return left
}

/** Keeps the distance to the candidate where it is the nearer one. */
function closer(distances: Float64Array, squares: Float64Array, candidate: number): void {
  for (let row = 0, at = candidate; row < distances.length; row++, at += AT_ONCE) {
    if (squares[at]! < distances[row]!) distances[row] = squares[at]!
  }
}

const indexOfLeast = (values: readonly number[]): number => values.indexOf(Math.min(...values))

/** An index, drawn by its share of the chances. */
function drawn(chances: Float64Array, random: Random): number {
  const total = chances.reduce((sum, chance) => sum + chance, 0)
  let left = random.next() * total
  let lastPossible = 0
  for (let i = 0; i < chances.length; i++) {
    if (chances[i]! <= 0) continue
    lastPossible = i
    left -= chances[i]!
    if (left < 0) return i
  }
  return lastPossible
}

/** Weighted means of the rows assigned to each centroid. */
function updated(sample: WeightedRows, centroids: Float64Array, assignments: Uint8Array): Float64Array {
  const { rowCount, numberCount, numbers, heights, codes, weights } = sample
  const { offsets, count } = axesOfSample(sample)
  const sums = new Float64Array(centroids.length)
  const mass = new Float64Array(count === 0 ? 1 : centroids.length / count)
  for (let row = 0, at = 0, codeAt = 0; row < rowCount; row++) {
    const first = assignments[row]! * count
    const weight = weights[row]!
    mass[assignments[row]!]! += weight
    for (let axis = 0; axis < numberCount; axis++) sums[first + axis]! += weight * numbers[at++]!
    for (let category = 0; category < heights.length; category++) {
      const code = codes[codeAt++]!
      sums[first + offsets[category]! + code]! += weight * heights[category]![code]!
    }
  }
  return sums.map((sum, i) => {
    const own = mass[Math.floor(i / count)]!
    return own > 0 ? sum / own : centroids[i]!
  })
}
