/**
 * Crowding: how densely dots lie around the typical one, from which the map takes its tone.
 *
 * The first view is cut into cells; of all dots, three quarters lie in cells no denser than the answer. A flood on one spot
 * is one cell, and does not make the rest of the map look empty.
 */

import { inSteps } from './slices'
import type { Extent } from './viewport'

const CELLS = 128
const TYPICAL_SHARE = 0.75
/** Dots read between two looks at the clock. */
const DOTS_PER_STEP = 65_536

/** @returns dots per unit of the map's area. One pass; 1 M rows take about 5 ms. */
export function* crowdingOf(coordinates: Float32Array, extent: Extent): Generator<void, number> {
  const width = Math.max(extent.right - extent.left, 1e-12)
  const height = Math.max(extent.top - extent.bottom, 1e-12)
  const counts = new Uint32Array(CELLS * CELLS)
  let seenCount = 0
  yield* inSteps(coordinates.length / 2, DOTS_PER_STEP, (from, to) => {
    for (let dot = from; dot < to; dot++) {
      const column = Math.floor(((coordinates[2 * dot]! - extent.left) / width) * (CELLS - 1e-3))
      const line = Math.floor(((coordinates[2 * dot + 1]! - extent.bottom) / height) * (CELLS - 1e-3))
      if (!(column >= 0 && line >= 0 && column < CELLS && line < CELLS)) continue
      counts[line * CELLS + column]!++
      seenCount++
    }
  })
  counts.sort()
  let cell = 0
  for (let left = seenCount * TYPICAL_SHARE; cell < counts.length - 1 && left > counts[cell]!; cell++)
    left -= counts[cell]!
  return counts[cell]! / ((width / CELLS) * (height / CELLS))
}
