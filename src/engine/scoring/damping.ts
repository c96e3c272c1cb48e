/**
 * Damping: rows that look alike count less, so that a flood can't make itself the norm.
 *
 * Rows look alike if all their texts, their source and floor(2·sign(x)·ln(1+|x|)) of all their numbers agree: numbers
 * within about a factor 1.6. A row that c rows look like, itself included, weighs c^−½.
 * Weights are whole multiples of 2⁻²⁶, so any sum of them below 2²⁷ is exact: it is the same in whatever order it is made.
 */

import { inPieces } from '../numeric/pieces'
import { sortValues } from '../numeric/order'
import type { TextCells } from '../table/table'
import type { ScoringColumns } from './columns'

const WEIGHT_STEPS = 2 ** 26

/** @param alike rows that look alike, ≥ 1 */
export const dampedWeight = (alike: number): number =>
  Math.max(1, Math.round(WEIGHT_STEPS / Math.sqrt(alike))) / WEIGHT_STEPS

/** sign(x)·ln(1+|x|) */
export const signedLog = (value: number): number => (value < 0 ? -Math.log1p(-value) : Math.log1p(value))

/**
 * A 53-bit hash of every row's coarse look; equal for rows that look alike, whatever table or shard they stand in.
 * Two unlike rows of a million share one with probability 6·10⁻⁵.
 * @param fills per number, for missing cells
 */
export async function signaturesOf(
  columns: ScoringColumns,
  fills: readonly number[],
  breathe: () => Promise<void>,
): Promise<Float64Array> {
  const low = new Uint32Array(columns.rowCount).fill(0x9e3779b9)
  const high = new Uint32Array(columns.rowCount).fill(0x7f4a7c15)
  const mixers = [
    ...columns.numbers.map((values, index) => values && numberMixer(low, high, values, fills[index]!)),
    ...[...columns.texts, columns.sources].map((cells) => cells && textMixer(low, high, cells)),
  ]
  for (const mix of mixers) if (mix !== null) await inPieces(columns.rowCount, mix, breathe)
  const signatures = new Float64Array(columns.rowCount)
  const join = (first: number, pastLast: number): void => {
    for (let row = first; row < pastLast; row++) signatures[row] = (high[row]! >>> 11) * 4294967296 + low[row]!
  }
  await inPieces(columns.rowCount, join, breathe)
  return signatures
}

type Piece = (first: number, pastLast: number) => void

const numberMixer =
  (low: Uint32Array, high: Uint32Array, values: Float64Array, fill: number): Piece =>
  (first, pastLast) => {
    for (let row = first; row < pastLast; row++) {
      const value = values[row]!
      const missing = !Number.isFinite(value)
      const step = Math.floor(2 * signedLog(missing ? fill : value)) * 2 + (missing ? 1 : 0)
      low[row] = mixed(low[row]!, step)
      high[row] = mixed(high[row]!, step ^ 0x5bd1e995)
    }
  }

/** A text is hashed where it first occurs: a dictionary of a million texts takes too long for one breath. */
function textMixer(low: Uint32Array, high: Uint32Array, { codes, dictionary }: TextCells): Piece {
  const lows = new Uint32Array(dictionary.length)
  const highs = new Uint32Array(dictionary.length)
  const known = new Uint8Array(dictionary.length)
  return (first, pastLast) => {
    for (let row = first; row < pastLast; row++) {
      const code = codes[row]!
      if (known[code] === 0) {
        lows[code] = textHash(dictionary[code]!, 0x811c9dc5)
        highs[code] = textHash(dictionary[code]!, 0x2f0b4a27)
        known[code] = 1
      }
      low[row] = mixed(low[row]!, lows[code]!)
      high[row] = mixed(high[row]!, highs[code]!)
    }
  }
}

/** One step of MurmurHash3 x86_32 (Appleby, 2011, public domain). */
function mixed(state: number, word: number): number {
  let block = Math.imul(word, 0xcc9e2d51)
  block = Math.imul((block << 15) | (block >>> 17), 0x1b873593)
  const next = state ^ block
  return (Math.imul((next << 13) | (next >>> 19), 5) + 0xe6546b64) | 0
}

/** FNV-1a over UTF-16 code units, stirred so that the last ones reach all bits. */
function textHash(text: string, seed: number): number {
  let hash = seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return hash ^ (hash >>> 13)
}

export interface SignatureCounts {
  readonly signatures: Float64Array
  readonly counts: Float64Array
}

/** Distinct signatures, ascending, and how many rows have each. */
export async function countSignatures(
  signatures: Float64Array,
  breathe: () => Promise<void>,
): Promise<SignatureCounts> {
  const sorted = await sortValues(signatures.slice(), breathe)
  let distinct = 0
  const counts = new Float64Array(sorted.length)
  const count = (first: number, pastLast: number): void => {
    for (let i = first; i < pastLast; i++) {
      if (i > 0 && sorted[i] === sorted[distinct - 1]) counts[distinct - 1]!++
      else {
        sorted[distinct] = sorted[i]!
        counts[distinct++] = 1
      }
    }
  }
  await inPieces(sorted.length, count, breathe)
  return { signatures: sorted.slice(0, distinct), counts: counts.slice(0, distinct) }
}

/** All shards' counts as one. */
export async function mergeSignatureCounts(
  shards: readonly SignatureCounts[],
  breathe: () => Promise<void>,
): Promise<SignatureCounts> {
  let merged = shards[0]!
  for (const next of shards.slice(1)) {
    merged = mergedPair(merged, next)
    await breathe()
  }
  return merged
}

/** Both ascend, so one walk along both does: 20 ms for two of 500,000. */
function mergedPair(a: SignatureCounts, b: SignatureCounts): SignatureCounts {
  const most = a.signatures.length + b.signatures.length
  const signatures = new Float64Array(most)
  const counts = new Float64Array(most)
  let length = 0
  for (let i = 0, j = 0; i < a.signatures.length || j < b.signatures.length; length++) {
    const [left, right] = [a.signatures[i] ?? Infinity, b.signatures[j] ?? Infinity]
    signatures[length] = Math.min(left, right)
    if (left <= right) counts[length]! += a.counts[i++]!
    if (right <= left) counts[length]! += b.counts[j++]!
  }
  return { signatures: signatures.slice(0, length), counts: counts.slice(0, length) }
}

/** Each row's weight, from the counts of the whole table. */
export async function weightsFrom(
  rowSignatures: Float64Array,
  { signatures, counts }: SignatureCounts,
  breathe: () => Promise<void>,
): Promise<Float64Array> {
  const weightOf = new Map<number, number>()
  const know = (first: number, pastLast: number): void => {
    for (let i = first; i < pastLast; i++) weightOf.set(signatures[i]!, dampedWeight(counts[i]!))
  }
  await inPieces(signatures.length, know, breathe)
  const weights = new Float64Array(rowSignatures.length)
  const weigh = (first: number, pastLast: number): void => {
    for (let row = first; row < pastLast; row++) weights[row] = weightOf.get(rowSignatures[row]!)!
  }
  await inPieces(weights.length, weigh, breathe)
  return weights
}
