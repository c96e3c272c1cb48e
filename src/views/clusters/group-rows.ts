/**
 * Group rows: from a group to its flows on the Anomalies screen.
 */

import { route } from '../../session/route.svelte'
import { session } from '../../session/session.svelte'
import { ranking } from '../anomalies/ranking.svelte'

/** The flows of one group, or the flagged ones among them, strangest first. */
export function showGroupRows(clusterIndex: number, flaggedOnly: boolean): void {
  if (session.result === null) return
  // A ranking that has not met this run yet would drop the filter when it does.
  void ranking.follow(session.result)
  ranking.search = ''
  ranking.clusters = [clusterIndex]
  ranking.flaggedOnly = flaggedOnly
  route.go('anomalies')
}
