/**
 * Threshold effect: what a threshold flags, in numbers and in a sentence.
 */

import { anomalyHeadline, anomalySubline, type FlaggedSource } from '../reporting/headlines'
import { countAbove } from '../scoring/calibration'
import type { ThresholdEffect } from './answers'
import type { Found } from './found'

/** Time O(rowCount). Without scores at hand, what the model has kept of them can say. */
export function effectOf(found: Found, threshold: number): ThresholdEffect {
  const { scores, attacks, grouping, truthCheck } = found
  const counts =
    scores === null
      ? countsOfKept(found, threshold)
      : countFlagged(scores, threshold, grouping.assignments, grouping.clusterCount, attacks)
  const rowCount = scores?.length ?? found.result.table.ledger.usedCount
  const effect = { threshold, ...counts, flaggedShare: rowCount === 0 ? 0 : counts.flaggedCount / rowCount }
  return {
    ...effect,
    headline: anomalyHeadline(effect, grouping.cards, loudestSource(found, threshold)),
    subline: anomalySubline(effect, rowCount, truthCheck),
  }
}

/** The source that most of the flagged flows come from, where the file names sources and its rows are at hand. */
function loudestSource({ live, scores }: Found, threshold: number): FlaggedSource | null {
  const sources = live?.sources ?? null
  if (sources === null || scores === null) return null
  const counts = new Map<number, number>()
  for (let row = 0; row < scores.length; row++) {
    const code = sources.codes[row]!
    if (scores[row]! > threshold && code !== 0) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  let loudest: FlaggedSource | null = null
  for (const [code, flaggedCount] of counts) {
    if (loudest === null || flaggedCount > loudest.flaggedCount)
      loudest = { name: sources.dictionary[code]!, flaggedCount }
  }
  return loudest
}

interface Flagged {
  readonly flaggedCount: number
  readonly flaggedPerCluster: readonly number[]
  readonly attackCount: number | null
}

function countFlagged(
  scores: Float32Array,
  threshold: number,
  assignments: Uint8Array | null,
  clusterCount: number,
  attacks: Uint8Array | null,
): Flagged {
  const flaggedPerCluster = new Array<number>(clusterCount).fill(0)
  let flaggedCount = 0
  let attackCount = 0
  for (let row = 0; row < scores.length; row++) {
    if (scores[row]! <= threshold) continue
    flaggedCount++
    flaggedPerCluster[assignments?.[row] ?? 0]!++
    attackCount += attacks?.[row] ?? 0
  }
  return { flaggedCount, flaggedPerCluster, attackCount: attacks === null ? null : attackCount }
}

/** Of a model that came without its marks; one from before scores were calibrated has counts of whole bins. */
function countsOfKept({ result, grouping, calibration }: Found, threshold: number): Flagged {
  const { binWidth, counts } = result.histogram
  const flaggedCount =
    calibration === null
      ? counts.reduce((sum, inBin, bin) => (bin * binWidth >= threshold ? sum + inBin : sum), 0)
      : countAbove(calibration, threshold)
  return { flaggedCount, flaggedPerCluster: new Array<number>(grouping.clusterCount).fill(0), attackCount: null }
}
