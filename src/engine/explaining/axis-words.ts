/**
 * Axis words: what an axis of the map means, from the columns that pull it.
 *
 * Columns that say the same (KDD's four shares of unanswered connections) speak with one voice: their pulls add up.
 */

import { columnWords, pullWords } from '../../wording/column-words'
import { lowerFirst, shortened } from '../../wording/sentences'
import type { ColumnProfile } from '../table/column'
import { outcomeOfState } from './connection-outcomes'

/** A feature's share in a principal component. */
export interface Pull {
  readonly column: string
  /** The level of a category; null for a number. */
  readonly level: string | null
  /** Signed: positive pulls towards the positive end. */
  readonly weight: number
}

/**
 * "more unanswered connections": what grows towards the positive end.
 * @param pulls of all features, or of the strongest
 * @param taken words of the other axis, not to be said again
 */
export function axisWords(
  pulls: readonly Pull[],
  profiles: readonly ColumnProfile[],
  taken: readonly string[] = [],
): string {
  const strength = new Map<string, number>()
  for (const pull of pulls) {
    if (pull.weight === 0) continue
    const words = wordsOf(
      pull,
      profiles.find(({ name }) => name === pull.column),
    )
    if (!taken.includes(words)) strength.set(words, (strength.get(words) ?? 0) + Math.abs(pull.weight))
  }
  let best = ''
  for (const [words, weight] of strength) if (best === '' || weight > strength.get(best)!) best = words
  return best
}

function wordsOf({ column, level, weight }: Pull, profile: ColumnProfile | undefined): string {
  const meaning = profile?.meaning ?? null
  const more = weight > 0 ? 'more' : 'less'
  if (level === null) return pullWords(column, meaning, more)
  const fewer = weight > 0 ? 'more' : 'fewer'
  if (meaning === 'connection state') {
    const outcome = outcomeOfState(level)
    if (outcome === 'completed') return `${fewer} connections closed normally`
    if (outcome === 'unanswered' || outcome === 'refused' || outcome === 'reset')
      return `${fewer} ${outcome} connections`
  }
  const shown = shortened(level || 'missing', 24)
  if (meaning === 'service' || meaning === 'protocol' || meaning === 'action') return `${more} ${shown}`
  if (meaning === 'destination port') return `${more} to port ${shown}`
  return `${more} often ${lowerFirst(columnWords(column, meaning))} ${shown}`
}
