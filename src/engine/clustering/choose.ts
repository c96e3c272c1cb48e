/**
 * Choose: which K to show first, and why, in words.
 *
 * A further group must pay its price: a twelfth of the spread that is left inside the groups. The K taken is the one
 * whose inertia × (12 / 11)^K is smallest: up to it a group pays on the whole, beyond it none does. Unlike a knee this
 * doesn't move with the range searched, and where nothing pays, it says so. Nor are there to be more than √n / 2 groups
 * of n flows: three hundred flows in twelve groups would be no summary.
 *
 * In one, two or three columns the price alone cuts heap after heap in two: three clear heaps became 7, 8 or 9 groups. So there are no
 * more groups than the lead over shuffled columns allows (opinions.ts), where those heaps are 3. None of the files below changes by
 * that: their lead still grows at 11 or 12 (2026-11-26).
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

import { othersSentence, priceSentence } from './choice-words'
import { disagreement } from './disagreement'
import { cheapest, mostGroups } from './group-price'
import { findKnee } from './knee'
import { opinionsOn } from './opinions'
import type { Choice, ElbowPoint, OpinionPoint } from './result'
import { SILHOUETTE_ROWS } from './silhouette'

/** A longer range must not move the bend: it is sought among the first K only, over the chord from the first to the last of them. */
const BENDS_WITHIN = 8

/**
 * @param points of consecutive K, ascending, at least one
 * @param rowCount rows that were clustered
 * @param asked per K what other measures say; nothing if they were not asked
 */
export function chooseClusterCount(
  points: readonly ElbowPoint[],
  rowCount: number,
  asked: readonly OpinionPoint[] = [],
): Choice {
  const knee = kneeOf(points.slice(0, BENDS_WITHIN))
  const silhouettePeak = peakOf(points)
  const opinions = asked.length === 0 ? undefined : opinionsOn(points, asked, silhouettePeak, rowCount)
  const most = Math.min(mostGroups(rowCount), opinions?.most ?? Infinity)
  const index = cheapest(points, most)
  const { clusterCount } = points[index]!
  const others =
    opinions === undefined
      ? othersSentence(clusterCount, knee, silhouettePeak)
      : disagreement(opinions, { knee, silhouettePeak }, points, clusterCount)
  return {
    clusterCount,
    knee,
    silhouettePeak,
    silhouetteSampleSize: Math.min(rowCount, SILHOUETTE_ROWS),
    reason: reasonOf(priceSentence(points, index, rowCount, opinions), others, opinions?.isNatural !== false),
    ...(opinions === undefined ? {} : { opinions }),
  }
}

/** That there is no natural K comes first. */
const reasonOf = (price: string, others: string, isNatural: boolean): string =>
  (isNatural ? [price, others] : [others, price]).filter((sentence) => sentence !== '').join(' ')

function kneeOf(points: readonly ElbowPoint[]): Choice['knee'] {
  const curve = findKnee(
    points.map(({ clusterCount }) => clusterCount),
    points.map(({ inertia }) => inertia),
  )
  return curve && { clusterCount: points[curve.index]!.clusterCount, strength: curve.strength }
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
