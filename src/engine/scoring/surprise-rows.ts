/**
 * Surprise rows: S of every row in both views, and its weighted sums.
 */

import { BLOCK_ROWS } from '../numeric/blocks'
import { EXP_FACTORS } from './cost-layout'
import type { CostTables } from './cost-tables'
import { WEIGHT_STEPS } from './damping'
import { layWeights } from './measure-rows'
import { CLUSTER_COUNT, type ScoreView } from './score-model'
import type { ViewBlockSums } from './shard'

/** S and S² of both views, and the loop's own room. */
const SUMS = 8

export interface RowSurprises {
  /** Per row S of the rank view, then S of the standardised one. */
  readonly surprises: Float64Array
  /** Per view and block: weighted sums of S and of S². */
  readonly sums: readonly ViewBlockSums[]
}

/** @param tables filled with the costs of these views' groups */
export async function surpriseRows(
  tables: CostTables,
  views: readonly ScoreView[],
  weightSteps: Uint32Array | null,
  breathe: (rowsDone: number) => Promise<void>,
): Promise<RowSurprises> {
  const { kernel } = tables
  const weights = kernel.reserve(BLOCK_ROWS * 4)
  const factors = kernel.reserve(EXP_FACTORS.length * 16)
  const masses = kernel.reserve(2 * CLUSTER_COUNT * 8)
  const temperatures = kernel.reserve(6 * 8)
  const found = kernel.reserve(BLOCK_ROWS * 2 * 8)
  const sums = kernel.reserve(SUMS * 8)
  new Float64Array(kernel.buffer, factors, EXP_FACTORS.length * 2).set(
    EXP_FACTORS.flatMap((factor) => [factor, factor]),
  )
  const mass = new Float64Array(kernel.buffer, masses, 2 * CLUSTER_COUNT).fill(0)
  const temperature = new Float64Array(kernel.buffer, temperatures, 6)
  views.forEach((view, index) => {
    const stepSize = 1 / tables.views[index]!.steps
    mass.set(view.mass, index * CLUSTER_COUNT)
    temperature[index] = stepSize
    temperature[2 + index] = view.temperature
    temperature[4 + index] = stepSize / view.temperature
  })
  const surprises = new Float64Array(tables.rowCount * 2)
  const blocks: Float64Array[] = []
  await tables.walk(breathe, {
    begin: (first, pastLast) => {
      layWeights(tables, weights, weightSteps, first, pastLast)
      new Float64Array(kernel.buffer, sums, SUMS).fill(0)
    },
    rows: (first, pastLast) => {
      const laid = [factors, masses, temperatures] as const
      kernel.loops.surprise(pastLast - first, tables.costs, weights + first * 4, ...laid, found + first * 16, sums)
    },
    end: (first, pastLast) => {
      surprises.set(new Float64Array(kernel.buffer, found, (pastLast - first) * 2), first * 2)
      blocks.push(new Float64Array(kernel.buffer, sums, SUMS).slice())
    },
  })
  const sumsOf = (view: number): ViewBlockSums => ({
    length: 2,
    perBlock: Float64Array.from(
      blocks.flatMap((block) => [block[view]!, block[2 + view]!]),
      (sum) => sum / WEIGHT_STEPS,
    ),
  })
  return { surprises, sums: [sumsOf(0), sumsOf(1)] }
}
