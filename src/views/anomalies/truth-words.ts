/**
 * Truth words: how the ranking does against the file's own column of ground truth.
 */

import type { ThresholdEffect, TruthCheck } from '../../worker/protocol'
import { count, share } from '../../wording/numbers'

/** "Checked against the file's own truth column, which the model never saw: 88 of the 100 flagged are attacks." */
export function truthSentence(check: TruthCheck | null, effect: ThresholdEffect): string | null {
  if (check === null || effect.attackCount === null) return null
  const flagged =
    effect.flaggedCount === 0 ? 'nothing is flagged' : `${count(effect.attackCount)} of the ${count(effect.flaggedCount)} flagged are attacks`
  return (
    `Checked against the file's own column ${check.column}, which the model never saw: ${flagged}, ` +
    `and ${share(check.precisionAtN)} of the first ${count(check.attackCount)}, as many as the file has attacks.`
  )
}
