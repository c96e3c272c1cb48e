/**
 * Gaps: how far two rows lie apart, in the score's own cost, so that "near" means near in what the score looks at.
 *
 * Per column, in each view, the cost of the difference between the two places (u² of ranks, ln(1 + u²) of z-values; two different levels
 * of a category differ on both their axes), divided by that view's s and by what is usual. Both views are added, as the score adds them.
 * In whole steps of 2⁻²⁰: a sum is exact in whatever order its columns are added, so that every number of shards finds the same row.
 */

import type { Places } from './places'
import type { ScoreInputs, ScoreModel, ViewKind } from './score-model'
import { costOf } from './view-costs'

/** Steps in a gap of 1, which is what a usual flow scores. */
export const GAP_STEPS = 2 ** 20

/** What one step of a view costs, in score units: 1 / (s · usual). */
export type ViewPrices = Readonly<Record<ViewKind, number>>

export const viewPrices = ({ views, usual }: Pick<ScoreModel, 'views' | 'usual'>): ViewPrices => {
  const priceOf = (kind: ViewKind): number => {
    const view = views.find((known) => known.kind === kind)
    return view === undefined ? 0 : 1 / (view.scale * usual)
  }
  return { rank: priceOf('rank'), standardised: priceOf('standardised') }
}

const inGapSteps = (gap: number): number => Math.floor(gap * GAP_STEPS + 0.5)

/** Between two places of a number. @returns whole steps */
export function numberGap(prices: ViewPrices, rankOff: number, standardOff: number): number {
  return inGapSteps(prices.rank * costOf('rank', rankOff) + prices.standardised * costOf('standardised', standardOff))
}

/** Between two levels of a category. @returns whole steps, 0 for the same level */
export function levelGap(
  prices: ViewPrices,
  { heights }: ScoreInputs['categories'][number],
  one: number,
  other: number,
): number {
  if (one === other) return 0
  const apart = (kind: ViewKind): number =>
    prices[kind] * (costOf(kind, heights[kind][one]!) + costOf(kind, heights[kind][other]!))
  return inGapSteps(apart('rank') + apart('standardised'))
}

/** Per input, numbers first, how far two rows are apart in it. @returns whole steps */
export function gapsBetween(inputs: ScoreInputs, prices: ViewPrices, one: Places, other: Places): Float64Array {
  const { numbers, categories } = inputs
  const gaps = new Float64Array(numbers.length + categories.length)
  for (let axis = 0; axis < numbers.length; axis++) {
    gaps[axis] = numberGap(
      prices,
      one.rank[axis]! - other.rank[axis]!,
      one.standardised[axis]! - other.standardised[axis]!,
    )
  }
  categories.forEach((category, index) => {
    gaps[numbers.length + index] = levelGap(prices, category, one.codes[index]!, other.codes[index]!)
  })
  return gaps
}
