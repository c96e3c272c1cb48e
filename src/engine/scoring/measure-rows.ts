/**
 * Measure rows: how much weight is nearest to each group, and what rows cost at the group of least cost.
 */

import { BLOCK_ROWS } from '../numeric/blocks'
import type { CostTables } from './cost-tables'
import { WEIGHT_STEPS } from './damping'
import type { ViewBlockSums } from './shard'
import { CLUSTER_COUNT } from './score-model'

/** Sums of a block: both views' masses, then both views' costs. */
const SUMS = 2 * CLUSTER_COUNT + 2

/** @returns per view and block: mass per group that there is, then the weighted sum of least costs */
export async function measureRows(
  tables: CostTables,
  weightSteps: Uint32Array | null,
  breathe: (rowsDone: number) => Promise<void>,
): Promise<readonly ViewBlockSums[]> {
  const { kernel, views } = tables
  const weights = kernel.reserve(BLOCK_ROWS * 4)
  const sums = kernel.reserve(SUMS * 8)
  const blocks: Float64Array[] = []
  await tables.walk(breathe, {
    begin: (first, pastLast) => {
      layWeights(tables, weights, weightSteps, first, pastLast)
      new Float64Array(kernel.buffer, sums, SUMS).fill(0)
    },
    rows: (first, pastLast) =>
      kernel.loops.measure(
        first,
        pastLast,
        tables.columnCount,
        tables.columns,
        tables.starts,
        tables.costs,
        weights,
        sums,
      ),
    end: () => blocks.push(new Float64Array(kernel.buffer, sums, SUMS).slice()),
  })
  return views.map(({ clusterCount, steps }, view) => {
    const length = clusterCount + 1
    const perBlock = new Float64Array(length * blocks.length)
    blocks.forEach((block, index) => {
      for (let k = 0; k < clusterCount; k++) {
        perBlock[index * length + k] = block[view * CLUSTER_COUNT + k]! / WEIGHT_STEPS
      }
      perBlock[index * length + clusterCount] = block[2 * CLUSTER_COUNT + view]! / WEIGHT_STEPS / steps
    })
    return { length, perBlock }
  })
}

/** Lays the weights of a block's rows for the loops. */
export function layWeights(
  { kernel }: CostTables,
  address: number,
  weightSteps: Uint32Array | null,
  first: number,
  pastLast: number,
): void {
  const laid = new Uint32Array(kernel.buffer, address, pastLast - first)
  if (weightSteps === null) laid.fill(WEIGHT_STEPS)
  else laid.set(weightSteps.subarray(first, pastLast))
}
