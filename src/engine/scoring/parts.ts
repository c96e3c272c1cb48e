/**
 * Parts: what each column adds to a row's score. Exact: the parts add up to the score.
 *
 * In a view, a column adds Σ_k r_k cost_kj, its cost at each group by how much that group answers for the row; the rest
 * of S is h · KL(r ‖ P), the rare combination. See score-model.ts. Checked on every row to within 10⁻⁹.
 */

import { axisReader, codeOfText, usualCode } from './encode'
import type { InputRow } from './input-row'
import type { CategoryInput, ScoreInputs, ScoreModel, ScoreView } from './score-model'
import { rareCombination, responsibilities } from './surprise'
import { axesOf, costOf, costOfView } from './view-space'

export interface RawPart {
  /** The column of the file or of the context; null for what belongs to none. */
  readonly column: string | null
  readonly kind: 'column' | 'rare combination' | 'source'
  /** In score units: 1 is the score of a usual flow. */
  readonly adds: number
}

/**
 * @param sourceMean the row's source part A, less nothing, in score units; null for a model without sources
 * @returns a part per column, in the order of the model's inputs, then "rare combination" and "source"
 */
export function partsOfRow(model: ScoreModel, row: InputRow, sourceMean: number | null): readonly RawPart[] {
  const paid = [...costsOfRow(model, placesOf(model, row)), ...(sourceMean === null ? [] : [sourceMean * model.usual])]
  const names = partNames(model)
  return paid.map((cost, index) => ({ ...names[index]!, adds: (cost - model.floors[index]!) / model.usual }))
}

/** B of one row, less nothing, in score units: what its source's mean is made of. */
export const baseOfRow = (model: ScoreModel, row: InputRow): number =>
  costsOfRow(model, placesOf(model, row)).reduce((sum, cost) => sum + cost, 0) / model.usual

/** What the parts are of, in their order. */
export function partNames(model: ScoreInputs): readonly Omit<RawPart, 'adds'>[] {
  const names: Omit<RawPart, 'adds'>[] = columnsOf(model).map((column) => ({ column, kind: 'column' }))
  names.push({ column: null, kind: 'rare combination' })
  if (model.sourceColumn !== null) names.push({ column: null, kind: 'source' })
  return names
}

/** Columns in the order of the inputs; a missing cell counts for its own column. */
const columnsOf = ({ numbers, categories }: ScoreInputs): readonly string[] => [
  ...new Set([...numbers, ...categories].map(({ column }) => column)),
]

/**
 * What a row pays in both views, in units of B, before any floor is taken off.
 * @returns per column, then for the rare combination
 */
export function costsOfRow(model: ScoreInputs & Pick<ScoreModel, 'views'>, places: Places): readonly number[] {
  const columns = columnsOf(model)
  const costs = new Array<number>(columns.length + 1).fill(0)
  for (const view of model.views) {
    const inView = partsInView(model, view, places)
    inView.perInput.forEach((cost, input) => (costs[columns.indexOf(columnOf(model, input))]! += cost / view.scale))
    costs[columns.length]! += inView.rare / view.scale
  }
  return costs
}

export const sumOfParts = (parts: readonly RawPart[]): number => parts.reduce((sum, { adds }) => sum + adds, 0)

/** Inputs are numbered numbers first, then categories; a missing cell counts for its own column. */
const columnOf = ({ numbers, categories }: ScoreInputs, input: number): string =>
  (numbers[input] ?? categories[input - numbers.length]!).column

/** A row on the axes of both views. */
export interface Places {
  readonly rank: Float64Array
  readonly standardised: Float64Array
  readonly codes: readonly number[]
}

function placesOf(model: ScoreInputs, row: InputRow): Places {
  const rank = new Float64Array(model.numbers.length)
  const standardised = new Float64Array(model.numbers.length)
  model.numbers.forEach((input, index) => {
    const value = row.numbers[index] ?? input.fill
    axisReader(input)(Number.isFinite(value) ? value : input.fill, rank, standardised, index)
  })
  return { rank, standardised, codes: model.categories.map((input, index) => codeOf(model, input, index, row)) }
}

function codeOf(model: ScoreInputs, input: CategoryInput, index: number, row: InputRow): number {
  if (input.origin === 'file') {
    const text = row.texts[index] ?? null
    return text === null ? usualCode(input) : codeOfText(input, text)
  }
  const flagged =
    row.numbers[model.numbers.findIndex(({ column, origin }) => column === input.column && origin === 'file')]
  if (flagged == null) return usualCode(input)
  return codeOfText(input, Number.isFinite(flagged) ? 'present' : 'missing')
}

/** Not divided by the view's scale. */
function partsInView(
  model: ScoreInputs,
  view: ScoreView,
  places: Places,
): { readonly perInput: Float64Array; readonly rare: number } {
  const clusterCount = view.mass.length
  const inputCount = model.numbers.length + model.categories.length
  const costs = new Float64Array(clusterCount * inputCount)
  const totals = new Float64Array(clusterCount)
  for (let k = 0; k < clusterCount; k++) {
    const perInput = costsAt(model, view, k, places)
    costs.set(perInput, k * inputCount)
    totals[k] = perInput.reduce((sum, cost) => sum + cost, 0)
  }
  const mass = Float64Array.from(view.mass)
  const shares = responsibilities(totals, mass, view.temperature)
  const perInput = new Float64Array(inputCount)
  for (let k = 0; k < clusterCount; k++) {
    for (let input = 0; input < inputCount; input++) perInput[input]! += shares[k]! * costs[k * inputCount + input]!
  }
  return { perInput, rare: rareCombination(shares, mass, view.temperature) }
}

/** Cost of each input at one centroid. */
function costsAt(model: ScoreInputs, view: ScoreView, k: number, places: Places): Float64Array {
  const { offsets, count } = axesOf(model)
  const cost = costOfView(view.kind)
  const centroid = view.centroids.slice(k * count, (k + 1) * count)
  const numbers = Array.from(places[view.kind], (value, axis) => costOf(cost, value - centroid[axis]!))
  const categories = model.categories.map(({ heights }, index) =>
    heights[view.kind].reduce((sum, height, axis) => {
      const at = axis === places.codes[index] ? height : 0
      return sum + costOf(cost, at - centroid[offsets[index]! + axis]!)
    }, 0),
  )
  return Float64Array.from([...numbers, ...categories])
}
