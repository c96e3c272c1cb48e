/**
 * Within: how the suspicious patterns of a file lie in one of its clusters.
 */

import { count, share } from '../../../wording/numbers'
import { lowerFirst } from '../../../wording/sentences'
import type { PatternFlows } from '../findings'
import type { Pattern } from './patterns'

export interface WithinCluster {
  readonly pattern: Pattern
  readonly flows: PatternFlows
  readonly rowCount: number
  /** Of the cluster's rows. */
  readonly share: number
  /** "839 flows (55 %) look like a SYN flood: 28 calls a second at 10.20.0.20 port 443, most within 22 s" */
  readonly sentence: string
}

/** A few stray flows of a pattern that lies elsewhere are not worth a word; a tenth of it is. */
const TENTH = 0.1

/**
 * Largest first.
 *
 * @param isIn whether a row is of the cluster
 * @param sampled whether counts are of a sample, so that only shares can be said
 */
export function patternsWithin(
  patterns: readonly Pattern[],
  isIn: (row: number) => boolean,
  rowCount: number,
  sampled: boolean,
): readonly WithinCluster[] {
  const found = patterns.flatMap((pattern, index): readonly WithinCluster[] => {
    const own = pattern.rows.reduce((sum, row) => sum + Number(isIn(row)), 0)
    if (own === 0 || own < TENTH * pattern.rows.length) return []
    const part = own / rowCount
    const size = sampled ? share(part) : `${count(own)} flows (${share(part)})`
    const title = lowerFirst(pattern.verdict.title).replace(/^looks/, 'look')
    const flows = { index, flowCount: pattern.rows.length, sampled }
    return [{ pattern, flows, rowCount: own, share: part, sentence: `${size} ${title}: ${pattern.telling}` }]
  })
  return found.sort((a, b) => b.rowCount - a.rowCount)
}
