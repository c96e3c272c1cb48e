/**
 * The sample day as a table with its profiles, as `table/` would hand it on, and tables of other shapes for verdicts.
 */

import { sampleFlows, type SampleFlow } from '../../../src/engine/intake/sample-day'
import type { ColumnProfile, Meaning, Unit } from '../../../src/engine/table/column'
import type { Table } from '../../../src/engine/table/table'
import { profilesOf, tableOf, type PlainColumn } from '../support/tables'

type Said = Partial<Pick<ColumnProfile, 'meaning' | 'unit' | 'type' | 'role' | 'transform'>>

export function withMeanings(table: Table, said: Readonly<Record<string, Said>>): ColumnProfile[] {
  return profilesOf(table).map((profile) => ({ ...profile, ...said[profile.name] }))
}

const number = (meaning: Meaning, unit: Unit): Said => ({ meaning, unit, type: 'number', transform: 'log1p' })

export const CONN_COLUMNS: Readonly<Record<string, Said>> = {
  ts: { meaning: 'start time', type: 'time', role: 'time' },
  'id.orig_h': { meaning: 'source address', type: 'address', role: 'identity' },
  'id.orig_p': { meaning: 'source port', type: 'port', role: 'ignored' },
  'id.resp_h': { meaning: 'destination address', type: 'address', role: 'identity' },
  'id.resp_p': { meaning: 'destination port', type: 'port' },
  proto: { meaning: 'protocol' },
  service: { meaning: 'service' },
  duration: number('duration', 'seconds'),
  orig_bytes: number('bytes sent', 'bytes'),
  resp_bytes: number('bytes returned', 'bytes'),
  conn_state: { meaning: 'connection state' },
  orig_pkts: number('packets sent', 'packets'),
  resp_pkts: number('packets returned', 'packets'),
}

export function connTable(
  flows: readonly SampleFlow[],
  without: readonly string[] = [],
): { table: Table; profiles: ColumnProfile[] } {
  const columns: Record<string, PlainColumn> = {
    ts: flows.map(({ start }) => 1_772_496_000 + start),
    'id.orig_h': flows.map(({ source }) => source),
    'id.orig_p': flows.map(({ sourcePort }) => sourcePort),
    'id.resp_h': flows.map(({ destination }) => destination),
    'id.resp_p': flows.map(({ destinationPort }) => destinationPort),
    proto: flows.map(({ protocol }) => protocol),
    service: flows.map(({ service }) => (service === '-' ? '' : service)),
    duration: flows.map(({ duration }) => duration),
    orig_bytes: flows.map(({ bytesSent }) => bytesSent),
    resp_bytes: flows.map(({ bytesReturned }) => bytesReturned),
    conn_state: flows.map(({ state }) => state),
    orig_pkts: flows.map(({ packetsSent }) => packetsSent),
    resp_pkts: flows.map(({ packetsReturned }) => packetsReturned),
  }
  for (const name of without) delete columns[name]
  const table = tableOf(columns)
  return { table, profiles: withMeanings(table, CONN_COLUMNS) }
}

/** The day, each kind of flow a cluster of its own. */
export function sampleDayByKind(seed: number): {
  readonly table: Table
  readonly profiles: ColumnProfile[]
  readonly kinds: readonly SampleFlow['kind'][]
  readonly assignments: Uint8Array
} {
  const flows = sampleFlows(seed)
  const kinds = [...new Set(flows.map(({ kind }) => kind))].sort()
  return { ...connTable(flows), kinds, assignments: Uint8Array.from(flows, ({ kind }) => kinds.indexOf(kind)) }
}
