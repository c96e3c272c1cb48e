/**
 * Extent: the part of the map that the first view shows.
 *
 * One flow ten times farther out than all others would leave the rest a speck in a corner. So the view is fitted to all
 * but a thousandth of the dots at each end where that at least halves an axis; what lies outside is counted and said.
 */

import { crowdingOf } from './crowding'
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
/** Numbers read between two looks at the clock; even. */
const VALUES_PER_STEP = 131_072

interface Range {
  readonly low: number
  readonly high: number
}

function* rangeOf(coordinates: Float32Array, axis: 0 | 1): Generator<void, Range> {
  let low = Infinity
  let high = -Infinity
  for (let i = axis; i < coordinates.length; i += 2) {
    const value = coordinates[i]!
    if (value < low) low = value
    if (value > high) high = value
    if (i % VALUES_PER_STEP === axis) yield
  }
  return high >= low ? { low, high } : { low: 0, high: 0 }
}

/** The range that leaves out at most `allowed` dots at each end, to within one bin of 2,048. */
function* innerRange(coordinates: Float32Array, axis: 0 | 1, whole: Range, allowed: number): Generator<void, Range> {
  const counts = new Uint32Array(BIN_COUNT)
  const scale = (BIN_COUNT - 1) / Math.max(whole.high - whole.low, 1e-12)
  for (let i = axis; i < coordinates.length; i += 2) {
    counts[((coordinates[i]! - whole.low) * scale) | 0]!++
    if (i % VALUES_PER_STEP === axis) yield
  }
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
  for (let i = 0; i < coordinates.length; i += 2) {
    const u = coordinates[i]!
    const v = coordinates[i + 1]!
    if (u < across.low || u > across.high || v < up.low || v > up.high) outsideCount++
    if (i % VALUES_PER_STEP === 0) yield
  }
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
