/**
 * View space: the axes of both views. The numbers, then every category's levels and "other".
 */

import type { ScoreInputs } from './score-model'

/** First axis of each category, and the number of all axes. */
export function axesOf({ numbers, categories }: ScoreInputs): {
  readonly offsets: readonly number[]
  readonly count: number
} {
  let count = numbers.length
  const offsets = categories.map(({ levels }) => {
    count += levels.length + 1
    return count - levels.length - 1
  })
  return { offsets, count }
}
