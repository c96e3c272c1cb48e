/**
 * Cluster facts: all that a verdict may ask about one cluster.
 */

import type { Traffic } from '../traffic'
import { endsOf, type Ends } from './ends'
import { makeUpOf, type MakeUp } from './make-up'
import { beatOf, paceOf, type Beat, type Pace } from './pace'
import { answeredShare, placeOf, type Place } from './place'

export interface ClusterFacts {
  readonly here: MakeUp
  /** The same of all rows, to compare with. */
  readonly all: MakeUp
  readonly ends: Ends
  /** Pace of the flows to the commonest destination and port, or of all the cluster's flows without addresses. */
  readonly targetPace: Pace | null
  /** Pace of the flows of the commonest source and destination. */
  readonly pairPace: Pace | null
  /** Null also when the sample is not the whole file: gaps can't be told from a thinned sequence. */
  readonly beat: Beat | null
  /** Make-up of the flows of the commonest source and destination. */
  readonly pair: MakeUp | null
  /** Where that pair's calls go, as the whole file knows it. */
  readonly place: Place | null
  /** Share of the flows to the commonest destination and port whose source it answered there at some time. */
  readonly answeredBefore: number | null
}

/**
 * @param rows the cluster's rows in the sample
 * @param sampledShare share of the file's rows that the sample holds, (0, 1]
 */
export function clusterFacts(traffic: Traffic, rows: Uint32Array, all: MakeUp, sampledShare: number): ClusterFacts {
  const ends = endsOf(traffic, rows)
  return {
    here: makeUpOf(traffic, rows),
    all,
    ends,
    targetPace: paceOf(traffic, ends.topTarget?.rows ?? rows, sampledShare),
    pairPace: ends.topPair && paceOf(traffic, ends.topPair.rows, sampledShare),
    beat: sampledShare < 1 ? null : beatOf(traffic, rows),
    pair: ends.topPair && makeUpOf(traffic, ends.topPair.rows),
    answeredBefore: ends.topTarget && answeredShare(traffic, ends.topTarget.rows),
    place: ends.topPair && placeOf(traffic, ends.topPair.rows[0]!),
  }
}
