/**
 * Damping: rows that look alike count less, so that a flood can't make itself the norm.
 *
 * Rows look alike if all their texts, their source and floor(2·sign(x)·ln(1+|x|)) of all their numbers agree: numbers
 * within about a factor 1.6. Of a column's texts the 30 commonest are told apart; all others are one, so that a scan of a
 * thousand ports is a thousand rows alike. A row that c rows look like, itself included, weighs c^−½, and never so much that
 * rows alike count together for more than √(1 % of the rows): what makes half of a file counts as what makes a hundredth.
 * Weights are whole multiples of 2⁻²⁶, so any sum of them below 2²⁷ is exact: it is the same in whatever order it is made.
 *
 * A look is a 64-bit hash: the XOR of one word pair per column, which depends on the cell's step or text alone and so is worked out
 * once per different cell. Two unlike rows of a million share one with probability 3·10⁻⁸.
 */

import { signedLog } from '../numeric/portable-math'

/** A weight of 1. */
export const WEIGHT_STEPS = 2 ** 26

/** Rows alike count as the square root of their number up to this share of the table's rows, and no more beyond. */
const CROWD_SHARE = 0.01
/** In a small table, up to so many rows. */
const SMALLEST_CROWD = 30

/** @param alike rows that look alike, ≥ 1 @param rowCount of the whole table @returns whole steps */
export function dampedSteps(alike: number, rowCount: number): number {
  const crowd = Math.max(SMALLEST_CROWD, CROWD_SHARE * rowCount)
  return Math.max(1, Math.round((WEIGHT_STEPS * Math.sqrt(Math.min(alike, crowd))) / alike))
}

/**
 * Words of numbers, two per number, the low one first.
 * @param values raw, as they stand in the cells
 * @param fill   for missing cells
 * @param column tells columns apart
 */
export function numberWords(values: ArrayLike<number>, fill: number, column: number): Uint32Array {
  const words = new Uint32Array(values.length * 2)
  let [lastValue, lastLow, lastHigh] = [0.5, 0, 0]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (i === 0 || value !== lastValue) {
      const missing = !Number.isFinite(value)
      const step = Math.floor(2 * signedLog(missing ? fill : value)) * 2 + (missing ? 1 : 0)
      lastValue = value
      lastLow = stirred(stirred(step ^ 0x9e3779b9) + column)
      lastHigh = stirred(stirred(step ^ 0x5bd1e995) - column)
    }
    words[i * 2] = lastLow
    words[i * 2 + 1] = lastHigh
  }
  return words
}

/** Words of texts, two per text. */
export function textWords(texts: readonly string[], column: number): Uint32Array {
  const words = new Uint32Array(texts.length * 2)
  for (let i = 0; i < texts.length; i++) {
    words[i * 2] = stirred(textHash(texts[i]!, 0x811c9dc5) + column)
    words[i * 2 + 1] = stirred(textHash(texts[i]!, 0x2f0b4a27) - column)
  }
  return words
}

/** FNV-1a over UTF-16 code units. */
function textHash(text: string, seed: number): number {
  let hash = seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

/** The finisher of MurmurHash3 x86_32 (Appleby, 2011, public domain): every bit reaches every other. */
function stirred(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
