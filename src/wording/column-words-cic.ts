/**
 * Column words of CICFlowMeter, in its two spellings ("Total Fwd Packets" and "Tot Fwd Pkts").
 *
 * Source: the CICFlowMeter feature list (A. Habibi Lashkari et al., ICISSP 2017). "Fwd" is the caller's direction and
 * is said as "sent", "Bwd" as "returned"; IAT, the time from one packet to the next, is said as "gap".
 */

import type { ColumnWords } from './column-words'

const amount = (label: string, what = label.toLowerCase()): ColumnWords => [label, `more ${what}`, `fewer ${what}`]
const size = (label: string, what: string): ColumnWords => [label, `larger ${what}`, `smaller ${what}`]
const length = (label: string, what: string): ColumnWords => [label, `longer ${what}`, `shorter ${what}`]

const words = new Map<string, ColumnWords>([
  ['flow_id', ['Flow id']],
  ['source_ip', ['Source address']],
  ['src_ip', ['Source address']],
  ['destination_ip', ['Destination address']],
  ['dst_ip', ['Destination address']],
  ['src_port', ['Source port', 'higher source ports', 'lower source ports']],
  ['dst_port', ['Destination port', 'higher destination ports', 'lower destination ports']],
  ['protocol', ['Protocol']],
  ['timestamp', ['Start', 'later', 'earlier']],
  ['flow_duration', length('Duration', 'flows')],
  ['flow_bytes_s', amount('Bytes per second')],
  ['flow_byts_s', amount('Bytes per second')],
  ['flow_packets_s', amount('Packets per second')],
  ['flow_pkts_s', amount('Packets per second')],
  ['down_up_ratio', ['Returned for each sent', 'more returned than sent', 'more sent than returned']],
  ['average_packet_size', size('Mean packet', 'packets')],
  ['pkt_size_avg', size('Mean packet', 'packets')],
  ['min_packet_length', size('Smallest packet', 'packets')],
  ['pkt_len_min', size('Smallest packet', 'packets')],
  ['max_packet_length', size('Largest packet', 'packets')],
  ['pkt_len_max', size('Largest packet', 'packets')],
  ['packet_length_mean', size('Mean packet', 'packets')],
  ['pkt_len_mean', size('Mean packet', 'packets')],
  ['packet_length_std', ['Spread of packet sizes', 'packets more mixed in size', 'packets more alike in size']],
  ['pkt_len_std', ['Spread of packet sizes', 'packets more mixed in size', 'packets more alike in size']],
  [
    'packet_length_variance',
    ['Spread of packet sizes, squared', 'packets more mixed in size', 'packets more alike in size'],
  ],
  ['pkt_len_var', ['Spread of packet sizes, squared', 'packets more mixed in size', 'packets more alike in size']],
  ['init_win_bytes_forward', size('First window of the caller', 'first windows')],
  ['init_fwd_win_byts', size('First window of the caller', 'first windows')],
  ['init_win_bytes_backward', size('First window of the called', 'first windows')],
  ['init_bwd_win_byts', size('First window of the called', 'first windows')],
  ['act_data_pkt_fwd', amount('Packets sent with data')],
  ['fwd_act_data_pkts', amount('Packets sent with data')],
  ['min_seg_size_forward', size('Smallest header sent', 'headers sent')],
  ['fwd_seg_size_min', size('Smallest header sent', 'headers sent')],
])

for (const flag of ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'CWE', 'ECE']) {
  words.set(`${flag.toLowerCase()}_flag_count`, amount(`${flag} flags`, `${flag} flags`))
  words.set(`${flag.toLowerCase()}_flag_cnt`, amount(`${flag} flags`, `${flag} flags`))
}

for (const [short, way] of [
  ['fwd', 'sent'],
  ['bwd', 'returned'],
] as const) {
  const long = short === 'fwd' ? 'fwd' : 'backward'
  for (const name of [`total_${long}_packets`, `total_${short}_packets`, `tot_${short}_pkts`])
    words.set(name, amount(`Packets ${way}`))
  for (const name of [`total_length_of_${short}_packets`, `totlen_${short}_pkts`])
    words.set(name, amount(`Bytes ${way}`))
  for (const name of [`${short}_packets_s`, `${short}_pkts_s`]) words.set(name, amount(`Packets ${way} per second`))
  for (const name of [`${short}_header_length`, `${short}_header_len`]) words.set(name, amount(`Header bytes ${way}`))
  for (const name of [`avg_${short}_segment_size`, `${short}_seg_size_avg`])
    words.set(name, size(`Mean packet ${way}`, `packets ${way}`))
  for (const name of [`subflow_${short}_packets`, `subflow_${short}_pkts`])
    words.set(name, amount(`Packets ${way} per burst`))
  for (const name of [`subflow_${short}_bytes`, `subflow_${short}_byts`])
    words.set(name, amount(`Bytes ${way} per burst`))
  for (const flag of ['PSH', 'URG'])
    words.set(`${short}_${flag.toLowerCase()}_flags`, amount(`${flag} flags ${way}`, `${flag} flags ${way}`))
}

for (const [suffix, word] of [
  ['max', 'Largest'],
  ['min', 'Smallest'],
  ['mean', 'Mean'],
  ['std', 'Spread of'],
] as const) {
  const sizes = word === 'Spread of' ? 'packet sizes' : 'packet'
  const gap =
    word === 'Largest'
      ? 'Longest gap'
      : word === 'Smallest'
        ? 'Shortest gap'
        : word === 'Mean'
          ? 'Mean gap'
          : 'Spread of gaps'
  for (const [short, way] of [
    ['fwd', 'sent'],
    ['bwd', 'returned'],
  ] as const) {
    for (const name of [`${short}_packet_length_${suffix}`, `${short}_pkt_len_${suffix}`]) {
      words.set(name, size(`${word} ${sizes} ${way}`, `packets ${way}`))
    }
    words.set(`${short}_iat_${suffix}`, length(`${gap} between packets ${way}`, `gaps between packets ${way}`))
  }
  words.set(`flow_iat_${suffix}`, length(`${gap} between packets`, 'gaps between packets'))
  words.set(
    `active_${suffix}`,
    length(`${word === 'Spread of' ? 'Spread of' : word} active stretch`, 'active stretches'),
  )
  words.set(`idle_${suffix}`, length(`${word === 'Spread of' ? 'Spread of' : word} idle stretch`, 'idle stretches'))
}

export const CIC_WORDS: ReadonlyMap<string, ColumnWords> = words
