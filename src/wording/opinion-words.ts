/**
 * Opinion words: what an isolation forest says beside the score, and what that is worth.
 */

import type { Rarity } from '../engine/scoring/calibration'
import type { Agreement } from '../engine/scoring/forest/agreement'
import { count, decimals, share } from './numbers'
import { plural } from './sentences'

/** "An isolation forest agrees on 35 of the 100 flagged flows" */
export function opinionHeadline({ flaggedCount, agreedCount }: Agreement): string {
  if (flaggedCount === 0) return 'Nothing is flagged that an isolation forest could agree on'
  if (flaggedCount === 1)
    return `An isolation forest ${agreedCount === 1 ? 'agrees' : 'does not agree'} on the flagged flow`
  const all = `${count(flaggedCount)} flagged flows`
  if (agreedCount === flaggedCount) return `An isolation forest agrees on all ${all}`
  return `An isolation forest agrees on ${agreedCount === 0 ? 'none' : count(agreedCount)} of the ${all}`
}

/**
 * "It agrees where a flow is among its 1 % strangest too. Of its own 100 strangest, 23 are flagged, and 61 others are among the 1 % that are
 * strangest by the score. Over all flows the two orders are much alike (rank correlation 0.92)."
 */
export function opinionDetail(agreement: Agreement, correlation: number | null): string {
  const order =
    correlation === null
      ? 'One of the two tells no flows apart.'
      : `Over all flows the two orders are ${likeness(correlation)} (rank correlation ${decimals(correlation, 2)}).`
  return agreement.flaggedCount === 0 ? order : `${overlapWords(agreement)} ${order}`
}

function overlapWords({ strangeShare, sharedCount, nearCount, alone }: Agreement): string {
  const own = sharedCount + nearCount + alone.length
  const strangest =
    own === 1
      ? 'Its own strangest'
      : `Of its own ${count(own)} strangest, ${sharedCount === 0 ? 'none' : count(sharedCount)}`
  const flagged =
    own === 1 ? ` is ${sharedCount === 1 ? '' : 'not '}flagged` : ` ${plural(sharedCount, 'is', 'are')} flagged`
  const near =
    nearCount === 0
      ? ''
      : `, and ${count(nearCount)} ${plural(nearCount, 'other is', 'others are')} among the ${share(strangeShare)} that are strangest by the score`
  return `It agrees where a flow is among its ${share(strangeShare)} strangest too. ${strangest}${flagged}${near}.`
}

/** Steps of ours, for reading: Spearman's ρ has none of its own. */
function likeness(correlation: number): string {
  if (correlation >= 0.8) return 'much alike'
  if (correlation >= 0.5) return 'alike in the main'
  return correlation >= 0.2 ? 'only loosely alike' : 'not alike'
}

/** @param isStrange whether a flagged row is agreed on; of another, whether it is strange to the forest alone */
export function rowOpinionWords(isFlagged: boolean, isStrange: boolean, rarity: Rarity): string {
  const rest = `to it, ${asStrange(rarity)}.`
  if (isFlagged) return `The isolation forest ${isStrange ? 'agrees' : 'does not agree'}: ${rest}`
  return isStrange ? `Strange to the isolation forest alone: ${rest}` : `To the isolation forest, ${asStrange(rarity)}.`
}

/** Counted where a share would say little. */
const COUNTED_BELOW = 0.01

function asStrange({ atLeast, rowCount }: Rarity): string {
  if (atLeast === 1) return `no other of ${count(rowCount)} flows is as strange`
  const above = atLeast / rowCount
  if (above >= COUNTED_BELOW) return `${share(above)} of flows are at least this strange`
  return `${count(atLeast)} of ${count(rowCount)} flows are at least this strange`
}

/** "77 strange to it alone" */
export const aloneWords = ({ alone }: Pick<Agreement, 'alone'>): string => `${count(alone.length)} strange to it alone`

/**
 * What was measured, so that nobody takes agreement for proof: default thresholds of nsltrain and ctu011 at 5 and 1 %, and of ctu011 at
 * 5 % without addresses, three forests each (docs/score-experiments.md).
 */
export const OPINION_WORTH =
  'Agreement proves nothing: on five labelled sets 87 % of the flagged flows that it agreed on were attacks, and 88 % of those that it did not.'
export const ALONE_WORTH =
  'It is wrong more often: on five labelled sets 50 % of the flows strange to it alone were attacks, and 88 % of those strange to the score alone.'

export const OPINION_METHOD =
  'An isolation forest (Liu, Ting and Zhou 2008) knows no usual flow: it splits the flows at random and counts how few splits set one apart. This one has 100 trees of 256 flows, on the columns that the score looks at. It is of this file, changes no score, and is not kept with the model.'

/** "agrees on 18", beside a story of so many flows. */
export function agreedWords(agreedCount: number, flowCount: number): string {
  if (flowCount === 1) return agreedCount === 1 ? 'agrees' : 'does not agree'
  if (agreedCount === flowCount) return 'agrees on all'
  return `agrees on ${agreedCount === 0 ? 'none' : count(agreedCount)}`
}
