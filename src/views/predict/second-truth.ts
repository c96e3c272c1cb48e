/**
 * Second words: how the scores of a second file do against its own column of ground truth.
 */

import type { TruthCheck } from '../../worker/protocol'
import { count, share } from '../../wording/numbers'
import { plural } from '../../wording/sentences'

export const secondTruthSentence = (check: TruthCheck): string =>
  `Its own column ${check.column} agrees with ${share(check.precisionAtN)} of the first ${count(check.attackCount)} ${plural(check.attackCount, 'flow')}, as many as it holds attacks.`
