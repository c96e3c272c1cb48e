/**
 * Fit scores: from the rows of a file to the model that scores them. The formula stands at the head of score-model.ts.
 */

import type { Pulse } from '../numeric/pulse'
import { medianOf } from '../numeric/quantiles'
import { sampleRows } from '../numeric/random'
import { fitInputs } from './fit-inputs'
import { FLOOR_ROWS } from './floors'
import { portionOf } from '../numeric/portion'
import type { ScoredRows, ScoringRows, SurpriseSums, ViewInProgress, ViewMeasure } from './rows'
import { KMEANS_ROWS, TEMPERATURE_FACTOR, type ScoreInputs, type ScoreModel, type ScoreView } from './score-model'
import { sampleOfView } from './weighted-rows'

/** A centroid that no row is nearest to keeps this share, so that its logarithm exists. */
const LEAST_MASS = 1e-9

export interface FittedScores {
  readonly model: ScoreModel
  /** Of the rows the model was fitted on. */
  readonly scored: ScoredRows
}

/**
 * @param rows at least one
 * @param seed uint32: of the samples and of the groups' starts
 * Time O(rows · 64 · columns): two passes over all rows, two views, 16 groups.
 */
export async function fitScores(rows: ScoringRows, seed: number, pulse: Pulse): Promise<FittedScores> {
  const inputs = await fitInputs(rows, seed, pulse)
  await rows.takeInputs(inputs)
  pulse.report(0.15)
  const groups = await fitGroups(rows, inputs, seed, pulse)
  pulse.report(0.3)
  const measures = await rows.measure(groups, portionOf(pulse, 0.3, 0.6))
  const unscaled = groups.map((group, index) => viewOf(group, measures[index]!))
  const sums = await rows.surprise(unscaled, portionOf(pulse, 0.6, 0.9))
  const weight = totalMass(measures[0]!) || 1
  const views = unscaled.map((view, index) => ({ ...view, scale: deviationOf(sums[index]!, weight) }))
  const meanBase = inputs.sourceColumn === null ? 0 : await rows.meanBase(views.map(({ scale }) => scale))
  const pooled = await rows.pooled({ ...inputs, views, meanBase })
  await pulse.breathe()
  const sample = sampleRows(rows.rowCount, FLOOR_ROWS, (seed ^ 0xf100) >>> 0)
  const floors = [...(await rows.leastParts(views, sample))]
  if (pooled.leastSourceMean !== null) floors.push(pooled.leastSourceMean)
  await rows.end()
  const usual = usualOf(pooled.scores, sumOf(floors))
  await pulse.breathe()
  pulse.report(1)
  const model = { ...inputs, views, meanBase, floors, usual }
  return { model, scored: inUnitsOfUsual(pooled, model) }
}

/** Scores rows by a finished model: those of its own file again, or another's. */
export async function scoreRows(model: ScoreModel, rows: ScoringRows, pulse: Pulse): Promise<ScoredRows> {
  await rows.takeInputs(model)
  await rows.surprise(model.views, pulse)
  const scored = inUnitsOfUsual(await rows.pooled(model), model)
  await rows.end()
  await pulse.breathe()
  return scored
}

/** @returns per view its kind and centroids */
async function fitGroups(
  rows: ScoringRows,
  inputs: ScoreInputs,
  seed: number,
  pulse: Pulse,
): Promise<readonly ViewInProgress[]> {
  const sample = sampleRows(rows.rowCount, KMEANS_ROWS, (seed ^ 0x6b6d) >>> 0)
  const encoded = await rows.encodeAt(sample)
  const weights = await rows.weightsAt(sample)
  await pulse.breathe()
  const kinds = ['rank', 'standardised'] as const
  const found = await rows.groupsOf(
    kinds.map((kind) => sampleOfView(kind, inputs, encoded, weights)),
    seed,
  )
  return kinds.map((kind, index) => ({ kind, centroids: Array.from(found[index]!) }))
}

function viewOf(group: ViewInProgress, measure: ViewMeasure): ScoreView {
  // Without rows, any weight will do.
  const weight = totalMass(measure) || 1
  const floored = Array.from(measure.mass, (mass) => Math.max(mass / weight, LEAST_MASS))
  const total = floored.reduce((sum, mass) => sum + mass, 0)
  return {
    ...group,
    mass: floored.map((mass) => mass / total),
    // Rows that are all alike cost nothing anywhere; any temperature will do.
    temperature: TEMPERATURE_FACTOR * (measure.leastCost / weight || 1),
    scale: 1,
  }
}

/** The weight of all rows. */
const totalMass = ({ mass }: ViewMeasure): number => mass.reduce((sum, value) => sum + value, 0)

/** Weighted standard deviation; 1 if all rows are equally surprising. */
function deviationOf({ sum, squares }: SurpriseSums, weight: number): number {
  const mean = sum / weight
  const variance = squares / weight - mean * mean
  return variance > 1e-12 * mean * mean ? Math.sqrt(variance) : 1
}

/** The median of B + A above the floors; 1 if that is 0, where most rows are exactly alike. */
const usualOf = (scores: Float64Array, floor: number): number => {
  const median = medianOf(scores) - floor
  return median > 1e-12 ? median : 1
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** Scores above the floors, in place of the ones given. */
function inUnitsOfUsual({ scores }: ScoredRows, { floors, usual }: ScoreModel): ScoredRows {
  const floor = sumOf(floors)
  for (let row = 0; row < scores.length; row++) scores[row] = (scores[row]! - floor) / usual
  return { scores }
}
