/**
 * Candidates: the rows of a file that could be one pattern, per suspicious kind; the kind's rule then says whether they are.
 *
 * They are looked for in the whole file, whatever groups K-Means has put them in. What is picked here is picked for its
 * shape alone (a burst, many ports, one pair …), with room to spare: judging is the rule's business.
 */

import { distinctCount, groupsOf, isWithin, runsOf, spanOf, timeOrder, type GroupBy } from '../facts/grouped-rows'
import { quantileOfSorted } from '../../numeric/quantiles'
import { isBeat } from '../facts/pace'
import { isUpload } from '../facts/place'
import { sortedValues } from '../facts/tally'
import { MANY, NEW_PER_FLOW } from '../facts/trying'
import type { Traffic } from '../traffic'

/** Row sets in no order; none where the file's columns can't show such a thing. Addresses are there. */
export type Candidates = (traffic: Traffic) => Iterable<Uint32Array>

/** Fewer flows are no flood; those of one have no pause of two seconds. */
const FLOOD_FLOWS = 12
const FLOOD_GAP = 2

export const floods: Candidates = function* (traffic) {
  if (traffic.failed === null || traffic.seconds === null) return
  for (const group of groupsOf(traffic, failedRows(traffic), ['destination', 'port'], FLOOD_FLOWS))
    yield* runsOf(traffic, group, FLOOD_GAP, FLOOD_FLOWS)
}

/** Of each caller the hosts whose ports it tried, all together. */
export const portScans: Candidates = function* (traffic) {
  const { destinationPort: port, source } = traffic
  if (port === null) return
  const bySource = new Map<number, Uint32Array[]>()
  for (const pair of groupsOf(traffic, failedRows(traffic), ['source', 'destination'], MANY)) {
    if (distinctCount(pair, (row) => port[row]!) < Math.max(MANY, NEW_PER_FLOW * pair.length)) continue
    const code = source!.codes[pair[0]!]!
    bySource.set(code, [...(bySource.get(code) ?? []), pair])
  }
  for (const pairs of bySource.values()) yield withOpenPorts(traffic, pairs)
}

/** A scan's few answered tries belong to it: ports of the same host that the caller went to once or twice, meanwhile. */
function withOpenPorts(traffic: Traffic, pairs: readonly Uint32Array[]): Uint32Array {
  const { source, destination, destinationPort: port, failed, rowCount } = traffic
  const all = concatenated(pairs)
  if (failed === null) return all
  const caller = source!.codes[all[0]!]!
  const span = spanOf(traffic, all)
  const hosts = new Set(pairs.map((pair) => destination!.codes[pair[0]!]!))
  const answered: number[] = []
  const visits = new Map<number, number>()
  for (let row = 0; row < rowCount; row++) {
    if (failed[row] || source!.codes[row] !== caller || !hosts.has(destination!.codes[row]!)) continue
    const at = destination!.codes[row]! * 65_536 + (port![row]! || 0)
    visits.set(at, (visits.get(at) ?? 0) + 1)
    if (isWithin(traffic, span, row)) answered.push(row)
  }
  const few = answered.filter((row) => visits.get(destination!.codes[row]! * 65_536 + (port![row]! || 0))! <= 2)
  return concatenated([all, Uint32Array.from(few)])
}

/** A sweep goes on without a pause of a minute. */
const SWEEP_GAP = 60

export const hostSweeps: Candidates = function* (traffic) {
  const { destination } = traffic
  for (const group of groupsOf(traffic, failedRows(traffic), ['source', 'port'], MANY))
    for (const run of runsOf(traffic, group, SWEEP_GAP, MANY))
      if (distinctCount(run, (row) => destination!.codes[row]!) >= Math.max(MANY, NEW_PER_FLOW * run.length)) yield run
}

const SESSIONS = 12
const LOGIN_GAP = 30
/** A guess takes the same exchange each time; the rule asks for more. */
const LOGIN_SPREAD = 0.6

export const logins: Candidates = function* (traffic) {
  const { family } = traffic
  if (family === null) return
  const rows = timeOrder(traffic).filter((row) => family[row]?.login)
  for (const pair of groupsOf(traffic, rows, PAIR_AND_PORT, SESSIONS))
    for (const run of runsOf(traffic, pair, LOGIN_GAP, SESSIONS)) if (areAlike(traffic.bytesSent, run)) yield run
}

function areAlike(values: Float64Array | null, rows: Uint32Array): boolean {
  const sorted = values && sortedValues(values, rows)
  if (sorted === null || sorted.length === 0) return true
  const at = (share: number): number => quantileOfSorted(sorted, share)
  return at(0.9) - at(0.1) <= LOGIN_SPREAD * Math.max(1, at(0.5))
}

/** One or two large uploads are somebody's holiday pictures. */
const UPLOADS = 3

export const uploads: Candidates = function* (traffic) {
  const { bytesSent, destination, destinationInside: inside } = traffic
  if (bytesSent === null || inside === null) return
  const rows = timeOrder(traffic).filter((row) => isUpload(traffic, row) && !inside[destination!.codes[row]!])
  yield* groupsOf(traffic, rows, ['source', 'destination'], UPLOADS)
}

/** Of each place all those who call it at regular times. */
export const beats: Candidates = function* (traffic) {
  const { family, destination, destinationInside: inside, seconds } = traffic
  if (seconds === null) return
  const rows = timeOrder(traffic).filter(
    (row) => !family?.[row]?.regular && !inside?.[destination!.codes[row]!] && Number.isFinite(seconds[row]!),
  )
  const byPlace = new Map<number, Uint32Array[]>()
  for (const group of groupsOf(traffic, rows, PAIR_AND_PORT, MANY)) {
    if (!isBeat(seconds, group)) continue
    const code = destination!.codes[group[0]!]!
    byPlace.set(code, [...(byPlace.get(code) ?? []), group])
  }
  for (const groups of byPlace.values()) yield concatenated(groups)
}

const PAIR_AND_PORT: readonly GroupBy[] = ['source', 'destination', 'port']

/** All rows where the file can't tell which failed. */
const failedRows = (traffic: Traffic): Uint32Array => {
  const { failed } = traffic
  return failed === null ? timeOrder(traffic) : timeOrder(traffic).filter((row) => failed[row] === 1)
}

function concatenated(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let place = 0
  for (const part of parts) {
    all.set(part, place)
    place += part.length
  }
  return all
}
