/**
 * Silhouette: how much nearer a row is to its own cluster than to the next one.
 *
 * Per row (b − a) / max(a, b), where a is the mean distance to the other rows of its cluster and b the smallest mean
 * distance to another cluster; 0 for a row alone in its cluster. The sampled silhouette is the mean over a seeded sample,
 * with distances within the sample only: −1 … 1.
 * Source: P. Rousseeuw, J. Comput. Appl. Math. 20, 1987, doi:10.1016/0377-0427(87)90125-7.
 */

import type { FeatureBlock, Recipe } from '../features/recipe'
import type { Pulse } from '../numeric/pulse'

/** 2,000 rows are 4,000,000 distances, 16 MB; the standard error of the mean is about 0.01. */
export const SILHOUETTE_ROWS = 2000

/** Values compared between two breaths: under 10 ms. */
const CELLS_PER_BREATH = 4_000_000

/**
 * All distances between the rows of a block, made once for all K.
 * @returns rowCount × rowCount, symmetric, not squared
 */
export async function pairwiseDistances(block: FeatureBlock, recipe: Recipe, pulse: Pulse): Promise<Float32Array> {
  const { rowCount } = block
  const distances = new Float32Array(rowCount * rowCount)
  const columnCount = recipe.numbers.length + recipe.categories.length
  let cellsSinceBreath = 0
  const apart = Float64Array.from(recipe.categories, ({ height }) => 2 * height * height)
  for (let row = 0; row < rowCount; row++) {
    for (let other = 0; other < row; other++) {
      const distance = Math.sqrt(squaredDistanceBetween(block, recipe.numbers.length, apart, row, other))
      distances[row * rowCount + other] = distances[other * rowCount + row] = distance
    }
    cellsSinceBreath += row * columnCount
    if (cellsSinceBreath < CELLS_PER_BREATH) continue
    cellsSinceBreath = 0
    await pulse.breathe()
  }
  return distances
}

/** @param apart per category the squared distance between two different levels */
function squaredDistanceBetween(
  { numbers, codes }: FeatureBlock,
  numberCount: number,
  apart: Float64Array,
  row: number,
  other: number,
): number {
  let squaredDistance = 0
  for (let place = 0, a = row * apart.length, b = other * apart.length; place < apart.length; place++) {
    if (codes[a + place] !== codes[b + place]) squaredDistance += apart[place]!
  }
  for (let axis = 0, a = row * numberCount, b = other * numberCount; axis < numberCount; axis++) {
    const off = numbers[a + axis]! - numbers[b + axis]!
    squaredDistance += off * off
  }
  return squaredDistance
}

/**
 * @param distances between the rows of the sample
 * @param assignments of the same rows
 * @returns null unless the sample has rows of two clusters at least
 */
export function sampledSilhouette(
  distances: Float32Array,
  assignments: Uint8Array,
  clusterCount: number,
): number | null {
  const rowCount = assignments.length
  const sizes = new Float64Array(clusterCount)
  for (const cluster of assignments) sizes[cluster]!++
  if (sizes.filter((size) => size > 0).length < 2) return null
  let sum = 0
  for (let row = 0; row < rowCount; row++) {
    sum += silhouetteOfRow(
      distances.subarray(row * rowCount, (row + 1) * rowCount),
      assignments,
      sizes,
      assignments[row]!,
    )
  }
  return sum / rowCount
}

/** @param toOthers the row's distances to all rows, itself included (0) */
function silhouetteOfRow(toOthers: Float32Array, assignments: Uint8Array, sizes: Float64Array, own: number): number {
  if (sizes[own] === 1) return 0
  const sums = new Float64Array(sizes.length)
  for (let other = 0; other < toOthers.length; other++) sums[assignments[other]!]! += toOthers[other]!
  const within = sums[own]! / (sizes[own]! - 1)
  let next = Infinity
  sizes.forEach((size, cluster) => {
    if (cluster !== own && size > 0) next = Math.min(next, sums[cluster]! / size)
  })
  const larger = Math.max(within, next)
  return larger === 0 ? 0 : (next - within) / larger
}
