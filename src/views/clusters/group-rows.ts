/**
 * Group rows: from a group, or from a pattern named on its card, to its flows on the Anomalies screen.
 */

import { route } from '../../session/route.svelte'
import { session } from '../../session/session.svelte'
import { ranking, type ShownPattern } from '../anomalies/ranking.svelte'
import { storyBook } from '../anomalies/stories.svelte'

/** The flows of one group, or the flagged ones among them, strangest first. */
export function showGroupRows(clusterIndex: number, flaggedOnly: boolean): void {
  if (session.result === null) return
  // A ranking that has not met this run yet would drop the filter when it does.
  void ranking.follow(session.result)
  ranking.search = ''
  ranking.clusters = [clusterIndex]
  ranking.flaggedOnly = flaggedOnly
  ranking.pattern = null
  storyBook.showRows()
  route.go('anomalies')
}

/** The flows of one pattern, in whatever groups they are, strangest first. */
export function showPatternRows(pattern: ShownPattern): void {
  if (session.result === null) return
  void ranking.follow(session.result)
  ranking.search = ''
  ranking.clusters = null
  ranking.flaggedOnly = false
  ranking.pattern = pattern
  storyBook.showRows()
  route.go('anomalies')
}
