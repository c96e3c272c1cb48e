/**
 * Judge cluster: which verdict a cluster gets.
 *
 * The suspicious kinds come first and need most of their evidence ('likely'); of several the one with most evidence
 * wins, ties by the order below. Then what merely failed, then the everyday services, then an honest "Mixed traffic".
 */

import { listOf } from '../../../wording/sentences'
import type { Verdict } from '../findings'
import type { ClusterFacts } from '../facts/cluster-facts'
import { beacon } from './beacon'
import { bruteForce } from './brute-force'
import { exfiltration } from './exfiltration'
import { flood } from './flood'
import { hostSweep } from './host-sweep'
import { ordinary } from './ordinary'
import { portScan } from './port-scan'
import { refused } from './refused'
import { evidenceShare, verdictOf, type Judged, type VerdictRule } from './rule'

const SUSPICIOUS: readonly VerdictRule[] = [portScan, hostSweep, flood, bruteForce, exfiltration, beacon]
const PLAIN: readonly VerdictRule[] = [refused, ordinary]
const ENOUGH = 0.6

/** The kinds that an analyst should look at. */
export const SUSPICIOUS_KINDS: ReadonlySet<Verdict['kind']> = new Set(SUSPICIOUS.map(({ kind }) => kind))

export function judgeCluster(facts: ClusterFacts): Verdict {
  let best: { readonly kind: Verdict['kind']; readonly judged: Judged; readonly evidence: number } | null = null
  for (const { kind, judge } of SUSPICIOUS) {
    const judged = judge(facts)
    const evidence = judged ? evidenceShare(judged.clues) : 0
    if (judged && evidence >= ENOUGH && evidence > (best?.evidence ?? 0)) best = { kind, judged, evidence }
  }
  if (best) return verdictOf(best.kind, best.judged)
  for (const { kind, judge } of PLAIN) {
    const judged = judge(facts)
    if (judged && evidenceShare(judged.clues) > 0) return verdictOf(kind, judged)
  }
  return unnamed(facts)
}

function unnamed({ here, ends }: ClusterFacts): Verdict {
  const lacking = [
    here.services.length === 0 && here.ports.length === 0 && 'services or ports',
    here.outcomes === null && 'what became of a flow',
    ends.sourceCount === null && here.rates.size === 0 && 'source addresses',
  ].filter((text) => text !== false)
  return {
    kind: 'unnamed', title: 'Mixed traffic', strength: 'none', evidenceFor: [],
    evidenceAgainst: lacking.length > 0 ? [`the file does not say ${listOf(lacking, 'nor')}, so little can be told`] : ['no service, failure or pattern makes up most of it'],
  }
}
