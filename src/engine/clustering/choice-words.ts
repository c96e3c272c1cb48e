/**
 * Choice words: why this K, in sentences.
 */

import { count, share } from '../../wording/numbers'
import { plural, spell, spellInside, upperFirst } from '../../wording/sentences'
import { cheapest, MOST_PROPOSED, mostGroups } from './group-price'
import type { Choice, ElbowPoint, Opinions } from './result'

/** What the last group took of the spread left, and what one more would. */
export function priceSentence(
  points: readonly ElbowPoint[],
  index: number,
  rowCount: number,
  opinions: Opinions | undefined,
): string {
  const { clusterCount, inertia } = points[index]!
  const groups = `${spell(clusterCount)} ${plural(clusterCount, 'group')}`
  if (inertia === 0) return `${groups} ${plural(clusterCount, 'holds', 'hold')} nothing but equal flows.`
  if (points.length === 1) return `${groups}, as asked for; no other number was tried.`
  const takes = (at: number): string => share(1 - points[at]!.inertia / points[at - 1]!.inertia)
  const next = `the ${ordinal(clusterCount + 1)} would take only`
  const limit = limitWords(points, index, rowCount, opinions)
  if (index === 0) {
    const opening = clusterCount === 1 ? 'No number of groups stands out' : `${groups}, the fewest tried`
    return limit === null
      ? `${opening}: ${next} ${takes(1)} of the spread left inside the groups.`
      : `${opening}; ${limit}.`
  }
  const last = `The ${ordinal(clusterCount)} group still takes ${takes(index)} of the spread left inside the groups`
  if (index + 1 === points.length) return `${last}; more were not tried.`
  return limit === null ? `${last}, ${next} ${takes(index + 1)}.` : `${last}; ${limit}.`
}

/** Why more groups are not proposed although they would pay; null if they would not. */
function limitWords(
  points: readonly ElbowPoint[],
  index: number,
  rowCount: number,
  opinions: Opinions | undefined,
): string | null {
  const most = mostGroups(rowCount)
  const isLast =
    index + 1 === points.length || points[index + 1]!.clusterCount > Math.min(most, opinions?.most ?? Infinity)
  if (!isLast || cheapest(points, Infinity) === index) return null
  if (opinions !== undefined && opinions.most !== null && opinions.most < most) {
    return opinions.prefers.shuffled !== opinions.most
      ? 'more would stand apart less'
      : 'one more would take less than it does among shuffled columns'
  }
  return most === MOST_PROPOSED
    ? `more than ${spellInside(MOST_PROPOSED)} are not proposed, but can be chosen`
    : `${count(rowCount)} flows are too few for more`
}

/** What the two customary measures say, where they differ. */
export function othersSentence(chosen: number, knee: Choice['knee'], peak: Choice['silhouettePeak']): string {
  const kneeWords =
    knee === null
      ? 'the curve has no clear bend'
      : knee.clusterCount === chosen
        ? 'the curve bends here'
        : `the curve bends at ${knee.clusterCount}`
  if (peak === null) return `${upperFirst(kneeWords)}.`
  const peakWords =
    peak.clusterCount === chosen
      ? 'the groups stand apart best here'
      : `the groups stand apart best at ${peak.clusterCount}`
  const sentence = `${kneeWords}, ${peakWords} (silhouette ${peak.value.toFixed(2)}).`
  return upperFirst(sentence)
}

const ORDINALS = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
]

function ordinal(value: number): string {
  const word = ORDINALS[value]
  if (word) return word
  const ending = value % 100 >= 11 && value % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th')
  return `${value}${ending}`
}
