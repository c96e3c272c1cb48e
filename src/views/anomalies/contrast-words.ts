/**
 * Contrast words: what is not listed of two flows laid side by side.
 */

import type { NearestOrdinary } from '../../worker/protocol'
import { count } from '../../wording/numbers'
import { plural } from '../../wording/sentences'

/** "11 more differ, 26 are the same." */
export function restWords({ differences, sameCount }: NearestOrdinary, shownCount: number): string {
  if (differences.length === 0) return 'It is the same in every column that the score looks at.'
  const restCount = differences.length - shownCount
  const same = `${count(sameCount)} ${plural(sameCount, 'is', 'are')} the same.`
  if (restCount === 0) return `The other ${plural(sameCount, 'column is', `${count(sameCount)} columns are`)} the same.`
  return `${count(restCount)} more ${plural(restCount, 'differs', 'differ')}, ${same}`
}
