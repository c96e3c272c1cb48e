/**
 * Second words: how the scores of a second file do against its own column of ground truth.
 */

import type { TruthCheck } from '../../worker/protocol'
import { count, share } from '../../wording/numbers'

export const secondTruthSentence = (check: TruthCheck): string =>
  `Its own column ${check.column} calls ${count(check.attackCount)} flows attacks; of as many strangest flows, ${share(check.precisionAtN)} are.`
