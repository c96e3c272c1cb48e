/**
 * Importance: how much of each column's variance lies between the clusters (η²), one figure per column of the file.
 *
 * η² = variance between / variance in all, the squared correlation ratio (K. Pearson, 1905). A category's levels are
 * folded back into one: Σ over levels between / Σ over levels in all. A number and its "missing" flag are one column.
 */

import type { Recipe } from '../features/recipe'
import { squareOf } from '../numeric/portable-math'
import { columnTotal, type Moments } from './cluster-moments'
import type { ColumnImportance } from './findings'

/** Most telling first; a column without variance is 0. */
export function columnImportance(moments: Moments, recipe: Recipe): readonly ColumnImportance[] {
  const parts = new Map<string, { between: number; total: number }>()
  const add = (column: string, between: number, total: number): void => {
    const part = parts.get(column) ?? { between: 0, total: 0 }
    parts.set(column, { between: part.between + between, total: part.total + total })
  }
  recipe.numbers.forEach(({ column }, axis) => add(column, ...numberVariance(moments, recipe.numbers.length, axis)))
  recipe.categories.forEach(({ column }, place) => {
    const counts = moments.levelCounts[place]!
    const width = recipe.categories[place]!.levels.length + 1
    // A one-hot axis is 0 or 1: its sum and its sum of squares are both its count. The height cancels out.
    for (let axis = 0; axis < width; axis++) add(column, ...variance(moments.sizes, counts, counts, width, axis))
  })
  return [...parts]
    .map(([column, { between, total }]) => ({ column, betweenShare: total > 0 ? Math.min(1, between / total) : 0 }))
    .sort((a, b) => b.betweenShare - a.betweenShare)
}

const numberVariance = ({ sizes, sums, squares }: Moments, width: number, axis: number): [number, number] =>
  variance(sizes, sums, squares, width, axis)

/** Sums of squares of one axis: between the clusters, and in all. */
function variance(
  sizes: Float64Array,
  sums: Float64Array,
  squares: Float64Array,
  width: number,
  axis: number,
): [number, number] {
  const rowCount = sizes.reduce((total, size) => total + size, 0)
  const mean = columnTotal(sums, width, axis) / Math.max(1, rowCount)
  let between = 0
  sizes.forEach((size, cluster) => {
    if (size > 0) between += size * squareOf(sums[cluster * width + axis]! / size - mean)
  })
  const total = columnTotal(squares, width, axis) - rowCount * mean * mean
  // Below this the total is rounding, not variance.
  return total > 1e-9 * Math.max(1, rowCount) ? [between, total] : [0, 0]
}
