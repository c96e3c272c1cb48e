/**
 * Threshold change: which rows a move of the threshold brings in and which it puts out.
 */

import { changeSentence } from '../../wording/threshold-words'
import type { Found } from './found'
import type { Crossing, ThresholdChange } from './threshold-answers'
import { kindNamesOf } from './truth-report'

const NAMED_KINDS = 4

/** Time O(rows). Without scores at hand nothing is known to cross. */
export function thresholdChange(found: Found, before: number, after: number): ThresholdChange {
  const crossed = crossing(found, Math.min(before, after), Math.max(before, after))
  const nothing: Crossing = {
    ...crossed,
    rowCount: 0,
    perCluster: crossed.perCluster.map(() => 0),
    kinds: [],
    kindCount: 0,
  }
  const [entering, leaving] = after < before ? [crossed, nothing] : [nothing, crossed]
  return { before, after, entering, leaving, sentence: changeSentence(before, entering, leaving) }
}

/** The rows that score above `low` and not above `high`. */
function crossing({ scores, grouping, live }: Found, low: number, high: number): Crossing {
  const perCluster = new Array<number>(grouping.clusterCount).fill(0)
  const names = live?.truth ? kindNamesOf(live.truth) : null
  const perKind = new Uint32Array(names?.texts.length ?? 0)
  let rowCount = 0
  for (let row = 0; row < (scores?.length ?? 0); row++) {
    if (scores![row]! <= low || scores![row]! > high) continue
    rowCount++
    perCluster[grouping.assignments?.[row] ?? 0]!++
    if (names !== null) perKind[names.codes[row]!]!++
  }
  const kinds = (names?.texts ?? []).map((kind, code) => ({ kind, rowCount: perKind[code]! }))
  const present = kinds.filter(({ rowCount }) => rowCount > 0).sort((a, b) => b.rowCount - a.rowCount)
  return { rowCount, perCluster, kinds: present.slice(0, NAMED_KINDS), kindCount: present.length }
}
