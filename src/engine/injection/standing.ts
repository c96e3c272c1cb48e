/**
 * Standing: where planted flows would stand among the file's own, the strangest first.
 *
 * A flow of the file that scores the same counts as standing before them.
 */

import type { TextCells } from '../table/table'

/** "In the top 20": what an analyst looks at before lunch. */
export const TOP = 20
/** Among fewer sources, being one of the first 20 says nothing. */
const FEWEST_SOURCES = 5 * TOP

export interface Standing {
  /** Of the strangest planted flow, 1 for the first of all. */
  readonly bestRank: number
  /** The same where every source counts once, by its strangest flow; null for a file with fewer than 100 sources. */
  readonly bestSourceRank: number | null
  /** Planted flows among the top 20. */
  readonly inTopCount: number
  /** The source with most of the flows that stand before the strangest planted one; null without sources, or with none before. */
  readonly crowd: { readonly source: string; readonly flowCount: number } | null
}

/**
 * @param scores of the file's flows
 * @param sources of the file's flows
 * @param ownSource of the planted flows: its own ordinary flows don't count as another's
 * @param planted scores of the planted flows, at least one
 */
export function standingOf(
  scores: Float32Array,
  sources: TextCells | null,
  ownSource: string | null,
  planted: Float32Array,
): Standing {
  const best = planted.reduce((most, score) => Math.max(most, score), -Infinity)
  const own = sources === null || ownSource === null ? -1 : sources.dictionary.indexOf(ownSource)
  const before = new Map<number, number>()
  let aboveCount = 0
  for (let row = 0; row < scores.length; row++) {
    if (scores[row]! < best) continue
    aboveCount++
    if (sources === null || sources.codes[row] === own) continue
    const code = sources.codes[row]!
    before.set(code, (before.get(code) ?? 0) + 1)
  }
  return {
    bestRank: aboveCount + 1,
    bestSourceRank: sources === null || sources.dictionary.length <= FEWEST_SOURCES ? null : before.size + 1,
    inTopCount: inTop(scores, planted),
    crowd: crowdOf(before, sources),
  }
}

function crowdOf(before: ReadonlyMap<number, number>, sources: TextCells | null): Standing['crowd'] {
  let [most, flowCount] = [-1, 0]
  for (const [code, count] of before) if (count > flowCount) [most, flowCount] = [code, count]
  return most < 0 ? null : { source: sources!.dictionary[most]!, flowCount }
}

function inTop(scores: Float32Array, planted: Float32Array): number {
  const first = planted.slice().sort().reverse().subarray(0, TOP)
  const above = new Uint32Array(first.length)
  const least = first[first.length - 1]!
  for (const score of scores) {
    if (score < least) continue
    for (let place = first.length - 1; place >= 0 && score >= first[place]!; place--) above[place]!++
  }
  return above.reduce((count, filesAbove, place) => (filesAbove + place < TOP ? count + 1 : count), 0)
}
