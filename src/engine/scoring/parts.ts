/**
 * Parts: what each column adds to a row's score. Exact: the parts add up to the score, and none is negative.
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
  /** In score units: 1 is the score of a usual flow. ≥ 0. */
  readonly adds: number
}

/**
 * @param sourceMean the row's source part A in score units; null for a model without sources
 * @returns a part per column, in the order of the model's inputs, then "rare combination" and "source"
 */
export function partsOfRow(model: ScoreModel, row: InputRow, sourceMean: number | null): readonly RawPart[] {
  const addsOf = new Map<string, number>()
  const places = placesOf(model, row)
  let rare = 0
  for (const view of model.views) {
    const inView = partsInView(model, view, places)
    inView.perInput.forEach((cost, input) => {
      const column = columnOf(model, input)
      addsOf.set(column, (addsOf.get(column) ?? 0) + cost / view.scale)
    })
    rare += inView.rare / view.scale
  }
  const parts: RawPart[] = Array.from(addsOf, ([column, adds]) => ({ column, kind: 'column', adds: adds / model.usual }))
  parts.push({ column: null, kind: 'rare combination', adds: rare / model.usual })
  if (sourceMean !== null) parts.push({ column: null, kind: 'source', adds: sourceMean })
  return parts
}

export const sumOfParts = (parts: readonly RawPart[]): number => parts.reduce((sum, { adds }) => sum + adds, 0)

/** Inputs are numbered numbers first, then categories; a missing cell counts for its own column. */
const columnOf = ({ numbers, categories }: ScoreInputs, input: number): string =>
  (numbers[input] ?? categories[input - numbers.length]!).column

/** A row on the axes of both views. */
interface Places {
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
  const flagged = row.numbers[model.numbers.findIndex(({ column, origin }) => column === input.column && origin === 'file')]
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
