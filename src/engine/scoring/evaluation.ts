/**
 * Evaluation: how well a ranking finds the attacks, where ground truth says which rows are.
 *
 * Equal scores are never broken by the order of the rows: they share their rank or their place.
 */

import { sortIndices } from '../numeric/order'
import type { Pulse } from '../numeric/pulse'

/** Rows by descending score, equal scores as one group. */
interface ScoreGroup {
  readonly rowCount: number
  readonly attackCount: number
}

type Scores = ArrayLike<number>
type Attacks = ArrayLike<number | boolean>

const strangerFirst = (scores: Scores) => (a: number, b: number) => scores[b]! - scores[a]! || a - b

const rowIndices = (rowCount: number): Uint32Array => Uint32Array.from({ length: rowCount }, (_, row) => row)

const scoreGroups = (scores: Scores, attacks: Attacks): readonly ScoreGroup[] =>
  groupsInOrder(rowIndices(scores.length).sort(strangerFirst(scores)), scores, attacks)

function groupsInOrder(order: Uint32Array, scores: Scores, attacks: Attacks): readonly ScoreGroup[] {
  const groups: { rowCount: number; attackCount: number }[] = []
  order.forEach((row, place) => {
    if (place === 0 || scores[row]! !== scores[order[place - 1]!]!) groups.push({ rowCount: 0, attackCount: 0 })
    const group = groups[groups.length - 1]!
    group.rowCount++
    if (attacks[row]) group.attackCount++
  })
  return groups
}

export interface Detection {
  readonly auroc: number
  readonly averagePrecision: number
  readonly precisionAtN: number
}

/** All three figures from one ranking, with breaths while it is made. */
export async function detectionOf(scores: Scores, attacks: Attacks, breathe: Pulse['breathe']): Promise<Detection> {
  const order = await sortIndices(rowIndices(scores.length), strangerFirst(scores), breathe)
  const groups = groupsInOrder(order, scores, attacks)
  await breathe()
  return {
    auroc: aurocOf(groups),
    averagePrecision: averagePrecisionOf(groups),
    precisionAtN: precisionAtNOf(groups),
  }
}

const countOf = (groups: readonly ScoreGroup[]): ScoreGroup =>
  groups.reduce(
    (all, { rowCount, attackCount }) => ({
      rowCount: all.rowCount + rowCount,
      attackCount: all.attackCount + attackCount,
    }),
    { rowCount: 0, attackCount: 0 },
  )

/**
 * The chance that an attack scores above a benign row, a tie counting half: 1 is perfect, 0.5 is chance.
 * @returns NaN if all rows are of one kind
 * Source: Hanley and McNeil, Radiology 143, 1982, doi:10.1148/radiology.143.1.7063747.
 */
export const auroc = (scores: Scores, attacks: Attacks): number => aurocOf(scoreGroups(scores, attacks))

function aurocOf(groups: readonly ScoreGroup[]): number {
  const all = countOf(groups)
  const benignCount = all.rowCount - all.attackCount
  let benignBelow = benignCount
  let wins = 0
  for (const { rowCount, attackCount } of groups) {
    benignBelow -= rowCount - attackCount
    wins += attackCount * (benignBelow + (rowCount - attackCount) / 2)
  }
  return wins / (all.attackCount * benignCount)
}

/**
 * Σ (recall_i − recall_{i−1}) · precision_i over the distinct scores, descending, as scikit-learn's
 * average_precision_score: 1 is perfect, the share of attacks is chance.
 * @returns NaN without attacks
 */
export const averagePrecision = (scores: Scores, attacks: Attacks): number =>
  averagePrecisionOf(scoreGroups(scores, attacks))

function averagePrecisionOf(groups: readonly ScoreGroup[]): number {
  const { attackCount: all } = countOf(groups)
  let rows = 0
  let found = 0
  let sum = 0
  for (const { rowCount, attackCount } of groups) {
    rows += rowCount
    found += attackCount
    sum += attackCount * (found / rows)
  }
  return sum / all
}

/**
 * Share of attacks among the first rows of the ranking, as many as there are attacks. Where the cut falls among equal
 * scores they count by their own share of attacks: the mean over all orders.
 * @returns NaN without attacks
 */
export const precisionAtN = (scores: Scores, attacks: Attacks): number => precisionAtNOf(scoreGroups(scores, attacks))

function precisionAtNOf(groups: readonly ScoreGroup[]): number {
  const { attackCount: wanted } = countOf(groups)
  let left = wanted
  let found = 0
  for (const { rowCount, attackCount } of groups) {
    const taken = Math.min(left, rowCount)
    found += attackCount * (taken / rowCount)
    left -= taken
    if (left === 0) break
  }
  return found / wanted
}

/**
 * Share of rows that are of the commonest kind of their cluster, 0 … 1.
 * @param assignments per row a cluster index
 * @param kinds       per row a code
 */
export function purity(assignments: ArrayLike<number>, kinds: ArrayLike<number>): number {
  const countsOf = new Map<number, Map<number, number>>()
  for (let row = 0; row < assignments.length; row++) {
    const counts = countsOf.get(assignments[row]!) ?? new Map<number, number>()
    countsOf.set(assignments[row]!, counts)
    counts.set(kinds[row]!, (counts.get(kinds[row]!) ?? 0) + 1)
  }
  let pure = 0
  for (const counts of countsOf.values()) pure += Math.max(...counts.values())
  return pure / assignments.length
}
