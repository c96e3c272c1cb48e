/**
 * Suggest threshold: where the scores themselves part, with how sure that is.
 *
 * The place is the middle of the widest gap (score-gap.ts) of the stranger half. It is then looked for again in DRAWS draws
 * that each leave out a tenth of those rows, seeded; a draw agrees if its gap holds the whole of the first. Clear: at least
 * nine draws in ten agree and chance makes such a gap once in a thousand files. Weak: at least half agree. Else none,
 * which is an answer: the scores thin out evenly, and only a budget or a share can say where to stop.
 * (Leaving out instead of drawing with repeats: repeats make ties, which make gaps of their own.)
 *
 * Measured 2026-11-26. Of 960 files of exponential, Pareto, log-normal, half-normal, uniform, stepped, χ² and mixed scores
 * without a gap 1 got a suggestion, a weak one. Of 4,000 exponential scores and some twice the largest of them, 3 are too few to tell from
 * chance, 5 are parted in 19 of 30 files, 10 in 30 of 30. Of real files: 266 of 5,022 flows of CTU-13 scenario 11 with
 * 251 attacks, all of which are among them (weak); nothing for NSL-KDD, whose attacks score like the rest.
 */

import type { Pulse } from '../numeric/pulse'
import { seededRandom } from '../numeric/random'
import { GAPS_BELOW, widestGap, type ScoreGap } from './score-gap'
import { levelsOf, strangerHalf, type Levels } from './score-levels'

export const DRAWS = 20
const LEFT_OUT_SHARE = 0.1
const DRAW_SEED = 0x9a4
const CLEAR = { agreeing: 18, chance: 0.001 } as const
const WEAK_AGREEING = 10
/** So few are named though chance may part them, if they score more than half as much again as the next. */
const MOST_APART = 5
const APART_RATIO = 1.5

export type GapStrength = 'clear' | 'weak' | 'none'

export interface ThresholdSuggestion {
  readonly strength: GapStrength
  /** The gap's middle, which flags `flaggedCount` rows; null if there is no gap. */
  readonly threshold: number | null
  readonly flaggedCount: number
  /** The scores on both sides of the gap. */
  readonly upper: number
  readonly lower: number
  /** Of the draws, those that find the same gap. */
  readonly agreeingCount: number
  readonly drawCount: number
  /** Without a gap that holds: the few strangest rows, where they are far from the rest; a fact of this file, and no threshold. */
  readonly apart: FewApart | null
}

export interface FewApart {
  /** At most 5. */
  readonly rowCount: number
  /** The lowest score of theirs, and the highest of the rest. */
  readonly upper: number
  readonly lower: number
}

/** @param scores any order. Time O(n + DRAWS · n), a breath after each draw. */
export async function suggestThreshold(
  scores: Float32Array | Float64Array,
  breathe: Pulse['breathe'],
): Promise<ThresholdSuggestion> {
  const tail = await strangerHalf(scores, breathe)
  const levels = levelsOf(tail)
  const gap = widestGap(levels)
  if (gap === null) return noGap(0, levels)
  let agreeingCount = 0
  for (let draw = 0; draw < DRAWS; draw++) {
    await breathe()
    if (holds(gapOfDraw(tail, draw), gap)) agreeingCount++
  }
  const strength = strengthOf(gap, agreeingCount)
  if (strength === 'none') return noGap(agreeingCount, levels)
  const { upper, lower, rowCount } = gap
  const middle = (upper + lower) / 2
  return {
    strength,
    threshold: middle,
    flaggedCount: rowCount,
    upper,
    lower,
    agreeingCount,
    drawCount: DRAWS,
    apart: null,
  }
}

function gapOfDraw(tail: Float64Array, draw: number): ScoreGap | null {
  const random = seededRandom(DRAW_SEED + draw)
  return widestGap(levelsOf(tail, () => random.next() >= LEFT_OUT_SHARE))
}

const holds = (drawn: ScoreGap | null, gap: ScoreGap): boolean =>
  drawn !== null && drawn.upper >= gap.upper && drawn.lower <= gap.lower

function strengthOf({ chance }: ScoreGap, agreeingCount: number): GapStrength {
  if (agreeingCount >= CLEAR.agreeing && chance <= CLEAR.chance) return 'clear'
  return agreeingCount >= WEAK_AGREEING ? 'weak' : 'none'
}

const noGap = (agreeingCount: number, levels: Levels): ThresholdSuggestion => ({
  strength: 'none',
  threshold: null,
  flaggedCount: 0,
  upper: 0,
  lower: 0,
  agreeingCount,
  drawCount: DRAWS,
  apart: fewApart(levels),
})

/** The strangest rows, at most 5, cut at the widest ratio of two scores; null if none is above 1.5, or so few scores tell nothing. */
function fewApart({ values, rowsFrom }: Levels): FewApart | null {
  if (values.length < GAPS_BELOW + 2) return null
  let [widest, ratio] = [-1, APART_RATIO]
  for (let level = 0; level + 1 < values.length && rowsFrom[level]! <= MOST_APART; level++) {
    const here = values[level]! / values[level + 1]!
    if (here > ratio) [widest, ratio] = [level, here]
  }
  return widest < 0 ? null : { rowCount: rowsFrom[widest]!, upper: values[widest]!, lower: values[widest + 1]! }
}
