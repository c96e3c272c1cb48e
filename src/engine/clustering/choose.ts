/**
 * Choose: which K to show first, and why, in words.
 *
 * A further group must pay its price: a twelfth of the spread that is left inside the groups. The K taken is the one
 * whose inertia × (12 / 11)^K is smallest: up to it a group pays on the whole, beyond it none does. Unlike a knee this
 * doesn't move with the range searched, and where nothing pays, it says so. Nor are there to be more than √n / 2 groups
 * of n flows: three hundred flows in twelve groups would be no summary.
 *
 * Measured 2026-11-22, K = 1 … 12, three restarts, eight seeds each (K by this rule | knee | best silhouette):
 *   NSL-KDD 20 %        7 | 3 or 4 | 10 … 12       UCI firewall log    8 (9 twice, 10 once) | 3 | 10 … 12
 *   the same, thinned to 5 % attacks   7 | 5 | 2 or 3       to 1 %   7 (8 twice) | 5 | 2
 *   Zeek (ctu011), 5 % attacks         8 | 4 | 2            1 %      8 (7 twice) | 5 | 2
 *   generated traffic of about eight kinds, nine tables     8 … 11 | 3 or 4 | 2 … 12
 * A knee of 3 or 4 lumps kinds together (firewall log against the action taken, normalised mutual information: 0.53 at
 * 3, 0.67 at 8); the silhouette is best either for two groups, one of them remote, or for as many as were tried; how
 * well the groups of random halves agree is high for every K (adjusted Rand 0.8 … 1) and decides nothing. At a price of
 * a tenth NSL-KDD falls to 5, at a thirteenth it climbs to 9.
 */

import { count, share } from '../../wording/numbers'
import { plural, spell, spellInside, upperFirst } from '../../wording/sentences'
import { findKnee } from './knee'
import type { Choice, ElbowPoint } from './result'
import { SILHOUETTE_ROWS } from './silhouette'

/** Share of the spread left inside the groups that one more group must take. */
const GROUP_PRICE = 1 / 12

/** Nine cards fill a screen, and eight colours can be told apart; on everyday traffic the tenth splits the web again. */
const MOST_PROPOSED = 9

/** The most groups that so many flows are cut into without being asked. */
const mostGroups = (rowCount: number): number =>
  Math.min(MOST_PROPOSED, Math.max(2, Math.floor(Math.sqrt(rowCount) / 2)))

/**
 * @param points of consecutive K, ascending, at least one
 * @param rowCount rows that were clustered
 */
export function chooseClusterCount(points: readonly ElbowPoint[], rowCount: number): Choice {
  const curve = findKnee(
    points.map(({ clusterCount }) => clusterCount),
    points.map(({ inertia }) => inertia),
  )
  const knee = curve && { clusterCount: points[curve.index]!.clusterCount, strength: curve.strength }
  const silhouettePeak = peakOf(points)
  const index = cheapest(points, mostGroups(rowCount))
  return {
    clusterCount: points[index]!.clusterCount,
    knee,
    silhouettePeak,
    silhouetteSampleSize: Math.min(rowCount, SILHOUETTE_ROWS),
    reason: [priceSentence(points, index, rowCount), othersSentence(points[index]!.clusterCount, knee, silhouettePeak)]
      .filter((sentence) => sentence !== '')
      .join(' '),
  }
}

/** Of the K up to `most`, the first with the smallest inertia × price per group. */
function cheapest(points: readonly ElbowPoint[], most: number): number {
  const allowed = points.filter(({ clusterCount }, index) => index === 0 || clusterCount <= most)
  let price = 1
  const costs = allowed.map(({ inertia }, index) => {
    if (index > 0) price *= 1 - GROUP_PRICE
    return inertia / price
  })
  return costs.indexOf(Math.min(...costs))
}

function peakOf(points: readonly ElbowPoint[]): Choice['silhouettePeak'] {
  let peak: Choice['silhouettePeak'] = null
  for (const { clusterCount, sampledSilhouette } of points) {
    if (sampledSilhouette !== null && (peak === null || sampledSilhouette > peak.value)) {
      peak = { clusterCount, value: sampledSilhouette }
    }
  }
  return peak
}

/** What the last group took of the spread left, and what one more would. */
function priceSentence(points: readonly ElbowPoint[], index: number, rowCount: number): string {
  const { clusterCount, inertia } = points[index]!
  const groups = `${spell(clusterCount)} ${plural(clusterCount, 'group')}`
  if (inertia === 0) return `${groups} ${plural(clusterCount, 'holds', 'hold')} nothing but equal flows.`
  if (points.length === 1) return `${groups}, as asked for; no other number was tried.`
  const takes = (at: number): string => share(1 - points[at]!.inertia / points[at - 1]!.inertia)
  const next = `the ${ordinal(clusterCount + 1)} would take only`
  const limit = limitWords(points, index, rowCount)
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
function limitWords(points: readonly ElbowPoint[], index: number, rowCount: number): string | null {
  const most = mostGroups(rowCount)
  const isLast = index + 1 === points.length || points[index + 1]!.clusterCount > most
  if (!isLast || cheapest(points, Infinity) === index) return null
  return most === MOST_PROPOSED
    ? `more than ${spellInside(MOST_PROPOSED)} are not proposed, but can be chosen`
    : `${count(rowCount)} flows are too few for more`
}

/** What the two customary measures say, where they differ. */
function othersSentence(chosen: number, knee: Choice['knee'], peak: Choice['silhouettePeak']): string {
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
