/**
 * View costs: what each place on an axis, and each level of a category, costs at the 16 groups of a view, in whole steps.
 *
 * A cost is rounded to a step of 2⁻²⁰, or coarser where so many columns could exceed 2³⁰ steps together. So D is a whole number and
 * exact, whatever order its columns are added in, and the parts of a row add up to its score. 2⁻²⁰ is a 10⁻⁷ part of a usual D.
 */

import { log } from '../numeric/portable-math'
import { LARGEST_STANDARD } from './axis-reader'
import { levelTable } from './level-table'
import { CLUSTER_COUNT, type ScoreInputs, type ScoreView, type ViewKind } from './score-model'
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
  /** Likewise, the squared differences. */
  readonly levelSquares: readonly Float32Array[]
}

/** Of a row at a group that there isn't: more than all columns can cost, and no overflow with them. */
export const TOO_FAR_STEPS = 2 ** 30
const FINEST = 20
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
    mostOf(kind, places, numberCount) + levelCosts.reduce((sum, costs) => sum + largestOf(costs), 0),
  )
  return {
    kind,
    clusterCount,
    steps,
    centroids: places,
    levelSteps: levelCosts.map((costs) => Int32Array.from(costs, (cost) => inSteps(cost, steps))),
    levelSquares: tablesOf((off) => off * off).map((squares) => Float32Array.from(squares)),
  }
}

/** The most that all numbers of a row can cost. */
function mostOf(kind: ViewKind, places: Float64Array, numberCount: number): number {
  let most = 0
  for (let axis = 0; axis < numberCount; axis++) {
    let farthest = 0
    for (let k = 0; k < CLUSTER_COUNT; k++) farthest = Math.max(farthest, Math.abs(places[axis * CLUSTER_COUNT + k]!))
    most += costOf(kind, farthest + FARTHEST[kind])
  }
  return most
}

const largestOf = (values: Float64Array): number => values.reduce((largest, value) => Math.max(largest, value), 0)

/** @param most that a row can cost; each of its columns may be rounded up by half a step */
function stepsFor(most: number): number {
  let steps = 2 ** FINEST
  while ((most + 1) * steps > TOO_FAR_STEPS && steps > 2 ** -FINEST) steps /= 2
  return steps
}

/** Adds nothing: fills in what a place on an axis costs at the 16 groups. */
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
