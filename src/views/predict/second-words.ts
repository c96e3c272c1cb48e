/**
 * Second words: what changed between the model's file and the second one.
 */

import type { SecondResult, TruthCheck } from '../../worker/protocol'
import { letterOf } from '../../wording/letters'
import { count, share } from '../../wording/numbers'
import { plural } from '../../wording/sentences'

/** Below this change of a share, the mix of traffic counts as the same. */
const NOTABLE_CHANGE = 0.03

/** "Group B grew from 28 % to 38 % of the flows", or that nothing much changed. */
export function sharesTitle(shares: SecondResult['shares'], titles: readonly string[]): string {
  const most = shares.reduce<SecondResult['shares'][number] | null>(
    (best, one) => (best === null || Math.abs(one.now - one.then) > Math.abs(best.now - best.then) ? one : best),
    null,
  )
  if (most === null || Math.abs(most.now - most.then) < NOTABLE_CHANGE) return 'The mix of traffic is as it was'
  const title = titles[most.clusterIndex]
  const name = `Group ${letterOf(most.clusterIndex)}${title === undefined ? '' : ` (${title})`}`
  return `${name} ${most.now > most.then ? 'grew' : 'shrank'} from ${share(most.then)} to ${share(most.now)} of the flows`
}

/** Its own column of ground truth, where it has one. */
export const secondTruthSentence = (check: TruthCheck): string =>
  `Its own column ${check.column} agrees with ${share(check.precisionAtN)} of the first ${count(check.attackCount)} ${plural(check.attackCount, 'flow')}, as many as it holds attacks.`
