/**
 * Evaluation: how well a ranking finds the attacks, where ground truth says which rows are.
 *
 * Equal scores are never broken by the order of the rows: they share their rank or their place.
 */

import type { Pulse } from '../numeric/pulse'
import { orderByKey } from '../numeric/radix-order'

/** Rows by descending score, equal scores as one group. */
interface ScoreGroups {
  readonly rowCounts: Uint32Array
  readonly attackCounts: Uint32Array
}

type Scores = ArrayLike<number>
type Attacks = ArrayLike<number | boolean>

const strangerFirst = (scores: Scores) => (a: number, b: number) => scores[b]! - scores[a]! || a - b

function rowIndices(rowCount: number): Uint32Array {
  const rows = new Uint32Array(rowCount)
  for (let row = 0; row < rowCount; row++) rows[row] = row
  return rows
}

const scoreGroups = (scores: Scores, attacks: Attacks): ScoreGroups =>
  groupsInOrder(rowIndices(scores.length).sort(strangerFirst(scores)), scores, attacks)

function groupsInOrder(order: Uint32Array, scores: Scores, attacks: Attacks): ScoreGroups {
  const rowCounts = new Uint32Array(order.length)
  const attackCounts = new Uint32Array(order.length)
  let groupCount = 0
  for (let place = 0; place < order.length; place++) {
    if (place === 0 || scores[order[place]!]! !== scores[order[place - 1]!]!) groupCount++
    rowCounts[groupCount - 1]!++
    if (attacks[order[place]!]) attackCounts[groupCount - 1]!++
  }
  return { rowCounts: rowCounts.subarray(0, groupCount), attackCounts: attackCounts.subarray(0, groupCount) }
}

export interface Detection {
  readonly auroc: number
  readonly averagePrecision: number
  readonly precisionAtN: number
}

/** All three figures from one ranking, with breaths while it is made. */
export async function detectionOf(scores: Scores, attacks: Attacks, breathe: Pulse['breathe']): Promise<Detection> {
  const keys = scores instanceof Float32Array ? scores : Float64Array.from(scores)
  const order = await orderByKey(rowIndices(scores.length), keys, true, breathe)
  const groups = groupsInOrder(order, scores, attacks)
  await breathe()
  return {
    auroc: aurocOf(groups),
    averagePrecision: averagePrecisionOf(groups),
    precisionAtN: precisionAtNOf(groups),
  }
}

const sumOf = (counts: Uint32Array): number => counts.reduce((sum, count) => sum + count, 0)

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
export function purity(assignments: ArrayLike<number>, kinds: ArrayLike<number>): number {
  let [clusterCount, kindCount] = [0, 0]
  for (let row = 0; row < assignments.length; row++) {
    if (assignments[row]! >= clusterCount) clusterCount = assignments[row]! + 1
    if (kinds[row]! >= kindCount) kindCount = kinds[row]! + 1
  }
  const counts = new Float64Array(clusterCount * kindCount)
  for (let row = 0; row < assignments.length; row++) counts[assignments[row]! * kindCount + kinds[row]!]!++
  let pure = 0
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    pure += counts.subarray(cluster * kindCount, (cluster + 1) * kindCount).reduce((most, n) => Math.max(most, n), 0)
  }
  return pure / assignments.length
}
