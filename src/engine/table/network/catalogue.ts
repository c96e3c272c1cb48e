/**
 * Catalogue: the columns that can be made from times and addresses, what each means and how it is reckoned.
 *
 * t is the moment of the flow itself, which counts; of flows at one moment those count that stand before it in the file. The last eleven
 * are features of KDD Cup 1999 (S. Stolfo and others, task description, kdd.ics.uci.edu/databases/kddcup99/task.html, table 3; W. Lee,
 * S. Stolfo, ACM TISSEC 3(4), 2000, doi:10.1145/382912.382914): `count`, "number of connections to the same host as the current connection
 * in the past two seconds", the rates of "those same-host connections", `srv_count`, "number of connections to the same service as the
 * current connection in the past two seconds"; and the same sorted "by destination host", over "a window of 100 connections to the same
 * host instead of a time window". A host is a destination address, a service a destination port. "Different services" is what KDD's own
 * files show: different services ÷ connections where there are two or more (of 1,339 such flows of NSL-KDD 5 % all are whole numbers of
 * services, and one minus `same_srv_rate` is off in 1,090).
 */

import type { Unit } from '../column'

/** Whose flows a column is reckoned from: a source's, a source's with one destination, a destination's, or all to one service. */
export type SeenFrom = 'source' | 'pair' | 'destination' | 'service'

export type Need = 'time' | 'source' | 'destination' | 'port' | 'source port' | 'outcome' | 'bytes'

export interface NetworkFeature {
  readonly name: string
  readonly seenFrom: SeenFrom
  readonly needs: readonly Need[]
  /** "Different destinations that the source called in the last minute". */
  readonly meaning: string
  readonly unit: Unit
  readonly formula: string
}

/** Of the windows of sources and pairs. */
export const MINUTE_SECONDS = 60
/** Of KDD's. */
export const KDD_SECONDS = 2
export const KDD_FLOWS = 100

const MINUTE = `flows in [t\u00a0−\u00a0${MINUTE_SECONDS}\u00a0s,\u00a0t]`
const KDD_TIME = `[t\u00a0−\u00a0${KDD_SECONDS}\u00a0s,\u00a0t]`
const LAST = `last ${KDD_FLOWS} flows to the destination`

type Row = readonly [name: string, needs: readonly Need[], meaning: string, unit: Unit, formula: string]

const of = (seenFrom: SeenFrom, own: readonly Need[], rows: readonly Row[]): readonly NetworkFeature[] =>
  rows.map(([name, needs, meaning, unit, formula]) => ({
    name,
    seenFrom,
    needs: ['time', ...own, ...needs],
    meaning,
    unit,
    formula,
  }))

export const NETWORK_FEATURES: readonly NetworkFeature[] = [
  ...of(
    'source',
    ['source'],
    [
      [
        'net_src_hosts',
        ['destination'],
        'Hosts that the source called in the last minute (fan-out)',
        null,
        `different destinations of the source’s ${MINUTE}`,
      ],
      [
        'net_src_ports',
        ['port'],
        'Ports that the source tried in the last minute',
        null,
        `different destination ports of the source’s ${MINUTE}`,
      ],
      [
        'net_src_failed_share',
        ['outcome'],
        'Share of the source’s flows of the last minute that came to nothing',
        'share',
        `not answered, refused or denied ÷ all of the source’s ${MINUTE}`,
      ],
      [
        'net_src_sent_share',
        ['bytes'],
        'Share of the source’s bytes of the last minute that it sent (out to in)',
        'share',
        `bytes sent ÷ (sent + returned) of the source’s ${MINUTE}; 0.5 without bytes`,
      ],
    ],
  ),
  ...of(
    'pair',
    ['source', 'destination'],
    [
      [
        'net_pair_flows',
        [],
        'Flows from the source to the destination in the last minute',
        null,
        `the pair’s ${MINUTE}`,
      ],
      [
        'net_pair_ports',
        ['port'],
        'Ports that the source tried on the destination in the last minute',
        null,
        `different destination ports of the pair’s ${MINUTE}`,
      ],
      [
        'net_pair_failed_share',
        ['outcome'],
        'Share of the pair’s flows of the last minute that came to nothing',
        'share',
        `not answered, refused or denied ÷ all of the pair’s ${MINUTE}`,
      ],
      [
        'net_pair_sent_share',
        ['bytes'],
        'Share of the pair’s bytes of the last minute that the source sent (out to in)',
        'share',
        `bytes sent ÷ (sent + returned) of the pair’s ${MINUTE}; 0.5 without bytes`,
      ],
      [
        'net_pair_gap_variation',
        [],
        'How irregular the pair’s flows come: 0 is a clockwork (beacon), 1 is chance',
        null,
        'standard deviation ÷ mean of the pair’s last 16 gaps; 1 before the eighth flow and while the mean is at most 1 s',
      ],
    ],
  ),
  ...of(
    'destination',
    ['destination'],
    [
      [
        'net_count',
        [],
        'Flows to the same host in the last two seconds (KDD count)',
        null,
        `flows to the destination in ${KDD_TIME}`,
      ],
      [
        'net_same_srv_rate',
        ['port'],
        'Share of them to the same service (KDD same_srv_rate)',
        'share',
        `those to the flow’s port ÷ flows to the destination in ${KDD_TIME}`,
      ],
      [
        'net_diff_srv_rate',
        ['port'],
        'Different services among them, per flow (KDD diff_srv_rate)',
        null,
        `different ports ÷ flows to the destination in ${KDD_TIME}; 0 if there is one port only`,
      ],
      [
        'net_serror_rate',
        ['outcome'],
        'Share of them without an answer (KDD serror_rate)',
        'share',
        `not answered ÷ flows to the destination in ${KDD_TIME}`,
      ],
    ],
  ),
  ...of(
    'service',
    ['port'],
    [
      [
        'net_srv_count',
        [],
        'Flows to the same service in the last two seconds, whatever the host (KDD srv_count)',
        null,
        `flows to the port in ${KDD_TIME}`,
      ],
    ],
  ),
  ...of(
    'destination',
    ['destination'],
    [
      [
        'net_dst_host_count',
        [],
        'Flows to the host so far, at most a hundred (KDD dst_host_count)',
        null,
        `how many the ${LAST} are`,
      ],
      [
        'net_dst_host_srv_count',
        ['port'],
        'Of the host’s last hundred flows those to the same service (KDD dst_host_srv_count)',
        null,
        `those to the flow’s port among the ${LAST}`,
      ],
      [
        'net_dst_host_same_srv_rate',
        ['port'],
        'Share of the host’s last hundred flows to the same service (KDD dst_host_same_srv_rate)',
        'share',
        `those to the flow’s port ÷ all of the ${LAST}`,
      ],
      [
        'net_dst_host_diff_srv_rate',
        ['port'],
        'Different services among the host’s last hundred flows, per flow (KDD dst_host_diff_srv_rate)',
        null,
        `different ports ÷ all of the ${LAST}; 0 if there is one port only`,
      ],
      [
        'net_dst_host_same_src_port_rate',
        ['source port'],
        'Share of the host’s last hundred flows from the same source port (KDD dst_host_same_src_port_rate)',
        'share',
        `those from the flow’s source port ÷ all of the ${LAST}`,
      ],
      [
        'net_dst_host_serror_rate',
        ['outcome'],
        'Share of the host’s last hundred flows without an answer (KDD dst_host_serror_rate)',
        'share',
        `not answered ÷ all of the ${LAST}`,
      ],
    ],
  ),
]
