/**
 * KDD features: counts and rates as KDD Cup 1999 has them, over two seconds and over the last hundred flows to a host.
 *
 * Source: S. Stolfo and others, task description of KDD Cup 1999, kdd.ics.uci.edu/databases/kddcup99/task.html, table 3; W. Lee,
 * S. Stolfo, ACM TISSEC 3(4), 2000, doi:10.1145/382912.382914. `count` is the "number of connections to the same host as the current
 * connection in the past two seconds", the rates are of "these same-host connections"; `srv_count` is the "number of connections to the
 * same service as the current connection in the past two seconds"; and sorted "by destination host" they are over "a window of 100
 * connections to the same host instead of a time window". A host is a destination address, a service a destination port, a SYN error a
 * flow without an answer. "Different services" is what KDD's own files show: different services ÷ connections where there are two or more,
 * 0 else. Of 685 flows of NSL-KDD 5 % with at most 50 connections to several services, that fits all, with two or more services each; one
 * minus `same_srv_rate` fits 107.
 */

import { featuresOf, windowWords, type NetworkFeature } from './feature'

export const KDD_SECONDS = 2
export const KDD_FLOWS = 100

const KDD_TIME = windowWords(KDD_SECONDS)
const LAST = `last ${KDD_FLOWS} flows to the destination`

export const KDD_FEATURES: readonly NetworkFeature[] = [
  ...featuresOf(
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
  ...featuresOf(
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
  ...featuresOf(
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
