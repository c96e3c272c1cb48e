/**
 * Scores to words: anomaly scores and their parts. A usual flow scores 1, so below 10 the second decimal still tells.
 */

import { decimals } from './numbers'

/** 30.54 → "30.5", 2.334 → "2.33". @param among the score that a part belongs to, or the largest of a list: they read alike */
export const scoreWords = (score: number, among = score): string => decimals(score, Math.abs(among) < 9.995 ? 2 : 1)
