/**
 * Heaps and noise: tables of numbers whose number of groups is known, or known to be none.
 */

import { seededRandom } from '../../../src/engine/numeric/random'

/** Rows of three round heaps of equal size, 5 to 11 of their own standard deviations apart, the other axes but little. */
export function threeHeaps(rowCount: number, axisCount: number, seed: number): number[][] {
  const random = seededRandom(seed)
  const centres = [0, 1, 2].map((heap) =>
    Array.from({ length: axisCount }, (_, axis) =>
      axis === 0 ? [-4, 4, 0][heap]! : axis === 1 ? [0, 0, 5][heap]! : random.next(),
    ),
  )
  return Array.from({ length: rowCount }, (_, row) => centres[row % 3]!.map((centre) => centre + 0.7 * random.normal()))
}

/** Rows of independent columns, each uniform with variance 1. */
export function uniformNoise(rowCount: number, axisCount: number, seed: number): number[][] {
  const random = seededRandom(seed)
  return Array.from({ length: rowCount }, () =>
    Array.from({ length: axisCount }, () => Math.sqrt(12) * (random.next() - 0.5)),
  )
}

/** Rows of independent columns, each normal with variance 1. */
export function normalNoise(rowCount: number, axisCount: number, seed: number): number[][] {
  const random = seededRandom(seed)
  return Array.from({ length: rowCount }, () => Array.from({ length: axisCount }, () => random.normal()))
}
