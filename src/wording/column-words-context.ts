/**
 * Column words of what `table/context.ts` derives from a source's and a destination's other flows.
 */

import type { ColumnWords } from './column-words'

const part = (label: string, what: string): ColumnWords => [label, `more ${what}`, `fewer ${what}`]

export const CONTEXT_WORDS: ReadonlyMap<string, ColumnWords> = new Map<string, ColumnWords>([
  [
    'source_distinct_destinations_per_flow_in_its_last_100_flows',
    part('Hosts its source called lately, per flow', 'hosts called by one source'),
  ],
  [
    'source_distinct_ports_per_flow_in_its_last_100_flows',
    part('Ports its source tried lately, per flow', 'ports tried by one source'),
  ],
  [
    'source_unanswered_share_of_its_last_100_flows',
    part('Unanswered calls of its source lately, share', 'sources without an answer'),
  ],
  ['source_log_of_flows_in_10_seconds', part('Flows of its source in 10 s', 'flows from one source at once')],
  [
    'destination_distinct_sources_per_flow_in_its_last_100_flows',
    part('Callers of its destination lately, per flow', 'callers of one destination'),
  ],
  [
    'destination_distinct_ports_per_flow_in_its_last_100_flows',
    part('Ports tried on its destination lately, per flow', 'ports tried on one destination'),
  ],
  [
    'destination_unanswered_share_of_its_last_100_flows',
    part('Unanswered calls to its destination lately, share', 'destinations that do not answer'),
  ],
  [
    'destination_log_of_flows_in_10_seconds',
    part('Flows to its destination in 10 s', 'flows to one destination at once'),
  ],
  [
    'pair_distinct_ports_per_flow_in_its_last_100_flows',
    part('Ports tried lately between the two, per flow', 'ports tried between two hosts'),
  ],
  [
    'pair_unanswered_share_of_its_last_100_flows',
    part('Unanswered calls lately between the two, share', 'pairs of hosts without an answer'),
  ],
  ['pair_log_of_flows_in_10_seconds', part('Flows between the two in 10 s', 'flows between two hosts at once')],
  [
    'service_distinct_destinations_per_flow_in_its_last_100_flows',
    part('Hosts its source called lately on this port, per flow', 'hosts called by one source on one port'),
  ],
  [
    'service_unanswered_share_of_its_last_100_flows',
    part('Unanswered calls of its source lately on this port, share', 'sources without an answer on one port'),
  ],
  ['service_log_of_flows_in_10_seconds', part('Flows of its source on this port in 10 s', 'flows on one port at once')],
  [
    'port_unanswered_share_of_its_last_100_flows',
    part('Unanswered calls lately to its port, share', 'ports that do not answer'),
  ],
  ['port_log_of_flows_in_10_seconds', part('Flows to its port in 10 s', 'flows to one port at once')],
  [
    'all_distinct_ports_per_flow_in_its_last_100_flows',
    part('Different ports in the last 100 flows, per flow', 'different ports at a time'),
  ],
  [
    'all_unanswered_share_of_its_last_100_flows',
    part('Unanswered among the last 100 flows, share', 'times without an answer'),
  ],
  ['all_log_of_flows_in_10_seconds', part('All flows in 10 s', 'busy seconds')],
  [
    'pair_regularity_of_its_last_16_gaps',
    ['Regular beat between the two, 10 is clockwork', 'more regular beats', 'fewer regular beats'],
  ],
])
