/**
 * Damping: rows that look alike count less, so that a flood can't make itself the norm.
 *
 * Rows look alike if all their texts, their source and floor(2·sign(x)·ln(1+|x|)) of all their numbers agree: numbers
 * within about a factor 1.6. A row that c rows look like, itself included, weighs c^−½.
 * Weights are whole multiples of 2⁻²⁶, so any sum of them below 2²⁷ is exact: it is the same in whatever order it is made.
 */

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
  for (const [index, values] of columns.numbers.entries()) {
    if (values !== null) mixNumbers(low, high, values, fills[index]!)
    await breathe()
  }
  for (const cells of [...columns.texts, columns.sources]) if (cells !== null) mixTexts(low, high, cells)
  await breathe()
  return Float64Array.from(low, (bits, row) => (high[row]! >>> 11) * 4294967296 + bits)
}

function mixNumbers(low: Uint32Array, high: Uint32Array, values: Float64Array, fill: number): void {
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    const missing = !Number.isFinite(value)
    const step = Math.floor(2 * signedLog(missing ? fill : value)) * 2 + (missing ? 1 : 0)
    low[row] = mixed(low[row]!, step)
    high[row] = mixed(high[row]!, step ^ 0x5bd1e995)
  }
}

function mixTexts(low: Uint32Array, high: Uint32Array, { codes, dictionary }: TextCells): void {
  const lows = Uint32Array.from(dictionary, (text) => textHash(text, 0x811c9dc5))
  const highs = Uint32Array.from(dictionary, (text) => textHash(text, 0x2f0b4a27))
  for (let row = 0; row < codes.length; row++) {
    low[row] = mixed(low[row]!, lows[codes[row]!]!)
    high[row] = mixed(high[row]!, highs[codes[row]!]!)
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
export function countSignatures(signatures: Float64Array): SignatureCounts {
  const sorted = Float64Array.from(signatures).sort()
  let distinct = 0
  const counts = new Float64Array(sorted.length)
  for (let i = 0; i < sorted.length; i++) {
    if (i > 0 && sorted[i] === sorted[distinct - 1]) counts[distinct - 1]!++
    else {
      sorted[distinct] = sorted[i]!
      counts[distinct++] = 1
    }
  }
  return { signatures: sorted.slice(0, distinct), counts: counts.slice(0, distinct) }
}

/** All shards' counts as one. */
export function mergeSignatureCounts(shards: readonly SignatureCounts[]): SignatureCounts {
  if (shards.length === 1) return shards[0]!
  const countOf = new Map<number, number>()
  for (const { signatures, counts } of shards) {
    signatures.forEach((signature, i) => countOf.set(signature, (countOf.get(signature) ?? 0) + counts[i]!))
  }
  const signatures = Float64Array.from(countOf.keys()).sort()
  return { signatures, counts: signatures.map((signature) => countOf.get(signature)!) }
}

/** Each row's weight, from the counts of the whole table. A million look-ups take 0.3 s, so it breathes between. */
export async function weightsFrom(
  rowSignatures: Float64Array,
  { signatures, counts }: SignatureCounts,
  breathe: () => Promise<void>,
): Promise<Float64Array> {
  const weightOf = new Map<number, number>()
  for (let first = 0; first < signatures.length; first += AT_ONCE) {
    const pastLast = Math.min(signatures.length, first + AT_ONCE)
    for (let i = first; i < pastLast; i++) weightOf.set(signatures[i]!, dampedWeight(counts[i]!))
    await breathe()
  }
  const weights = new Float64Array(rowSignatures.length)
  for (let first = 0; first < weights.length; first += AT_ONCE) {
    const pastLast = Math.min(weights.length, first + AT_ONCE)
    for (let row = first; row < pastLast; row++) weights[row] = weightOf.get(rowSignatures[row]!)!
    await breathe()
  }
  return weights
}

const AT_ONCE = 65_536
