/**
 * Weighted K-Means: the groups of one view, on a sample of rows that each count by their weight.
 *
 * k-means++ starts, best of three candidates each, then Lloyd. A centroid that loses all its rows stays where it is:
 * its mass becomes nearly nothing and it no longer matters. (ml-kmeans, which the clustering uses, takes no weights.)
 * Sources: Arthur and Vassilvitskii, SODA 2007 (k-means++, greedy variant); Lloyd, doi:10.1109/TIT.1982.1056489.
 */

import type { Pulse } from '../numeric/pulse'
import { seededRandom, type Random } from '../numeric/random'
import type { EncodedRows } from './encode'
import { CLUSTER_COUNT, type ScoreInputs, type ViewKind } from './score-model'
import { axesOf, costTable, indexOfLeast, rowCosts } from './view-space'

const MAX_ITERATIONS = 30
const CANDIDATES = 3
/** Lloyd stops when no coordinate of a centroid moves more. Axes have a deviation of about 1. */
const TOLERANCE = 1e-6

/** Rows of one view with their weights. */
export interface WeightedRows {
  readonly kind: ViewKind
  readonly inputs: ScoreInputs
  readonly rows: EncodedRows
  /** rows.rowCount long, > 0. */
  readonly weights: Float64Array
}

/**
 * @param seed uint32
 * @returns at most 16 centroids × axes, row by row; fewer if there are fewer distinct rows
 * Time O(rows · 16 · columns) per iteration, at most 30.
 */
export async function weightedKMeans(sample: WeightedRows, seed: number, pulse: Pulse): Promise<Float64Array> {
  let centroids = await startCentroids(sample, seededRandom(seed), pulse)
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const next = updated(sample, centroids, nearest(sample, centroids))
    const moved = next.reduce((most, value, i) => Math.max(most, Math.abs(value - centroids[i]!)), 0)
    centroids = next
    await pulse.breathe()
    if (moved < TOLERANCE) break
  }
  return centroids
}

async function startCentroids(sample: WeightedRows, random: Random, pulse: Pulse): Promise<Float64Array> {
  const { rows, weights } = sample
  const chosen = [drawn(weights, random)]
  let distances = squaredDistances(sample, chosen[0]!)
  while (chosen.length < Math.min(CLUSTER_COUNT, rows.rowCount)) {
    const chances = distances.map((distance, row) => distance * weights[row]!)
    if (chances.reduce((sum, chance) => sum + chance, 0) <= 1e-12) break
    let best = { row: -1, left: Infinity, distances }
    for (let attempt = 0; attempt < CANDIDATES; attempt++) {
      const row = drawn(chances, random)
      const closer = squaredDistances(sample, row).map((distance, i) => Math.min(distance, distances[i]!))
      const left = closer.reduce((sum, distance, i) => sum + distance * weights[i]!, 0)
      if (left < best.left) best = { row, left, distances: closer }
      await pulse.breathe()
    }
    chosen.push(best.row)
    distances = best.distances
  }
  const { count } = axesOf(sample.inputs)
  const centroids = new Float64Array(chosen.length * count)
  chosen.forEach((row, k) => centroids.set(denseRow(sample, row), k * count))
  return centroids
}

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

/** One row on all axes. */
function denseRow({ kind, inputs, rows }: WeightedRows, row: number): Float64Array {
  const { offsets, count } = axesOf(inputs)
  const dense = new Float64Array(count)
  const numberCount = inputs.numbers.length
  dense.set(rows.numbers[kind].subarray(row * numberCount, (row + 1) * numberCount))
  inputs.categories.forEach((category, c) => {
    const code = rows.codes[row * inputs.categories.length + c]!
    dense[offsets[c]! + code] = category.heights[kind][code]!
  })
  return dense
}

function squaredDistances(sample: WeightedRows, toRow: number): Float64Array {
  const { kind, inputs, rows } = sample
  const table = costTable(inputs, kind, denseRow(sample, toRow), 'squared')
  const distances = new Float64Array(rows.rowCount)
  const one = new Float64Array(1)
  for (let row = 0; row < rows.rowCount; row++) {
    rowCosts(table, rows.numbers[kind], row * inputs.numbers.length, rows.codes, row * inputs.categories.length, one)
    distances[row] = one[0]!
  }
  return distances
}

/** Per row its nearest centroid. */
function nearest({ kind, inputs, rows }: WeightedRows, centroids: Float64Array): Uint8Array {
  const table = costTable(inputs, kind, centroids, 'squared')
  const costs = new Float64Array(table.clusterCount)
  const assignments = new Uint8Array(rows.rowCount)
  for (let row = 0; row < rows.rowCount; row++) {
    rowCosts(table, rows.numbers[kind], row * inputs.numbers.length, rows.codes, row * inputs.categories.length, costs)
    assignments[row] = indexOfLeast(costs)
  }
  return assignments
}

/** Weighted means of the rows assigned to each centroid. */
function updated(sample: WeightedRows, centroids: Float64Array, assignments: Uint8Array): Float64Array {
  const { kind, inputs, rows, weights } = sample
  const { offsets, count } = axesOf(inputs)
  const heights = inputs.categories.map((category) => category.heights[kind])
  const numbers = rows.numbers[kind]
  const sums = new Float64Array(centroids.length)
  const mass = new Float64Array(count === 0 ? 1 : centroids.length / count)
  for (let row = 0, at = 0, codeAt = 0; row < rows.rowCount; row++) {
    const first = assignments[row]! * count
    const weight = weights[row]!
    mass[assignments[row]!]! += weight
    for (let axis = 0; axis < inputs.numbers.length; axis++) sums[first + axis]! += weight * numbers[at++]!
    for (let c = 0; c < heights.length; c++) {
      const code = rows.codes[codeAt++]!
      sums[first + offsets[c]! + code]! += weight * heights[c]![code]!
    }
  }
  return sums.map((sum, i) => {
    const own = mass[Math.floor(i / count)]!
    return own > 0 ? sum / own : centroids[i]!
  })
}
