/**
 * Within: suspicious patterns that hide inside a cluster of something else.
 *
 * K-Means groups flows that look alike, so a flood and a scan may share a cluster, and a beacon sits among web requests.
 * For each kind the rows that could make it up are picked (one target, one pair …) and judged by the same rule, as if
 * they were a cluster of their own.
 */

import { count, share } from '../../../wording/numbers'
import { lowerFirst } from '../../../wording/sentences'
import { clusterFacts, type ClusterFacts } from '../facts/cluster-facts'
import { silentPulse, type Pulse } from '../../numeric/pulse'
import type { MakeUp } from '../facts/make-up'
import { beatOf } from '../facts/pace'
import { tally } from '../facts/tally'
import type { Verdict } from '../findings'
import type { Traffic } from '../traffic'
import { beacon } from './beacon'
import { bruteForce } from './brute-force'
import { exfiltration } from './exfiltration'
import { flood } from './flood'
import { hostSweep } from './host-sweep'
import { portScan } from './port-scan'
import { evidenceShare, verdictOf, type VerdictRule } from './rule'

export interface WithinCluster {
  readonly verdict: Verdict
  readonly rows: Uint32Array
  /** Of the cluster's rows. */
  readonly share: number
  /** "839 flows (55 %) look like a SYN flood: 28 calls a second at 10.20.0.20 port 443, most within 22 s" */
  readonly sentence: string
}

const ENOUGH = 0.6
/** Fewer flows are no flood. */
const FLOOD_FLOWS = 50

/** Largest first, at most one of each kind, none of the same rows. Nothing without addresses. */
export async function suspiciousWithin(
  traffic: Traffic,
  rows: Uint32Array,
  { ends }: ClusterFacts,
  all: MakeUp,
  sampledShare: number,
  pulse: Pulse = silentPulse,
): Promise<readonly WithinCluster[]> {
  if (traffic.source === null || traffic.destination === null) return []
  const candidates: readonly (readonly [VerdictRule, () => Uint32Array | null | undefined])[] = [
    [flood, () => floodRows(traffic, rows)],
    [portScan, () => ends.portTrying?.rows],
    [hostSweep, () => ends.hostTrying?.rows],
    [bruteForce, () => loginRows(traffic, rows)],
    [exfiltration, () => uploadRows(traffic, rows)],
    [beacon, () => (sampledShare < 1 ? null : beatRows(traffic, rows))],
  ]
  const found: (WithinCluster & Weighed)[] = []
  for (const [rule, pick] of candidates) {
    const own = pick()
    await pulse.breathe()
    if (!own || own.length === 0 || own.length === rows.length) continue
    const judged = rule.judge(clusterFacts(traffic, own, all, sampledShare))
    await pulse.breathe()
    if (!judged || evidenceShare(judged.clues) < ENOUGH) continue
    const verdict = verdictOf(rule.kind, judged)
    const part = own.length / rows.length
    const telling = judged.clues[rule.telling]!.found
    const size = sampledShare < 1 ? share(part) : `${count(own.length)} flows (${share(part)})`
    found.push({
      verdict,
      evidence: evidenceShare(judged.clues),
      rows: own,
      share: part,
      sentence: `${size} ${lowerFirst(verdict.title).replace(/^looks/, 'look')}: ${telling}`,
    })
  }
  const distinct = found.filter(
    (one) => !found.some((other) => other !== one && sameRows(one.rows, other.rows) && isRather(other, one, found)),
  )
  return distinct.sort((a, b) => b.share - a.share)
}

interface Weighed {
  readonly rows: Uint32Array
  readonly evidence: number
}

/** Uploads at regular times are both uploads and a beat: the one with more evidence names them, else the first. */
const isRather = (a: Weighed, b: Weighed, order: readonly Weighed[]): boolean =>
  a.evidence > b.evidence || (a.evidence === b.evidence && order.indexOf(a) < order.indexOf(b))

/** At least half of the smaller are rows of the larger; both ascending. */
function sameRows(a: Uint32Array, b: Uint32Array): boolean {
  const rows = new Set(a)
  let both = 0
  for (const row of b) if (rows.has(row)) both++
  return both >= 0.5 * Math.min(a.length, b.length)
}

/** The flows of the most frequent key; null if there are fewer than so many. */
function mostFrequent(rows: Uint32Array, keyOf: (row: number) => number, atLeast: number): Uint32Array | null {
  const { topKey, topCount } = tally(rows, keyOf)
  return topCount < atLeast ? null : rows.filter((row) => keyOf(row) === topKey)
}

const PORTS = 65_536

function floodRows({ destination, destinationPort: port, failed }: Traffic, rows: Uint32Array): Uint32Array | null {
  if (failed === null) return null
  const keyOf = (row: number): number => destination!.codes[row]! * PORTS + (port ? port[row]! || 0 : 0)
  return mostFrequent(
    rows.filter((row) => failed[row] === 1),
    keyOf,
    FLOOD_FLOWS,
  )
}

const pairOf =
  ({ source, destination }: Traffic) =>
  (row: number): number =>
    source!.codes[row]! * destination!.dictionary.length + destination!.codes[row]!

function loginRows(traffic: Traffic, rows: Uint32Array): Uint32Array | null {
  const { family, destinationPort: port } = traffic
  if (family === null) return null
  const pair = pairOf(traffic)
  // With the port, so that a host's mail does not count for its logins.
  const keyOf = (row: number): number => pair(row) * PORTS + (port ? port[row]! || 0 : 0)
  return mostFrequent(
    rows.filter((row) => family[row]?.login),
    keyOf,
    20,
  )
}

/** Of the pairs that go outside, the one with most bytes sent in uploads of a megabyte or more. */
function uploadRows(traffic: Traffic, rows: Uint32Array): Uint32Array | null {
  const { bytesSent, destination, destinationInside: inside } = traffic
  if (bytesSent === null || inside === null) return null
  const uploads = rows.filter((row) => bytesSent[row]! >= 1e6 && !inside[destination!.codes[row]!])
  const pair = pairOf(traffic)
  const sums = new Map<number, number>()
  for (const row of uploads) sums.set(pair(row), (sums.get(pair(row)) ?? 0) + bytesSent[row]!)
  const top = [...sums].sort((a, b) => b[1] - a[1])[0]
  return top ? uploads.filter((row) => pair(row) === top[0]) : null
}

function beatRows(traffic: Traffic, rows: Uint32Array): Uint32Array | null {
  const { family, destination, destinationInside: inside } = traffic
  const worth = rows.filter((row) => !family?.[row]?.regular && !inside?.[destination!.codes[row]!])
  return beatOf(traffic, worth)?.rows ?? null
}
