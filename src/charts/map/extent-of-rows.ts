/**
 * Extent of rows: the part of the map that holds some of the dots, with a margin.
 */

import type { Extent } from './viewport'

/** @param rows a list, or a test per row. @returns null if there is none */
export function extentOfRows(
  coordinates: Float32Array,
  rows: ArrayLike<number> | ((row: number) => boolean),
): Extent | null {
  let left = Infinity
  let right = -Infinity
  let bottom = Infinity
  let top = -Infinity
  const take = (row: number): void => {
    const u = coordinates[2 * row]!
    const v = coordinates[2 * row + 1]!
    left = Math.min(left, u)
    right = Math.max(right, u)
    bottom = Math.min(bottom, v)
    top = Math.max(top, v)
  }
  if (typeof rows === 'function') {
    for (let row = 0; row < coordinates.length / 2; row++) if (rows(row)) take(row)
  } else for (let i = 0; i < rows.length; i++) take(rows[i]!)
  return right < left ? null : { left, right, bottom, top }
}
