/**
 * Minute features: what a source did in the minute up to a flow, on the whole and with the flow's destination.
 */

import { featuresOf, windowWords, type NetworkFeature } from './feature'

export const MINUTE_SECONDS = 60

const MINUTE = `flows in ${windowWords(MINUTE_SECONDS)}`

export const MINUTE_FEATURES: readonly NetworkFeature[] = [
  ...featuresOf(
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
  ...featuresOf(
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
]
