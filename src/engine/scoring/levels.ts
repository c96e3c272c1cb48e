/**
 * Levels: how high a category's one-hot axes stand in each view.
 *
 * Rank view: −ln p / √2, p the weighted share of the level, so that two rows of different levels are the sum of their
 * surprisals apart. Standardised view: 1 / √(p (1 − p)), the z-value's step, floored where a share is below a row.
 */

import { log } from '../numeric/portable-math'
import type { LevelTally } from './rows'
import { LEVEL_CAP, type CategoryInput } from './score-model'

/** For a level that every row has, so that its absence costs something. */
const LOWEST_RANK_HEIGHT = 0.05

/**
 * Keeps the commonest levels by weight; equal ones in order of their text.
 * @param rowCount of the fitted table, ≥ 1
 */
export function categoryInput(
  column: string,
  origin: CategoryInput['origin'],
  tally: LevelTally,
  rowCount: number,
): CategoryInput {
  const { texts, counts, weights } = tally
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const occurring = texts.map((_, index) => index).filter((index) => counts[index]! > 0)
  const ordered = occurring.sort((a, b) => weights[b]! - weights[a]! || (texts[a]! < texts[b]! ? -1 : 1))
  const kept = ordered.slice(0, LEVEL_CAP)
  const keptWeight = kept.reduce((sum, index) => sum + weights[index]!, 0)
  const keptCount = kept.reduce((sum, index) => sum + counts[index]!, 0)
  const other = Math.max(1 - keptWeight / total, 0.5 / rowCount)
  const weightShares = [...kept.map((index) => weights[index]! / total), other]
  return {
    column,
    origin,
    levels: kept.map((index) => texts[index]!),
    shares: [...kept.map((index) => counts[index]! / rowCount), (rowCount - keptCount) / rowCount],
    heights: {
      rank: weightShares.map(rankHeight),
      standardised: weightShares.map((share) => standardHeight(share, rowCount)),
    },
  }
}

/** The texts that most rows have, as many as a category has levels; equal ones in order of their text. Null if that is all. */
export function commonTexts({ texts, counts }: LevelTally): readonly string[] | null {
  const occurring = texts.map((_, index) => index).filter((index) => counts[index]! > 0)
  if (occurring.length <= LEVEL_CAP) return null
  return occurring
    .sort((a, b) => counts[b]! - counts[a]! || (texts[a]! < texts[b]! ? -1 : 1))
    .slice(0, LEVEL_CAP)
    .map((index) => texts[index]!)
}

const rankHeight = (share: number): number => {
  const height = -log(share) / Math.SQRT2
  return height > 1e-9 ? height : LOWEST_RANK_HEIGHT
}

const standardHeight = (share: number, rowCount: number): number =>
  1 / Math.max(Math.sqrt(Math.max(0, share * (1 - share))), 0.5 / Math.sqrt(rowCount))
