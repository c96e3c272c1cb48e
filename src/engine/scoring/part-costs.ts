/**
 * Part costs: what a row pays in both views, column by column, in units of B, before any floor is taken off.
 *
 * What depends on the model alone is worked out once, so that the parts of every row of a file can be had: 65,000 rows of
 * 12 columns take a second, of 41 columns three (Node 20, 2026-11-22).
 */

import type { Places } from './places'
import type { ScoreInputs, ScoreModel, ScoreView, ViewKind } from './score-model'
import { rareCombination, responsibilities } from './surprise'
import { axesOf, costOf, costOfView, type Cost } from './view-space'

/** @returns per column, in the order of `columnsOf`, then for the rare combination */
export type CostReader = (places: Places) => Float64Array

/** Columns in the order of the inputs, numbers first; a missing cell counts for its own column. */
export const columnsOf = ({ numbers, categories }: ScoreInputs): readonly string[] => [
  ...new Set([...numbers, ...categories].map(({ column }) => column)),
]

export function costReader(model: ScoreInputs & Pick<ScoreModel, 'views'>): CostReader {
  const columns = columnsOf(model)
  const columnOfInput = [...model.numbers, ...model.categories].map(({ column }) => columns.indexOf(column))
  const views = model.views.map((view) => viewReader(model, view))
  return (places) => {
    const costs = new Float64Array(columns.length + 1)
    for (const { read, scale } of views) {
      const { perInput, rare } = read(places)
      for (let input = 0; input < perInput.length; input++) costs[columnOfInput[input]!]! += perInput[input]! / scale
      costs[columns.length]! += rare / scale
    }
    return costs
  }
}

interface ViewReader {
  readonly scale: number
  /** Not divided by the view's scale; the array is filled anew at the next call. */
  read(places: Places): { readonly perInput: Float64Array; readonly rare: number }
}

/** A column adds Σ_k r_k cost_kj: see score-model.ts. */
function viewReader(model: ScoreInputs, { kind, centroids, mass: masses, temperature, scale }: ScoreView): ViewReader {
  const mass = Float64Array.from(masses)
  const clusterCount = mass.length
  const inputCount = model.numbers.length + model.categories.length
  const costsAt = centroidCosts(model, kind, centroids, clusterCount)
  const costs = new Float64Array(clusterCount * inputCount)
  const totals = new Float64Array(clusterCount)
  const perInput = new Float64Array(inputCount)
  const read = (places: Places): { perInput: Float64Array; rare: number } => {
    costsAt(places, costs)
    for (let k = 0, at = 0; k < clusterCount; k++) {
      let total = 0
      for (let input = 0; input < inputCount; input++) total += costs[at++]!
      totals[k] = total
    }
    const shares = responsibilities(totals, mass, temperature)
    perInput.fill(0)
    for (let k = 0, at = 0; k < clusterCount; k++) {
      for (let input = 0; input < inputCount; input++) perInput[input]! += shares[k]! * costs[at++]!
    }
    return { perInput, rare: rareCombination(shares, mass, temperature) }
  }
  return { scale, read }
}

/** Fills in the cost of each input at each centroid, clusterCount × inputs, centroid by centroid. */
function centroidCosts(
  model: ScoreInputs,
  kind: ViewKind,
  centroids: readonly number[],
  clusterCount: number,
): (places: Places, out: Float64Array) => void {
  const { offsets, count } = axesOf(model)
  const cost = costOfView(kind)
  const numberCount = model.numbers.length
  const levelCosts = model.categories.map(({ heights }, category) =>
    Array.from({ length: clusterCount }, (_, k) =>
      levelCostsAt(heights[kind], centroids, k * count + offsets[category]!, cost),
    ),
  )
  const numbers = Float64Array.from({ length: clusterCount * numberCount }, (_, i) => {
    const k = Math.floor(i / numberCount)
    return centroids[k * count + (i - k * numberCount)]!
  })
  return (places, out) => {
    const values = places[kind]
    for (let k = 0, at = 0, c = 0; k < clusterCount; k++) {
      for (let axis = 0; axis < numberCount; axis++) out[at++] = costOf(cost, values[axis]! - numbers[c++]!)
      for (let category = 0; category < levelCosts.length; category++)
        out[at++] = levelCosts[category]![k]![places.codes[category]!]!
    }
  }
}

/** Per level of a category, its cost at the centroid whose axes of it begin at `first`. */
const levelCostsAt = (
  heights: readonly number[],
  centroids: readonly number[],
  first: number,
  cost: Cost,
): Float64Array =>
  Float64Array.from(heights, (_, level) =>
    heights.reduce(
      (sum, height, axis) => sum + costOf(cost, (axis === level ? height : 0) - centroids[first + axis]!),
      0,
    ),
  )
