/**
 * Extent: the part of the map that the first view shows.
 *
 * One flow ten times farther out than all others would leave the rest a speck in a corner. So the view is fitted to all
 * but a thousandth of the dots at each end where that at least halves an axis; what lies outside is counted and said.
 */

import { crowdingOf } from './crowding'
import { inSteps } from './slices'
import type { Extent } from './viewport'

export interface FirstView {
  readonly extent: Extent
  /** Of all dots. */
  readonly whole: Extent
  /** Dots outside of `extent`. */
  readonly outsideCount: number
  /** Dots per unit of the map's area around the typical dot. */
  readonly crowding: number
}

const BIN_COUNT = 2048
const LEFT_OUT_SHARE = 0.001
const WORTH_IT = 0.5
/** Dots read between two looks at the clock. */
const DOTS_PER_STEP = 65_536

interface Range {
  readonly low: number
  readonly high: number
}

function* rangeOf(coordinates: Float32Array, axis: 0 | 1): Generator<void, Range> {
  let low = Infinity
  let high = -Infinity
  yield* inSteps(coordinates.length / 2, DOTS_PER_STEP, (from, to) => {
    for (let dot = from; dot < to; dot++) {
      const value = coordinates[2 * dot + axis]!
      if (value < low) low = value
      if (value > high) high = value
    }
  })
  return high >= low ? { low, high } : { low: 0, high: 0 }
}

/** The range that leaves out at most `allowed` dots at each end, to within one bin of 2,048. */
function* innerRange(coordinates: Float32Array, axis: 0 | 1, whole: Range, allowed: number): Generator<void, Range> {
  const counts = new Uint32Array(BIN_COUNT)
  const scale = (BIN_COUNT - 1) / Math.max(whole.high - whole.low, 1e-12)
  yield* inSteps(coordinates.length / 2, DOTS_PER_STEP, (from, to) => {
    for (let dot = from; dot < to; dot++) counts[((coordinates[2 * dot + axis]! - whole.low) * scale) | 0]!++
  })
  let first = 0
  for (let left = allowed; first < BIN_COUNT - 1 && left >= counts[first]!; first++) left -= counts[first]!
  let last = BIN_COUNT - 1
  for (let left = allowed; last > first && left >= counts[last]!; last--) left -= counts[last]!
  return { low: whole.low + first / scale, high: whole.low + (last + 1) / scale }
}

function* viewedRange(coordinates: Float32Array, axis: 0 | 1, whole: Range): Generator<void, Range> {
  const inner = yield* innerRange(coordinates, axis, whole, Math.floor((coordinates.length / 2) * LEFT_OUT_SHARE))
  if (inner.high - inner.low > WORTH_IT * (whole.high - whole.low)) return whole
  const margin = (inner.high - inner.low) * 0.1
  return { low: Math.max(whole.low, inner.low - margin), high: Math.min(whole.high, inner.high + margin) }
}

const extentOf = (across: Range, up: Range): Extent => ({
  left: across.low,
  right: across.high,
  bottom: up.low,
  top: up.high,
})

/** @param coordinates rowCount × 2, row by row. Four passes, to be run in slices; 1 M rows take about 20 ms. */
export function* firstView(coordinates: Float32Array): Generator<void, FirstView> {
  const wholeAcross = yield* rangeOf(coordinates, 0)
  const wholeUp = yield* rangeOf(coordinates, 1)
  const across = yield* viewedRange(coordinates, 0, wholeAcross)
  const up = yield* viewedRange(coordinates, 1, wholeUp)
  let outsideCount = 0
  yield* inSteps(coordinates.length / 2, DOTS_PER_STEP, (from, to) => {
    for (let dot = from; dot < to; dot++) {
      const u = coordinates[2 * dot]!
      const v = coordinates[2 * dot + 1]!
      if (u < across.low || u > across.high || v < up.low || v > up.high) outsideCount++
    }
  })
  const extent = extentOf(across, up)
  const crowding = yield* crowdingOf(coordinates, extent)
  return { extent, whole: extentOf(wholeAcross, wholeUp), outsideCount, crowding }
}

/** Without dots: around the centroids, with a margin for their circles. */
export function viewOfCentroids(centroids: readonly (readonly [number, number])[]): FirstView {
  const range = (axis: 0 | 1): Range => {
    const values = centroids.map((place) => place[axis])
    const low = Math.min(...values)
    const high = Math.max(...values)
    const margin = (high - low || 1) * 0.2
    return { low: low - margin, high: high + margin }
  }
  const extent =
    centroids.length === 0 ? extentOf({ low: 0, high: 1 }, { low: 0, high: 1 }) : extentOf(range(0), range(1))
  return { extent, whole: extent, outsideCount: 0, crowding: 0 }
}
