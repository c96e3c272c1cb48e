/**
 * Column words of what `engine/table/network` makes of times and addresses.
 */

import type { ColumnWords } from './column-words'

const words = (label: string, what: string): ColumnWords => [label, `more ${what}`, `fewer ${what}`]
const times = (label: string, more: string, less: string): ColumnWords => [label, more, less]

export const NETWORK_WORDS: ReadonlyMap<string, ColumnWords> = new Map<string, ColumnWords>([
  ['net_src_hosts', words('Hosts its source called in 60 s', 'hosts called by one source')],
  ['net_src_ports', words('Ports its source tried in 60 s', 'ports tried by one source')],
  ['net_src_failed_share', words('Failed flows of its source in 60 s, share', 'sources that fail')],
  ['net_src_sent_share', words('Sent share of its source’s bytes in 60 s', 'sources that send')],
  ['net_pair_flows', words('Flows between the two in 60 s', 'flows between two hosts')],
  ['net_pair_ports', words('Ports tried between the two in 60 s', 'ports tried between two hosts')],
  ['net_pair_failed_share', words('Failed flows between the two in 60 s, share', 'pairs of hosts that fail')],
  ['net_pair_sent_share', words('Sent share of the two’s bytes in 60 s', 'pairs where the caller sends')],
  [
    'net_pair_gap_variation',
    times('Variation of gaps between the two, 0 is clockwork', 'fewer regular beats', 'more regular beats'),
  ],
  ['net_count', words('Flows to its host in 2 s', 'flows to one host')],
  ['net_same_srv_rate', words('Same service at its host in 2 s, share', 'repeats of one service')],
  ['net_diff_srv_rate', words('Different services at its host in 2 s, per flow', 'different services at one host')],
  ['net_serror_rate', words('Unanswered at its host in 2 s, share', 'unanswered connections')],
  ['net_srv_count', words('Flows to its service in 2 s', 'flows to one service')],
  ['net_dst_host_count', times('Flows to its host so far, up to 100', 'busier hosts', 'rarely called hosts')],
  [
    'net_dst_host_srv_count',
    times('Of its host’s last 100 to its service', 'busier services', 'rarely called services'),
  ],
  [
    'net_dst_host_same_srv_rate',
    words('Same service in its host’s last 100, share', 'repeats of one service on the host'),
  ],
  [
    'net_dst_host_diff_srv_rate',
    words('Different services in its host’s last 100, per flow', 'services tried on the host'),
  ],
  [
    'net_dst_host_same_src_port_rate',
    words('Same source port in its host’s last 100, share', 'calls from one source port'),
  ],
  ['net_dst_host_serror_rate', words('Unanswered in its host’s last 100, share', 'unanswered connections')],
])
