/**
 * Patterns: the suspicious patterns of a whole file, each with the rows that make it up.
 *
 * K-Means groups flows that look alike, so a flood and a scan may share a group, a beacon sits among web requests, and one
 * attack may be cut in two. So patterns are looked for in all rows, and `within.ts` says how they lie in the groups.
 */

import { clusterFacts } from '../facts/cluster-facts'
import type { MakeUp } from '../facts/make-up'
import { silentPulse, type Pulse } from '../../numeric/pulse'
import type { Verdict } from '../findings'
import type { Traffic } from '../traffic'
import { beacon } from './beacon'
import { bruteForce } from './brute-force'
import { beats, floods, hostSweeps, logins, portScans, uploads, type Candidates } from './candidates'
import { exfiltration } from './exfiltration'
import { flood } from './flood'
import { hostSweep } from './host-sweep'
import { portScan } from './port-scan'
import { evidenceShare, verdictOf, type VerdictRule } from './rule'

export interface Pattern {
  readonly verdict: Verdict
  /** Ascending, of the rows that were looked at. */
  readonly rows: Uint32Array
  /** 0 … 1, see `evidenceShare`. */
  readonly evidence: number
  /** "28 calls a second at 10.20.0.20 port 443, most within 22 s" */
  readonly telling: string
}

const ENOUGH = 0.6
/** Of each kind the largest candidates are judged; a file with more of them is named well enough by these. */
const JUDGED = 12

const KINDS: readonly (readonly [VerdictRule, Candidates])[] = [
  [flood, floods],
  [portScan, portScans],
  [hostSweep, hostSweeps],
  [bruteForce, logins],
  [exfiltration, uploads],
  [beacon, beats],
]

/** Largest first, none of the same rows. Nothing without addresses, and no beat in a thinned sample. */
export async function patternsOf(
  traffic: Traffic,
  all: MakeUp,
  sampledShare: number,
  pulse: Pulse = silentPulse,
): Promise<readonly Pattern[]> {
  if (traffic.source === null || traffic.destination === null) return []
  const found: Pattern[] = []
  for (const [rule, candidates] of KINDS) {
    await pulse.breathe()
    if (rule === beacon && sampledShare < 1) continue
    const largest = [...candidates(traffic)].sort((a, b) => b.length - a.length).slice(0, JUDGED)
    for (const rows of largest) {
      await pulse.breathe()
      const pattern = judged(rule, traffic, rows.sort(), all, sampledShare)
      if (pattern !== null) found.push(pattern)
    }
  }
  return distinct(found).sort((a, b) => b.rows.length - a.rows.length)
}

function judged(
  rule: VerdictRule,
  traffic: Traffic,
  rows: Uint32Array,
  all: MakeUp,
  sampledShare: number,
): Pattern | null {
  const judgement = rule.judge(clusterFacts(traffic, rows, all, sampledShare))
  const evidence = judgement ? evidenceShare(judgement.clues) : 0
  if (judgement === null || evidence < ENOUGH) return null
  return { verdict: verdictOf(rule.kind, judgement), rows, evidence, telling: judgement.clues[rule.telling]!.found }
}

/** Uploads at regular times are both uploads and a beat: the one with more evidence names them, else the first. */
const distinct = (found: readonly Pattern[]): Pattern[] =>
  found.filter(
    (one) => !found.some((other) => other !== one && sameRows(one.rows, other.rows) && isRather(other, one, found)),
  )

const isRather = (a: Pattern, b: Pattern, order: readonly Pattern[]): boolean =>
  a.evidence > b.evidence || (a.evidence === b.evidence && order.indexOf(a) < order.indexOf(b))

/** At least half of the smaller are rows of the larger. */
function sameRows(a: Uint32Array, b: Uint32Array): boolean {
  const rows = new Set(a)
  let both = 0
  for (const row of b) if (rows.has(row)) both++
  return both >= 0.5 * Math.min(a.length, b.length)
}
