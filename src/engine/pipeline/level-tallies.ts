/**
 * Level tallies: how often each text of a column occurs in all shards. Counts and weights are exact in any order.
 */

import type { LevelTally, TallySums } from '../scoring/rows'

/** Where all shards code alike. */
export function mergeByCode(texts: readonly string[], shards: readonly TallySums[]): LevelTally {
  const tally = { texts, counts: new Float64Array(texts.length), weights: new Float64Array(texts.length) }
  for (const { counts, weights } of shards) {
    for (let code = 0; code < counts.length; code++) {
      tally.counts[code]! += counts[code]!
      tally.weights[code]! += weights[code]!
    }
  }
  return tally
}

/** Where each has a dictionary of its own. */
export function mergeByText(texts: readonly (readonly string[])[], shards: readonly TallySums[]): LevelTally {
  const totals = new Map<string, { count: number; weight: number }>()
  shards.forEach(({ counts, weights }, shard) => {
    texts[shard]!.forEach((text, code) => {
      const { count, weight } = totals.get(text) ?? { count: 0, weight: 0 }
      totals.set(text, { count: count + counts[code]!, weight: weight + weights[code]! })
    })
  })
  const all = [...totals.values()]
  return {
    texts: [...totals.keys()],
    counts: Float64Array.from(all, ({ count }) => count),
    weights: Float64Array.from(all, ({ weight }) => weight),
  }
}
