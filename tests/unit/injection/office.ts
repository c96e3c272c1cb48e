/**
 * Office: the sample day's ordinary traffic without its attacks, as a file without ground truth, and a run of it.
 */

import { sampleFlows, type SampleFlow } from '../../../src/engine/intake/sample-day'
import { bytesSource, type ByteSource } from '../../../src/engine/intake/source'
import { groundOf, type Ground } from '../../../src/engine/injection/ground'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { Job, type Host } from '../../../src/engine/pipeline/job'
import { runWhole, type LiveRun } from '../../../src/engine/pipeline/live-run'
import { openFile } from '../../../src/engine/pipeline/open-file'

const ATTACKS: readonly string[] = ['port scan', 'SYN flood', 'exfiltration', 'SSH brute force', 'beacon']

/** How a column of the file is called, and what stands in it. */
export type Columns = Readonly<Record<string, (flow: SampleFlow) => string | number>>

export const OFFICE_COLUMNS: Columns = {
  ts: ({ start }) => (1_772_496_000 + start).toFixed(3),
  'id.orig_h': ({ source }) => source,
  'id.resp_h': ({ destination }) => destination,
  'id.resp_p': ({ destinationPort }) => destinationPort,
  proto: ({ protocol }) => protocol,
  service: ({ service }) => service,
  duration: ({ duration }) => duration.toFixed(6),
  orig_bytes: ({ bytesSent }) => bytesSent,
  resp_bytes: ({ bytesReturned }) => bytesReturned,
  conn_state: ({ state }) => state,
  orig_pkts: ({ packetsSent }) => packetsSent,
  resp_pkts: ({ packetsReturned }) => packetsReturned,
}

/** Some of the columns, by name. */
export const columnsBut = (...without: readonly string[]): Columns =>
  Object.fromEntries(Object.entries(OFFICE_COLUMNS).filter(([name]) => !without.includes(name)))

/** Lines of cells, in order of time. */
export const officeRows = (rowCount: number, columns: Columns = OFFICE_COLUMNS, seed = 5): string[][] =>
  sampleFlows(seed)
    .filter(({ kind, start }) => !ATTACKS.includes(kind) && start > 9 * 3600)
    .slice(0, rowCount)
    .map((flow) => Object.values(columns).map((cellOf) => String(cellOf(flow))))

export const fileOf = (columns: Columns, rows: readonly (readonly string[])[]): ByteSource => {
  const lines = [Object.keys(columns), ...rows].map((cells) => cells.join(','))
  return bytesSource('office.csv', new TextEncoder().encode(`${lines.join('\n')}\n`))
}

export const HOST: Host = { nowMs: () => 0, letOthersRun: () => Promise.resolve() }
export const quietJob = (): Job => new Job(HOST, () => undefined)

const SETTINGS = { seed: 42, smallestClusterCount: 1, largestClusterCount: 2, restartCount: 1, maxIterations: 5 }

export async function runOf(source: ByteSource): Promise<LiveRun> {
  const job = quietJob()
  const open = await openFile(source, {}, [], { synthetic: false }, job.begin('read'))
  if (!open.ok) throw new Error(open.failure.sentence)
  const run = await runWhole(open.value, SETTINGS, job)
  if (!run.ok) throw new Error(run.failure.sentence)
  return run.value
}

export const groundOfRun = ({ described, open, scores }: LiveRun): Promise<Ground> =>
  groundOf(described.table, described.rows, open.profiles, scores, silentPulse)
