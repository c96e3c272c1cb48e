/**
 * Part costs: what a row pays in both views, column by column, in units of B, before any floor is taken off.
 *
 * What depends on the model alone is worked out once, so that the parts of every row of a file can be had.
 */

import type { Places } from './places'
import { CLUSTER_COUNT, type ScoreInputs, type ScoreModel, type ScoreView } from './score-model'
import { rareCombination, responsibilities } from './surprise'
import { numberCosts, viewCosts, type ViewCosts } from './view-costs'

/** @returns per column, in the order of `columnsOf`, then for the rare combination */
export type CostReader = (places: Places) => Float64Array

/** Costs of one input in both views: 16 of the rank view, 16 of the standardised one, in steps. */
export const COSTS_PER_INPUT = 2 * CLUSTER_COUNT

/** @param costs inputs × 32, numbers first @returns as `CostReader` */
export type PartReader = (costs: Int32Array) => Float64Array

/** Columns in the order of the inputs, numbers first; a missing cell counts for its own column. */
export const columnsOf = ({ numbers, categories }: ScoreInputs): readonly string[] => [
  ...new Set([...numbers, ...categories].map(({ column }) => column)),
]

export function costReader(model: ScoreInputs & Pick<ScoreModel, 'views'>): CostReader {
  const costs = new Int32Array((model.numbers.length + model.categories.length) * COSTS_PER_INPUT)
  const views = model.views.map((view) => viewCosts(model, view))
  const partsOf = partReader(model, model.views)
  return (places) => {
    views.forEach((view, index) => costsAt(view, index, places, costs))
    return partsOf(costs)
  }
}

function costsAt(view: ViewCosts, index: number, places: Places, out: Int32Array): void {
  const values = places[view.kind]
  let at = index * CLUSTER_COUNT
  for (let axis = 0; axis < values.length; axis++, at += COSTS_PER_INPUT)
    numberCosts(view, axis, values[axis]!, out, at)
  for (let category = 0; category < view.levelSteps.length; category++, at += COSTS_PER_INPUT) {
    const first = places.codes[category]! * CLUSTER_COUNT
    out.set(view.levelSteps[category]!.subarray(first, first + CLUSTER_COUNT), at)
  }
}

export function partReader(model: ScoreInputs, views: readonly ScoreView[]): PartReader {
  const columns = columnsOf(model)
  const columnOfInput = [...model.numbers, ...model.categories].map(({ column }) => columns.indexOf(column))
  const ready = views.map((view, index): ViewAtWork => ({
    first: index * CLUSTER_COUNT,
    steps: viewCosts(model, view).steps,
    mass: Float64Array.from(view.mass),
    temperature: view.temperature,
    scale: view.scale,
  }))
  return (costs) => {
    const parts = new Float64Array(columns.length + 1)
    for (const view of ready) addParts(view, costs, columnOfInput, parts)
    return parts
  }
}

interface ViewAtWork {
  /** Where the view's costs begin among an input's. */
  readonly first: number
  readonly steps: number
  readonly mass: Float64Array
  readonly temperature: number
  readonly scale: number
}

/** A column adds Σ_k r_k cost_kj: see score-model.ts. No closure: every fit would warm up one of its own. */
function addParts(
  { first, steps, mass, temperature, scale }: ViewAtWork,
  costs: Int32Array,
  columnOfInput: readonly number[],
  parts: Float64Array,
): void {
  const totals = new Float64Array(mass.length)
  for (let at = first; at < costs.length; at += COSTS_PER_INPUT) {
    for (let k = 0; k < totals.length; k++) totals[k]! += costs[at + k]!
  }
  for (let k = 0; k < totals.length; k++) totals[k]! /= steps
  const shares = responsibilities(totals, mass, temperature)
  for (let input = 0, at = first; at < costs.length; input++, at += COSTS_PER_INPUT) {
    let own = 0
    for (let k = 0; k < shares.length; k++) own += shares[k]! * costs[at + k]!
    parts[columnOfInput[input]!]! += own / steps / scale
  }
  parts[parts.length - 1]! += rareCombination(shares, mass, temperature) / scale
}
