/**
 * Make: network features per row, window by window. Rows are walked in time order, those of one moment in file order.
 *
 * Time O(rows · log rows) for the order, then O(rows) per column. Memory: 8 bytes per row and column until the columns are
 * coded, and 4 per row for each of the four orders.
 */

import type { Pulse } from '../../numeric/pulse'
import { groupRows, orderRows, readPairCodes, type Keys } from '../row-groups'
import { distinct, flaggedShare, flowCount, KeyCounts, kindsPerFlow, sameCount, sameShare, sentShare } from './gauges'
import { gapVariation } from './gap-variation'
import { KDD_FLOWS, KDD_SECONDS } from './kdd-features'
import { MINUTE_SECONDS } from './minute-features'
import type { NetworkRows } from './rows'
import { slide, type Gauge, type Reach } from './slide'

export interface MadeColumn {
  readonly name: string
  /** Per row, finite. */
  readonly values: Float64Array
}

/** One window and what is read in it, by the names of the catalogue; null where the file lacks what it needs. */
interface Window {
  readonly keys: Keys
  readonly reach: Reach
  readonly gauges: Readonly<Record<string, Gauge | null>>
}

const having = <Part>(part: Part | null, gauge: (part: Part) => Gauge): Gauge | null => part && gauge(part)

const countsOf = (keys: Keys | null): KeyCounts | null => keys && new KeyCounts(keys)

/** @returns what the rows allow, in no order that means anything; nothing without times @throws Cancelled */
export async function makeNetworkColumns(rows: NetworkRows, pulse: Pulse): Promise<readonly MadeColumn[]> {
  const { seconds } = rows
  if (seconds === null) return []
  const breathe = (): Promise<void> => pulse.breathe()
  const order = await orderRows(seconds, rows.rowCount, breathe)
  const pair =
    rows.source === null || rows.destination === null
      ? null
      : await readPairCodes([rows.source, rows.destination], breathe)
  const windows = [
    ...ofSource(rows),
    ...(pair === null ? [] : [ofPair(rows, pair)]),
    ...ofService(rows),
    ...ofHost(rows),
  ]
  const made: MadeColumn[] = []
  for (const [index, { keys, reach, gauges }] of windows.entries()) {
    const wanted = Object.entries(gauges).filter((entry): entry is [string, Gauge] => entry[1] !== null)
    const groups = groupRows(keys, order)
    await breathe()
    const read = await slide(
      groups,
      reach,
      seconds,
      wanted.map(([, gauge]) => gauge),
      breathe,
    )
    made.push(...wanted.map(([name], column) => ({ name, values: read[column]! })))
    pulse.report((index + 1) / (windows.length + 1), rows.rowCount)
  }
  if (pair !== null) {
    const values = await gapVariation(groupRows(pair, order), seconds, breathe)
    made.push({ name: 'net_pair_gap_variation', values })
  }
  return made
}

function ofSource({ source, destination, port, ...rows }: NetworkRows): readonly Window[] {
  if (source === null) return []
  const gauges = {
    net_src_hosts: having(countsOf(destination), distinct),
    net_src_ports: having(countsOf(port), distinct),
    net_src_failed_share: having(rows.failed, flaggedShare),
    net_src_sent_share: sentOf(rows),
  }
  return [{ keys: source, reach: { seconds: MINUTE_SECONDS }, gauges }]
}

const ofPair = ({ port, ...rows }: NetworkRows, pair: Keys): Window => ({
  keys: pair,
  reach: { seconds: MINUTE_SECONDS },
  gauges: {
    net_pair_flows: flowCount(),
    net_pair_ports: having(countsOf(port), distinct),
    net_pair_failed_share: having(rows.failed, flaggedShare),
    net_pair_sent_share: sentOf(rows),
  },
})

const ofService = ({ port }: NetworkRows): readonly Window[] =>
  port === null ? [] : [{ keys: port, reach: { seconds: KDD_SECONDS }, gauges: { net_srv_count: flowCount() } }]

function ofHost({ destination, port, sourcePort, unanswered }: NetworkRows): readonly Window[] {
  if (destination === null) return []
  const [portsInTime, portsInFlows] = [countsOf(port), countsOf(port)]
  const inTime = {
    net_count: flowCount(),
    net_same_srv_rate: having(portsInTime, sameShare),
    net_diff_srv_rate: having(portsInTime, kindsPerFlow),
    net_serror_rate: having(unanswered, flaggedShare),
  }
  const inFlows = {
    net_dst_host_count: flowCount(),
    net_dst_host_srv_count: having(portsInFlows, sameCount),
    net_dst_host_same_srv_rate: having(portsInFlows, sameShare),
    net_dst_host_diff_srv_rate: having(portsInFlows, kindsPerFlow),
    net_dst_host_same_src_port_rate: having(countsOf(sourcePort), sameShare),
    net_dst_host_serror_rate: having(unanswered, flaggedShare),
  }
  return [
    { keys: destination, reach: { seconds: KDD_SECONDS }, gauges: inTime },
    { keys: destination, reach: { flows: KDD_FLOWS }, gauges: inFlows },
  ]
}

const sentOf = ({ bytesSent, bytesReturned }: Pick<NetworkRows, 'bytesSent' | 'bytesReturned'>): Gauge | null =>
  bytesSent === null || bytesReturned === null ? null : sentShare(bytesSent, bytesReturned)
