/**
 * Evaluation: how well a ranking finds the attacks, where ground truth says which rows are.
 *
 * Equal scores are never broken by the order of the rows: they share their rank or their place.
 */

import type { Pulse } from '../numeric/pulse'
import { contingencyOf, pureCount } from './contingency'
import { rankedGroups, scoreGroups, sumOf, type Attacks, type ScoreGroups, type Scores } from './score-groups'

export interface Detection {
  readonly auroc: number
  readonly averagePrecision: number
  readonly precisionAtN: number
}

/** All three figures from one ranking, with breaths while it is made. */
export const detectionOf = async (scores: Scores, attacks: Attacks, breathe: Pulse['breathe']): Promise<Detection> =>
  detectionIn(await rankedGroups(scores, attacks, breathe))

export const detectionIn = (groups: ScoreGroups): Detection => ({
  auroc: aurocOf(groups),
  averagePrecision: averagePrecisionOf(groups),
  precisionAtN: precisionAtNOf(groups),
})

/**
 * The chance that an attack scores above a benign row, a tie counting half: 1 is perfect, 0.5 is chance.
 * @returns NaN if all rows are of one kind
 * Source: Hanley and McNeil, Radiology 143, 1982, doi:10.1148/radiology.143.1.7063747.
 */
export const auroc = (scores: Scores, attacks: Attacks): number => aurocOf(scoreGroups(scores, attacks))

function aurocOf({ rowCounts, attackCounts }: ScoreGroups): number {
  const attackCount = sumOf(attackCounts)
  const benignCount = sumOf(rowCounts) - attackCount
  let benignBelow = benignCount
  let wins = 0
  for (let group = 0; group < rowCounts.length; group++) {
    const benign = rowCounts[group]! - attackCounts[group]!
    benignBelow -= benign
    wins += attackCounts[group]! * (benignBelow + benign / 2)
  }
  return wins / (attackCount * benignCount)
}

/**
 * Σ (recall_i − recall_{i−1}) · precision_i over the distinct scores, descending, as scikit-learn's
 * average_precision_score: 1 is perfect, the share of attacks is chance.
 * @returns NaN without attacks
 */
export const averagePrecision = (scores: Scores, attacks: Attacks): number =>
  averagePrecisionOf(scoreGroups(scores, attacks))

function averagePrecisionOf({ rowCounts, attackCounts }: ScoreGroups): number {
  let rows = 0
  let found = 0
  let sum = 0
  for (let group = 0; group < rowCounts.length; group++) {
    rows += rowCounts[group]!
    found += attackCounts[group]!
    sum += attackCounts[group]! * (found / rows)
  }
  return sum / found
}

/**
 * Share of attacks among the first rows of the ranking, as many as there are attacks. Where the cut falls among equal
 * scores they count by their own share of attacks: the mean over all orders.
 * @returns NaN without attacks
 */
export const precisionAtN = (scores: Scores, attacks: Attacks): number => precisionAtNOf(scoreGroups(scores, attacks))

function precisionAtNOf({ rowCounts, attackCounts }: ScoreGroups): number {
  const wanted = sumOf(attackCounts)
  let left = wanted
  let found = 0
  for (let group = 0; group < rowCounts.length && left > 0; group++) {
    const taken = Math.min(left, rowCounts[group]!)
    found += attackCounts[group]! * (taken / rowCounts[group]!)
    left -= taken
  }
  return found / wanted
}

/**
 * Share of rows that are of the commonest kind of their cluster, 0 … 1.
 * @param assignments per row a cluster index
 * @param kinds       per row a code
 */
export const purity = (assignments: ArrayLike<number>, kinds: ArrayLike<number>): number =>
  pureCount(contingencyOf(assignments, kinds)) / assignments.length
