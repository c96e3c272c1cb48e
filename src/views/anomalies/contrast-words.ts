/**
 * Contrast words: what is not listed of two flows laid side by side.
 */

import type { NearestOrdinary } from '../../worker/protocol'
import { count } from '../../wording/numbers'
import { plural } from '../../wording/sentences'

/** A score so near to the threshold is worth a word: the next step of the threshold may flag it. */
const JUST_BELOW = 0.95

/** "11 more differ, 26 are the same." "The other 17 columns are the same. It is itself just below the threshold." */
export function restWords(nearest: NearestOrdinary, shownCount: number, threshold: number): string {
  const near = nearest.score > JUST_BELOW * threshold ? ' It is itself just below the threshold.' : ''
  return `${othersWords(nearest, shownCount)}${near}`
}

function othersWords({ differences, sameCount }: NearestOrdinary, shownCount: number): string {
  if (differences.length === 0) return 'It is the same in every column that the score looks at.'
  const restCount = differences.length - shownCount
  if (restCount > 0)
    return `${count(restCount)} more ${plural(restCount, 'differs', 'differ')}, ${count(sameCount)} ${plural(sameCount, 'is', 'are')} the same.`
  return `The other ${plural(sameCount, 'column is', `${count(sameCount)} columns are`)} the same.`
}
