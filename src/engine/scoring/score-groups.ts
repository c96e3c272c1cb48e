/**
 * Score groups: rows by descending score, equal scores as one group, with the attacks in each. What every figure of
 * `evaluation.ts` and every point of a curve is made of.
 */

import type { Pulse } from '../numeric/pulse'
import { orderByKey } from '../numeric/radix-order'

export type Scores = ArrayLike<number>
/** Per row, whether ground truth calls it an attack. */
export type Attacks = ArrayLike<number | boolean>

/** Largest score first. */
export interface ScoreGroups {
  /** Per group the score its rows share. */
  readonly scores: Float64Array
  readonly rowCounts: Uint32Array
  readonly attackCounts: Uint32Array
}

const strangerFirst = (scores: Scores) => (a: number, b: number) => scores[b]! - scores[a]! || a - b

function rowIndices(rowCount: number): Uint32Array {
  const rows = new Uint32Array(rowCount)
  for (let row = 0; row < rowCount; row++) rows[row] = row
  return rows
}

/** At once: for few rows. */
export const scoreGroups = (scores: Scores, attacks: Attacks): ScoreGroups =>
  groupsInOrder(rowIndices(scores.length).sort(strangerFirst(scores)), scores, attacks)

/** With breaths while the ranking is made. Time O(n). */
export async function rankedGroups(scores: Scores, attacks: Attacks, breathe: Pulse['breathe']): Promise<ScoreGroups> {
  const keys = scores instanceof Float32Array ? scores : Float64Array.from(scores)
  const order = await orderByKey(rowIndices(scores.length), keys, true, breathe)
  const groups = groupsInOrder(order, scores, attacks)
  await breathe()
  return groups
}

function groupsInOrder(order: Uint32Array, scores: Scores, attacks: Attacks): ScoreGroups {
  const groupScores = new Float64Array(order.length)
  const rowCounts = new Uint32Array(order.length)
  const attackCounts = new Uint32Array(order.length)
  let groupCount = 0
  for (let place = 0; place < order.length; place++) {
    const score = scores[order[place]!]!
    if (place === 0 || score !== groupScores[groupCount - 1]) groupScores[groupCount++] = score
    rowCounts[groupCount - 1]!++
    if (attacks[order[place]!]) attackCounts[groupCount - 1]!++
  }
  return {
    scores: groupScores.subarray(0, groupCount),
    rowCounts: rowCounts.subarray(0, groupCount),
    attackCounts: attackCounts.subarray(0, groupCount),
  }
}

export const sumOf = (counts: Uint32Array): number => counts.reduce((sum, count) => sum + count, 0)
