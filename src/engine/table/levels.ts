/**
 * Levels: the different texts of a column and how often each occurs.
 */

import type { ColumnDigest, DistinctCells } from './digest'

export interface Level {
  readonly text: string
  readonly count: number
}

/** So many are told apart where somebody asks for a column's levels; nobody reads more. */
export const MOST_LEVELS = 1000

/**
 * The most frequent first, ties by text, at most `MOST_LEVELS`; missing cells are no level. Of those that are as frequent as the last one
 * told, the first to appear in the file.
 */
export function levelsIn({ distinct, commonest }: ColumnDigest): readonly Level[] {
  if (distinct === null) return commonest ?? []
  return commonestCodes(distinct.counts)
    .map((code) => ({ text: textAt(distinct, code), count: distinct.counts[code]! }))
    .sort(commonestFirst)
}

export const commonestFirst = (a: Level, b: Level): number => b.count - a.count || (a.text < b.text ? -1 : 1)

function commonestCodes(counts: Uint32Array): readonly number[] {
  const least = leastKept(counts)
  const codes: number[] = []
  let room = MOST_LEVELS
  for (let code = 1; code < counts.length; code++) if (counts[code]! > least) room--
  for (let code = 1; code < counts.length; code++) {
    if (counts[code]! > least || (counts[code] === least && least > 0 && room-- > 0)) codes.push(code)
  }
  return codes
}

/** The count of the last level that is told; 0 if all are. */
function leastKept(counts: Uint32Array): number {
  if (counts.length - 1 <= MOST_LEVELS) return 0
  return counts.slice(1).sort()[counts.length - 1 - MOST_LEVELS]!
}

/** One text of a dictionary that may not be decoded. */
export const textAt = (distinct: DistinctCells, code: number): string =>
  distinct.packed === undefined ? distinct.texts[code]! : distinct.packed.at(code)

/** The first different texts, without the missing one. */
export const firstTexts = (distinct: DistinctCells | null, most: number): readonly string[] =>
  distinct === null
    ? []
    : Array.from({ length: Math.min(most, distinct.counts.length - 1) }, (_, index) => textAt(distinct, index + 1))

/** How many rows have each of some texts. */
export function countsOfTexts({ distinct, commonest }: ColumnDigest, texts: readonly string[]): readonly number[] {
  const counts = new Map(texts.map((text) => [text, 0]))
  if (distinct === null) for (const { text, count } of commonest ?? []) counts.set(text, count)
  else {
    distinct.texts.forEach((text, code) => {
      if (code > 0 && counts.has(text)) counts.set(text, distinct.counts[code]!)
    })
  }
  return texts.map((text) => counts.get(text)!)
}
