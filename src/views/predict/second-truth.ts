/**
 * Second words: how the scores of a second file do against its own column of ground truth.
 */

import type { TruthCheck } from '../../worker/protocol'
import { count, share } from '../../wording/numbers'

export const secondTruthSentence = (check: TruthCheck): string =>
  `By its own column ${check.column}, ${share(check.precisionAtN)} of its ${count(check.attackCount)} strangest flows are attacks; it holds ${count(check.attackCount)}.`
