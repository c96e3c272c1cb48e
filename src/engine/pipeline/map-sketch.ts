/**
 * Map sketch: some flows on the map as soon as there is one, to look at while the rest is scored.
 */

import { axisWords } from '../explaining/axis-words'
import { quantileOfSorted } from '../numeric/quantiles'
import { sampleRows } from '../numeric/random'
import type { Projection } from '../projection/project'
import type { ColumnProfile } from '../table/column'

/** Plain values: it crosses to the page. */
export interface MapSketch {
  /** A seeded sample of the flows: two numbers each. */
  readonly coordinates: Float32Array
  /** As many: the group of each. */
  readonly assignments: Uint8Array
  /** Flows of the whole file. */
  readonly rowCount: number
  readonly clusterCount: number
  /** Least and largest along each axis, but for the outermost five in a thousand at either end. */
  readonly bounds: readonly [readonly [number, number], readonly [number, number]]
  /** What grows along each axis. */
  readonly words: readonly [string, string]
}

/** Drawn in some milliseconds. */
const SKETCHED_ROWS = 20_000
const SKETCH_SEED = 0x5ce7c4
const LEFT_OUT = 0.005

export const sketchedRows = (rowCount: number): Uint32Array => sampleRows(rowCount, SKETCHED_ROWS, SKETCH_SEED)

/**
 * @param coordinates of all rows, two each
 * @param assignments of the sketched rows
 */
export function mapSketch(
  rows: Uint32Array,
  coordinates: Float32Array,
  assignments: Uint8Array,
  clusterCount: number,
  projection: Projection,
  profiles: readonly ColumnProfile[],
): MapSketch {
  const own = new Float32Array(rows.length * 2)
  rows.forEach((row, place) => own.set(coordinates.subarray(row * 2, row * 2 + 2), place * 2))
  return {
    coordinates: own,
    assignments,
    rowCount: coordinates.length / 2,
    clusterCount,
    bounds: [boundsOf(own, 0), boundsOf(own, 1)],
    words: [axisWords(projection.pulls[0], profiles), axisWords(projection.pulls[1], profiles)],
  }
}

function boundsOf(coordinates: Float32Array, axis: 0 | 1): readonly [number, number] {
  const sorted = coordinates.filter((_, index) => index % 2 === axis).sort()
  return [quantileOfSorted(sorted, LEFT_OUT), quantileOfSorted(sorted, 1 - LEFT_OUT)]
}
