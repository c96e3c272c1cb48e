/**
 * Plain group loops: the twin of src/kernels/groups.ts, operation by operation, in plain TypeScript. See group-loops.ts.
 */

import type { GroupLoops } from './group-loops'
import { CLUSTER_COUNT } from './score-model'

export const plainGroupLoops = (memory: () => ArrayBuffer): GroupLoops => ({
  nearest: (rowCount, numbers, numberCount, codes, categoryCount, starts, centroids, levels, assignments) => {
    const sample = { rowCount, numbers, numberCount, codes, categoryCount, centroids, levels }
    const start = new Float64Array(memory(), starts, CLUSTER_COUNT)
    const nearest = new Uint8Array(memory(), assignments, rowCount)
    eachRow(memory(), sample, start, (row, sums) => (nearest[row] = indexOfLeast(sums)))
  },
  distances: (rowCount, numbers, numberCount, codes, categoryCount, centroids, levels, squares) => {
    const sample = { rowCount, numbers, numberCount, codes, categoryCount, centroids, levels }
    const square = new Float64Array(memory(), squares, rowCount * 4)
    eachRow(memory(), sample, new Float64Array(4), (row, sums) => square.set(sums, row * 4))
  },
})

interface LaidSample {
  readonly rowCount: number
  readonly numbers: number
  readonly numberCount: number
  readonly codes: number
  readonly categoryCount: number
  readonly centroids: number
  readonly levels: number
}

/** Calls with each row's squared distances to as many centroids as there are starts. */
function eachRow(
  buffer: ArrayBuffer,
  { rowCount, numbers, numberCount, codes, categoryCount, centroids, levels }: LaidSample,
  starts: Float64Array,
  visit: (row: number, sums: Float64Array) => void,
): void {
  const lanes = starts.length
  const values = new Float64Array(buffer, numbers, rowCount * numberCount)
  const centroid = new Float64Array(buffer, centroids, numberCount * lanes)
  const code = new Uint16Array(buffer, codes, rowCount * categoryCount)
  const costs = Array.from(new Uint32Array(buffer, levels, categoryCount), (at) => new Float64Array(buffer, at))
  const sums = new Float64Array(lanes)
  for (let row = 0, at = 0, codeAt = 0; row < rowCount; row++) {
    sums.set(starts)
    for (let axis = 0, c = 0; axis < numberCount; axis++, at++) {
      for (let k = 0; k < lanes; k++, c++) {
        const off = values[at]! - centroid[c]!
        sums[k]! += off * off
      }
    }
    for (let category = 0; category < categoryCount; category++) {
      const first = code[codeAt++]! * lanes
      for (let k = 0; k < lanes; k++) sums[k]! += costs[category]![first + k]!
    }
    visit(row, sums)
  }
}

function indexOfLeast(values: Float64Array): number {
  let least = 0
  for (let k = 1; k < values.length; k++) if (values[k]! < values[least]!) least = k
  return least
}
