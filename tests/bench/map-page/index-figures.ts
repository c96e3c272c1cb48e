/**
 * Index figures: how long the look-up index takes to build, its longest step, and how long a look-up takes.
 */

import { nearestRow } from '../../../src/charts/map/nearest'
import { PlaceTree } from '../../../src/charts/map/place-tree'

export interface IndexFigures {
  readonly buildMs: number
  /** Between two looks at the clock. */
  readonly longestStepMs: number
  readonly medianPickMs: number
  readonly longestPickMs: number
}

const PICKS = 2000

export function buildAndPick(coordinates: Float32Array): IndexFigures {
  const tree = new PlaceTree(coordinates)
  const began = performance.now()
  const work = tree.build()
  let longestStepMs = 0
  for (let isDone = false; !isDone;) {
    const stepBegan = performance.now()
    isDone = work.next().done === true
    longestStepMs = Math.max(longestStepMs, performance.now() - stepBegan)
  }
  const buildMs = performance.now() - began
  const pickMs = Array.from({ length: PICKS }, (_, pick) => {
    const near = Math.floor((pick / PICKS) * (coordinates.length / 2))
    const pickBegan = performance.now()
    nearestRow(tree, coordinates[2 * near]! + 0.05, coordinates[2 * near + 1]! - 0.03, 0.2, 0.2)
    return performance.now() - pickBegan
  }).sort((a, b) => a - b)
  return { buildMs, longestStepMs, medianPickMs: pickMs[PICKS >> 1]!, longestPickMs: pickMs[PICKS - 1]! }
}
