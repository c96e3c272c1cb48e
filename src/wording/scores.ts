/**
 * Scores to words: anomaly scores and their parts. A usual flow scores 1, so below 10 the second decimal still tells.
 */

import type { Rarity } from '../engine/scoring/calibration'
import { count, decimals } from './numbers'

/** 30.54 → "30.5", 2.334 → "2.33". @param among the score that a part belongs to, or the largest of a list: they read alike */
export const scoreWords = (score: number, among = score): string => decimals(score, Math.abs(among) < 9.995 ? 2 : 1)

/**
 * "Stranger than 99.98 % of this file’s 25,192 flows": the share of flows that score less, which means the same in every file.
 * Never 100 % while a flow scores as much.
 * @param own whether the flow is itself one of them
 */
export function rarityWords({ atLeast, rowCount }: Rarity, own: boolean, whose = 'this file’s'): string {
  const flows = `${whose} ${count(rowCount)} flows`
  if (atLeast >= rowCount) return `No stranger than any of ${flows}`
  if (own && atLeast === 1) return `The strangest of ${flows}`
  if (atLeast === 0) return `Stranger than all of ${flows}`
  return `Stranger than ${lessThanAll(atLeast / rowCount)} of ${flows}`
}

/** 0.3 → "70 %", 0.0018 → "99.8 %", 0.00018 → "99.98 %". @param above share that is as strange or stranger, in (0, 1) */
function lessThanAll(above: number): string {
  const percent = 100 * above
  if (percent >= 1) return percent > 99 ? 'less than 1 %' : `${decimals(100 - percent, 0)} %`
  const rounded = percent.toPrecision(1)
  return `${decimals(100 - Number(rounded), Math.max(1, String(Number(rounded)).split('.')[1]?.length ?? 0))} %`
}
