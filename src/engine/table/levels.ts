/**
 * Levels: the different texts of a column and how often each occurs.
 */

import type { ColumnDigest } from './digest'

export interface Level {
  readonly text: string
  readonly count: number
}

/** The most frequent first, ties by text; missing cells are no level. */
export function levelsIn({ distinct, commonest }: ColumnDigest): readonly Level[] {
  if (distinct === null) return commonest ?? []
  const levels: Level[] = []
  for (let code = 1; code < distinct.counts.length; code++) {
    if (distinct.counts[code]! > 0) levels.push({ text: distinct.texts[code]!, count: distinct.counts[code]! })
  }
  return levels.sort(commonestFirst)
}

export const commonestFirst = (a: Level, b: Level): number => b.count - a.count || (a.text < b.text ? -1 : 1)
