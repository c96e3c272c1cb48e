/**
 * Calibration: from a score to the share of the fitted file's flows that are at least this strange.
 *
 * A score of 12 means something else in every file; "1 in 5,000 flows is at least this strange" does not. The model keeps the
 * survival function of its own scores: exact where the strange ones stand (the first 128 ranks, one by one), and below that
 * at ranks a twentieth apart, with the counts between two of them on a straight line, so that a count is off by at most 5 %.
 * It says how rare a score is in the fitted file, not how likely an attack is.
 */

import { firstAtLeast, sortValues } from '../numeric/order'
import { silentPulse, type Pulse } from '../numeric/pulse'

export interface Calibration {
  /** Flows the model was fitted on. */
  readonly rowCount: number
  /** Descending, distinct; single precision, as scores are kept. The first is the largest, the last the smallest of all. */
  readonly scores: readonly number[]
  /** Per score, how many flows score at least as much; ascending, the last is `rowCount`. */
  readonly atLeast: readonly number[]
}

/** Where one score stands among the fitted file's. */
export interface Rarity {
  /** Flows of the fitted file that score at least as much, the flow itself included if it is one of them. */
  readonly atLeast: number
  readonly rowCount: number
}

/** Ranks kept one by one: more than are flagged by default (threshold.ts). */
const EXACT_RANKS = 128
/** Of a rank to the one kept before it. */
const RANK_RATIO = 1.05

/**
 * @param scores single precision, any order; left as they are @throws Cancelled
 * Time O(n log n): 200,000 scores take 19 ms of processor time (2026-11-26).
 */
export async function calibrate(scores: Float32Array, pulse: Pulse = silentPulse): Promise<Calibration> {
  const rowCount = scores.length
  const ascending = await sortValues(Float64Array.from(scores), () => pulse.breathe())
  const kept: number[] = []
  const atLeast: number[] = []
  let rank = 1
  while (rank <= rowCount) {
    const score = ascending[rowCount - rank]!
    const reached = rowCount - firstAtLeast(ascending, score)
    kept.push(score)
    atLeast.push(reached)
    if (reached === rowCount) break
    rank = Math.min(rowCount, Math.max(reached + 1, reached < EXACT_RANKS ? 0 : Math.floor(reached * RANK_RATIO)))
  }
  return { rowCount, scores: kept, atLeast }
}

/** How many flows of the fitted file score at least as much: 0 if the score lies above all of them. */
export function rarityOf(calibration: Calibration, score: number): Rarity {
  const { rowCount, scores, atLeast } = calibration
  const own = Math.fround(score)
  const place = scores.indexOf(own)
  return { atLeast: place < 0 ? countAbove(calibration, own) : atLeast[place]!, rowCount }
}

/**
 * How many flows of the fitted file score more: exact among the ranks kept one by one (of models kept earlier those were 64), else off
 * by at most 5 %.
 * @param threshold not rounded to single precision: it need not be a score
 */
export function countAbove({ rowCount, scores, atLeast }: Calibration, threshold: number): number {
  const place = scores.findIndex((kept) => kept <= threshold)
  if (place < 0) return rowCount
  if (place === 0) return 0
  const [higher, lower] = [scores[place - 1]!, scores[place]!]
  const [fewer, more] = [atLeast[place - 1]!, atLeast[place]!]
  if (fewer < EXACT_RANKS) return fewer
  // Most flows of the lower score may be alike: only the ranks that were passed over can lie between.
  const most = Math.min(more - 1, Math.max(fewer, Math.floor(fewer * RANK_RATIO) - 1))
  return Math.round(fewer + ((higher - threshold) / (higher - lower)) * (most - fewer))
}

/** The same of a score that is one of the fitted file's, counted and so exact. */
export function countedRarity(scores: ArrayLike<number>, score: number): Rarity {
  const own = Math.fround(score)
  let atLeast = 0
  for (let row = 0; row < scores.length; row++) if (scores[row]! >= own) atLeast++
  return { atLeast, rowCount: scores.length }
}

/** Whether scores descend and counts ascend to all flows, as `calibrate` makes them. */
export const isCalibration = ({ rowCount, scores, atLeast }: Calibration): boolean =>
  scores.length === atLeast.length &&
  (atLeast.at(-1) ?? 0) === rowCount &&
  scores.every((score, place) => place === 0 || score < scores[place - 1]!) &&
  atLeast.every((reached, place) => reached > (atLeast[place - 1] ?? 0))
