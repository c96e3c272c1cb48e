/**
 * Judge cluster: which verdict a cluster gets.
 *
 * The suspicious kinds come first and need most of their evidence ('likely'); of several the one with most evidence
 * wins, ties by the order below. Then what merely failed, then the everyday services, then an honest "Mixed traffic".
 */

import { count, share } from '../../../wording/numbers'
import { listOf } from '../../../wording/sentences'
import type { HiddenPattern, Verdict } from '../findings'
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
import type { WithinCluster } from './within'

const SUSPICIOUS: readonly VerdictRule[] = [portScan, hostSweep, flood, bruteForce, exfiltration, beacon]
const PLAIN: readonly VerdictRule[] = [refused, ordinary]
const ENOUGH = 0.6

/** A pattern inside names the whole cluster if it makes up half of it; else it stands against the cluster's own name. */
const HALF = 0.5

/** From a fifth on, patterns colour the facts of the whole: a scan, a flood and stray knocks are no "scans by many callers". */
const COLOURING = 0.2

/** @param within suspicious patterns inside the cluster, largest first */
export function judgeCluster(facts: ClusterFacts, within: readonly WithinCluster[] = []): Verdict {
  const [largest, ...others] = within
  if (largest && largest.share >= HALF) return named(largest, others)
  const together = within.reduce((sum, { share: part }) => sum + part, 0)
  const verdict = (together < COLOURING ? suspiciousWhole(facts) : null) ?? plainVerdict(facts)
  return {
    ...verdict,
    evidenceAgainst: [...within.map(({ sentence }) => sentence), ...verdict.evidenceAgainst],
    within: within.map(hidden),
  }
}

const hidden = ({ pattern, flows, share: part }: WithinCluster): HiddenPattern => ({
  kind: pattern.verdict.kind,
  title: pattern.verdict.title,
  share: part,
  pattern: flows,
})

/** The pattern is sure enough, the cluster is only mostly it. */
function named({ pattern, flows, share: part, rowCount }: WithinCluster, others: readonly WithinCluster[]): Verdict {
  const { verdict } = pattern
  const size = part === 1 ? [] : [`${count(rowCount)} of the flows, ${share(part)}, are one pattern`]
  return {
    ...verdict,
    strength: part >= 0.9 ? verdict.strength : 'likely',
    evidenceFor: [...size, ...verdict.evidenceFor],
    evidenceAgainst: [...verdict.evidenceAgainst, ...others.map(({ sentence }) => sentence)],
    within: others.map(hidden),
    pattern: flows,
  }
}

function suspiciousWhole(facts: ClusterFacts): Verdict | null {
  let best: { readonly kind: Verdict['kind']; readonly judged: Judged; readonly evidence: number } | null = null
  for (const { kind, judge } of SUSPICIOUS) {
    const judged = judge(facts)
    const evidence = judged ? evidenceShare(judged.clues) : 0
    if (judged && evidence >= ENOUGH && evidence > (best?.evidence ?? 0)) best = { kind, judged, evidence }
  }
  return best && verdictOf(best.kind, best.judged)
}

function plainVerdict(facts: ClusterFacts): Verdict {
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
    kind: 'unnamed',
    title: 'Mixed traffic',
    strength: 'none',
    evidenceFor: [],
    evidenceAgainst:
      lacking.length > 0
        ? [`the file does not say ${listOf(lacking, 'nor')}, so little can be told`]
        : ['no service, failure or pattern makes up most of it'],
  }
}
