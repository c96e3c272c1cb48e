/**
 * Parts: what each column adds to a row's score. Exact: the parts add up to the score.
 *
 * In a view, a column adds Σ_k r_k cost_kj, its cost at each group by how much that group answers for the row; the rest
 * of S is h · KL(r ‖ P), the rare combination. M is its column’s. See score-model.ts. Checked on every row to within 10⁻⁹.
 */

import type { InputRow } from './input-row'
import { magnitudeAdder } from './magnitude'
import { columnsOf, costReader } from './part-costs'
import { placesReader } from './places'
import type { ScoreInputs, ScoreModel } from './score-model'

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
  const { names, costsOf } = preparedFor(model)
  const costs = costsOf(row)
  const part = (cost: number, index: number): RawPart => ({
    column: names[index]!.column,
    kind: names[index]!.kind,
    adds: (cost - model.floors[index]!) / model.usual,
  })
  const parts = Array.from(costs, part)
  if (sourceMean !== null) parts.push(part(sourceMean * model.usual, parts.length))
  return parts
}

/** B of one row, less nothing, in score units: what its source's mean is made of. */
export const baseOfRow = (model: ScoreModel, row: InputRow): number =>
  preparedFor(model)
    .costsOf(row)
    .reduce((sum, cost) => sum + cost, 0) / model.usual

/** What the parts are of, in their order. */
export function partNames(model: ScoreInputs): readonly Omit<RawPart, 'adds'>[] {
  const names: Omit<RawPart, 'adds'>[] = columnsOf(model).map((column) => ({ column, kind: 'column' }))
  names.push({ column: null, kind: 'rare combination' })
  if (model.sourceColumn !== null) names.push({ column: null, kind: 'source' })
  return names
}

export const sumOfParts = (parts: readonly RawPart[]): number => parts.reduce((sum, { adds }) => sum + adds, 0)

interface Prepared {
  readonly names: readonly Omit<RawPart, 'adds'>[]
  readonly costsOf: (row: InputRow) => Float64Array
}

/** A model is never changed, so what follows from it alone is kept as long as it is. */
const prepared = new WeakMap<ScoreModel, Prepared>()

function preparedFor(model: ScoreModel): Prepared {
  const known = prepared.get(model)
  if (known !== undefined) return known
  const [costsAt, placesOf, addMagnitudes] = [costReader(model), placesReader(model), magnitudeAdder(model)]
  const costsOf = (row: InputRow): Float64Array => {
    const costs = costsAt(placesOf(row))
    addMagnitudes(row.numbers, costs)
    return costs
  }
  const made = { names: partNames(model), costsOf }
  prepared.set(model, made)
  return made
}
