/**
 * Unseen: what a row holds that the fitted file never did.
 */

import type { InputRow } from '../scoring/input-row'
import type { ScoreInputs } from '../scoring/score-model'
import type { Judgement } from '../explaining/findings'

/**
 * Texts that are no level. Only where no level was folded into "other": else it can't be known.
 * A missing cell is not a text.
 */
export function unseenTexts(model: ScoreInputs, row: InputRow): Judgement['unseen'] {
  return model.categories.flatMap(({ column, origin, levels, shares }, index) => {
    const text = origin === 'file' ? row.texts[index] : null
    const nothingFolded = shares[levels.length] === 0
    return text && nothingFolded && !levels.includes(text) ? [{ column, text }] : []
  })
}

/** Numbers of the file, not of the context, below the smallest or above the largest the fit saw. */
export function outOfRange(model: ScoreInputs, row: InputRow): Judgement['outOfRange'] {
  return model.numbers.flatMap(({ column, origin, smallest, largest }, index) => {
    const value = row.numbers[index] ?? NaN
    const isOut = Number.isFinite(value) && (value < smallest || value > largest)
    return isOut && origin === 'file' ? [{ column, value, low: smallest, high: largest }] : []
  })
}
