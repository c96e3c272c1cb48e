/**
 * Mix words: how the groups of a second file differ from those of the model.
 */

import type { ClusterDrift, MixDrift } from '../engine/model/drift-clusters'
import { letterOf } from './letters'
import { count, decimals, share } from './numbers'
import { scoreWords } from './scores'
import { lowerFirst, plural } from './sentences'

/** What is worth a word: a group that grew, shrank or lies otherwise than it did. */
export const isNotable = ({ move, isOtherwise }: ClusterDrift): boolean => move !== 'held' || isOtherwise

/** "The mix of traffic is another one: 3 of 9 groups grew or shrank" */
export function mixTitle({ strength, clusters }: MixDrift): string {
  const moved = clusters.filter(({ move }) => move !== 'held').length
  if (moved === 0) return 'The mix of traffic is as it was'
  const mix = { steady: 'hardly differs', moved: 'has moved', another: 'is another one' }[strength]
  return `The mix of traffic ${mix}: ${count(moved)} of ${count(clusters.length)} ${plural(clusters.length, 'group')} grew or shrank`
}

/** Without its parts: "Population stability index 0.31, less chance: steady below 0.1, another mix from 0.25 on" */
export const mixIndexWords = ({ stability }: MixDrift): string =>
  `Population stability index of the groups ${decimals(stability, 2)}, less chance: steady below 0.1, another mix from 0.25 on`

/** A group whose flows are mostly flagged has not grown: its centre is the nearest to what fits nowhere. */
const MOSTLY = 0.5

/** "Group C (ordinary DNS) grew from 12 % to 31 % of the flows" @param title what the group looks like; '' if that can't be said */
export function clusterMoveWords(drift: ClusterDrift, title: string): string {
  const name = `Group ${letterOf(drift.clusterIndex)}${title === '' ? '' : ` (${lowerFirst(title)})`}`
  const [then, now] = [share(drift.shareThen), share(drift.shareNow)]
  if (drift.rowCountNow === 0) return `${name} has no flows; it had ${then}`
  if (drift.move === 'grew' && drift.flaggedCountNow > MOSTLY * drift.rowCountNow)
    return `${name} is nearest to ${now} of the flows, ${then} before, but ${share(drift.flaggedCountNow / drift.rowCountNow)} of them are flagged: they fit no group`
  if (drift.move === 'held') return `${name} has ${now} of the flows, as before`
  return then === now
    ? `${name} ${drift.move}, though it has ${now} of the flows still`
    : `${name} ${drift.move} from ${then} to ${now} of the flows`
}

/** "2,377 flows then, 6,140 now; 1.6 times as far from its centre; typical score 1.60, was 0.90" */
export function clusterWithinWords({
  rowCountThen,
  rowCountNow,
  spreadThen,
  spreadNow,
  scoreThen,
  scoreNow,
}: ClusterDrift): string {
  const said = [`${count(rowCountThen)} ${plural(rowCountThen, 'flow')} then, ${count(rowCountNow)} now`]
  if (spreadNow !== null) said.push(spreadWords(spreadThen, spreadNow))
  if (scoreNow !== null)
    said.push(`typical score ${scoreWords(scoreNow)}${scoreThen === null ? '' : `, was ${scoreWords(scoreThen)}`}`)
  return said.join('; ')
}

/** Within a tenth it is as far. */
function spreadWords(then: number, now: number): string {
  if (then === 0) return now === 0 ? 'all alike, as then' : 'no longer all alike'
  const ratio = now / then
  if (ratio > 0.9 && ratio < 1.1) return 'as far from its centre as then'
  return `${decimals(ratio, ratio < 9.95 ? 1 : 0)} times as far from its centre`
}
