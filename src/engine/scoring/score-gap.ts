/**
 * Score gap: the widest empty stretch among the larger scores that their thinning out does not explain.
 *
 * Let v₁ > v₂ > … be the different scores of the stranger half. Where a tail thins out as a power of the score, which is
 * the heaviest that scores do here, the normalised gaps Dⱼ = j · ln(vⱼ / vⱼ₊₁) are independent and exponential with
 * one mean (A. Rényi, Acta Math. Acad. Sci. Hung. 4, 1953, doi:10.1007/BF02127580; B. M. Hill, Ann. Statist. 3(5), 1975,
 * doi:10.1214/aos/1176343247); where it thins out faster, neighbours are nearly so. So the gap below level j is held
 * against the w = 30 gaps under it: r = Dⱼ / mean(Dⱼ₊₁ … Dⱼ₊w) has the distribution F(2, 2w), and a gap at least as wide
 * comes by chance with p = (1 + r / w)⁻ʷ. It counts if p times the number of places looked at (Bonferroni) is at
 * most 1 in 20, and if it is no sliver: the scores above are at least 5 % larger than those below. Of those that
 * count the widest, as a ratio, is the gap; of equals the upper one.
 * Time O(levels).
 */

import { exp, log, log1p } from '../numeric/portable-math'
import type { Levels } from './score-levels'

/** So many gaps below say what is usual there: their mean is off by a fifth (1 / √30). */
export const GAPS_BELOW = 30
/** The chance of a gap by mere thinning out, over all places looked at. */
const MOST_CHANCE = 0.05
const LEAST_RATIO = 1.05

export interface ScoreGap {
  /** The scores on both sides. */
  readonly upper: number
  readonly lower: number
  /** Rows above it. */
  readonly rowCount: number
  /** Chance that some gap as surprising arises where there is none: at most 1, Bonferroni's bound. */
  readonly chance: number
}

/** @returns null if no gap counts, or if fewer than GAPS_BELOW + 2 scores differ */
export function widestGap({ values, rowsFrom }: Levels): ScoreGap | null {
  const placeCount = values.length - 1 - GAPS_BELOW
  if (placeCount < 1) return null
  const logs = values.map(log)
  let [widest, width, chance] = [-1, log(LEAST_RATIO), 1]
  let below = sumOfGaps(logs, 1, GAPS_BELOW)
  for (let level = 0; level < placeCount; level++) {
    const gap = logs[level]! - logs[level + 1]!
    if (gap > width) {
      const found = placeCount * chanceOf(((level + 1) * gap * GAPS_BELOW) / below)
      if (found <= MOST_CHANCE) [widest, width, chance] = [level, gap, found]
    }
    below += normalisedGap(logs, level + 1 + GAPS_BELOW) - normalisedGap(logs, level + 1)
  }
  if (widest < 0) return null
  return { upper: values[widest]!, lower: values[widest + 1]!, rowCount: rowsFrom[widest]!, chance }
}

/** (1 + r / w)⁻ʷ */
const chanceOf = (ratio: number): number => exp(-GAPS_BELOW * log1p(ratio / GAPS_BELOW))

/** Below the level with this index, 0 for the largest score; 0 where there is none. */
const normalisedGap = (logs: Float64Array, level: number): number =>
  level + 1 < logs.length ? (level + 1) * (logs[level]! - logs[level + 1]!) : 0

function sumOfGaps(logs: Float64Array, first: number, count: number): number {
  let sum = 0
  for (let level = first; level < first + count; level++) sum += normalisedGap(logs, level)
  return sum
}
