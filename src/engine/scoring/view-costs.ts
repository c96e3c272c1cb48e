/**
 * View costs: what each place on an axis, and each level of a category, costs at the 16 groups of a view, in whole steps.
 *
 * A cost is rounded to a step of 2⁻²⁰, or coarser where so many columns could exceed 2³⁰ steps together. So D is a whole number and
 * exact, whatever order its columns are added in, and the parts of a row add up to its score. 2⁻²⁰ is a 10⁻⁷ part of a usual D.
 */

import { log } from '../numeric/portable-math'
import { LARGEST_STANDARD } from './axis-reader'
import { placesOf } from './input-columns'
import { levelTable } from './level-table'
import { CLUSTER_COUNT, type NumberInput, type ScoreInputs, type ScoreView, type ViewKind } from './score-model'
import { axesOf } from './view-space'

export interface ViewCosts {
  readonly kind: ViewKind
  /** Groups there are; those up to 16 are too far for any row. */
  readonly clusterCount: number
  /** In 1. */
  readonly steps: number
  /** numbers × 16: all groups' places on one axis lie together. 0 for groups that there aren't. */
  readonly centroids: Float64Array
  /** Per category, (levels.length + 1) × 16 costs in steps. */
  readonly levelSteps: readonly Int32Array[]
  /** Likewise, the squared differences; whole multiples of a step of their own. */
  readonly levelSquares: readonly Float64Array[]
  /** In 1, of squared differences: so fine that the sum over a fit row's columns is exact in float64. */
  readonly squareSteps: number
}

/** Of a row at a group that there isn't: more than all columns can cost, and no overflow with them. */
export const TOO_FAR_STEPS = 2 ** 30
const FINEST = 20
/** Sums of whole numbers up to 2⁵³ are exact in float64. */
const EXACT_STEPS = 2 ** 52
/** No place of a row lies further from 0: √3 + ln 4 (rank-grid.ts). */
const FARTHEST: Readonly<Record<ViewKind, number>> = { rank: 3.2, standardised: LARGEST_STANDARD }

/** u² or ln(1 + u²) */
export const costOf = (kind: ViewKind, off: number): number => (kind === 'rank' ? off * off : log(1 + off * off))

/** A cost as the kernel rounds it. */
export const inSteps = (cost: number, steps: number): number => Math.floor(cost * steps + 0.5)

export function viewCosts(inputs: ScoreInputs, { kind, centroids }: Pick<ScoreView, 'kind' | 'centroids'>): ViewCosts {
  const { offsets, count } = axesOf(inputs)
  const clusterCount = count === 0 ? 1 : centroids.length / count
  const numberCount = inputs.numbers.length
  const places = new Float64Array(numberCount * CLUSTER_COUNT)
  for (let k = 0; k < clusterCount; k++) {
    for (let axis = 0; axis < numberCount; axis++) places[axis * CLUSTER_COUNT + k] = centroids[k * count + axis]!
  }
  const tablesOf = (cost: (off: number) => number): readonly Float64Array[] =>
    inputs.categories.map(({ heights }, category) => {
      const block = { heights: heights[kind], axisCount: count, offset: offsets[category]!, clusterCount }
      return levelTable({ ...block, lanes: CLUSTER_COUNT }, centroids, cost)
    })
  const levelCosts = tablesOf((off) => costOf(kind, off))
  const steps = stepsFor(
    mostOf(
      places,
      numberCount,
      () => FARTHEST[kind],
      (off) => costOf(kind, off),
    ) + mostOfLevels(levelCosts),
    TOO_FAR_STEPS,
  )
  const levelSquares = tablesOf((off) => off * off)
  const squareSteps = stepsFor(
    mostOf(
      places,
      numberCount,
      (axis) => farthestFitted(inputs.numbers[axis]!, kind),
      (off) => off * off,
    ) + mostOfLevels(levelSquares),
    EXACT_STEPS,
  )
  return {
    kind,
    clusterCount,
    steps,
    centroids: places,
    levelSteps: levelCosts.map((costs) => Int32Array.from(costs, (cost) => inSteps(cost, steps))),
    levelSquares: levelSquares.map((squares) => squares.map((square) => inSteps(square, squareSteps) / squareSteps)),
    squareSteps,
  }
}

/** No row of the fit lies further from 0: places never fall as values grow. */
function farthestFitted(input: NumberInput, kind: ViewKind): number {
  const ends = placesOf(input, [input.smallest, input.largest, input.fill])[kind]
  return ends.reduce((farthest, place) => Math.max(farthest, Math.abs(place)), 0)
}

/** The most that all numbers of a row can cost. */
function mostOf(
  centroids: Float64Array,
  numberCount: number,
  farthestOf: (axis: number) => number,
  cost: (off: number) => number,
): number {
  let most = 0
  for (let axis = 0; axis < numberCount; axis++) {
    let farthest = 0
    for (let k = 0; k < CLUSTER_COUNT; k++)
      farthest = Math.max(farthest, Math.abs(centroids[axis * CLUSTER_COUNT + k]!))
    most += cost(farthest + farthestOf(axis))
  }
  return most
}

const mostOfLevels = (tables: readonly Float64Array[]): number =>
  tables.reduce((sum, table) => sum + table.reduce((largest, value) => Math.max(largest, value), 0), 0)

/** @param most that a row can cost; each of its columns may be rounded up by half a step */
function stepsFor(most: number, mostSteps: number): number {
  let steps = 2 ** FINEST
  while ((most + 1) * steps > mostSteps && steps > 2 ** -FINEST) steps /= 2
  return steps
}

/** Fills in what a place on an axis costs at the 16 groups. */
export function numberCosts(
  { kind, centroids, steps }: ViewCosts,
  axis: number,
  place: number,
  out: Int32Array,
  at: number,
): void {
  for (let k = 0; k < CLUSTER_COUNT; k++) {
    out[at + k] = inSteps(costOf(kind, place - centroids[axis * CLUSTER_COUNT + k]!), steps)
  }
}
