/**
 * Column words of flow records: Zeek conn.log, firewall session logs, NetFlow and Argus exports.
 *
 * Sources: docs.zeek.org (base/protocols/conn); the UCI "Internet Firewall Data" columns; the Argus `ra` and nfdump
 * manuals, also the UNSW-NB15 feature list.
 */

import type { ColumnWords } from './column-words'

const amount = (label: string, what: string): ColumnWords => [label, `more ${what}`, `fewer ${what}`]
const sent = amount('Bytes sent', 'bytes sent')
const returned = amount('Bytes returned', 'bytes returned')
const packetsSent = amount('Packets sent', 'packets sent')
const packetsReturned = amount('Packets returned', 'packets returned')
const duration: ColumnWords = ['Duration', 'longer flows', 'shorter flows']
const start: ColumnWords = ['Start', 'later', 'earlier']

export const RECORD_WORDS: ReadonlyMap<string, ColumnWords> = new Map<string, ColumnWords>([
  ['ts', start],
  ['uid', ['Flow id']],
  ['id_orig_h', ['Source address']],
  ['id_orig_p', ['Source port', 'higher source ports', 'lower source ports']],
  ['id_resp_h', ['Destination address']],
  ['id_resp_p', ['Destination port', 'higher destination ports', 'lower destination ports']],
  ['proto', ['Protocol']],
  ['service', ['Service']],
  ['duration', duration],
  ['orig_bytes', sent],
  ['resp_bytes', returned],
  ['conn_state', ['Connection state']],
  ['local_orig', ['Caller is local', 'more local callers', 'fewer local callers']],
  ['local_resp', ['Called host is local', 'more local hosts called', 'fewer local hosts called']],
  ['missed_bytes', amount('Bytes the capture missed', 'bytes missed')],
  ['history', ['Order of packets']],
  ['orig_pkts', packetsSent],
  ['resp_pkts', packetsReturned],
  ['orig_ip_bytes', ['Bytes sent, with headers', 'more bytes sent', 'fewer bytes sent']],
  ['resp_ip_bytes', ['Bytes returned, with headers', 'more bytes returned', 'fewer bytes returned']],
  ['tunnel_parents', ['Tunnel']],
  ['source_port', ['Source port', 'higher source ports', 'lower source ports']],
  ['destination_port', ['Destination port', 'higher destination ports', 'lower destination ports']],
  ['nat_source_port', ['Source port after NAT', 'higher NAT ports', 'lower NAT ports']],
  ['nat_destination_port', ['Destination port after NAT', 'higher NAT ports', 'lower NAT ports']],
  ['action', ['Action']],
  ['bytes', amount('Bytes both ways', 'bytes')],
  ['bytes_sent', sent],
  ['bytes_received', returned],
  ['packets', amount('Packets both ways', 'packets')],
  ['elapsed_time_sec', duration],
  ['pkts_sent', packetsSent],
  ['pkts_received', packetsReturned],
  ['dur', duration],
  ['sbytes', sent],
  ['dbytes', returned],
  ['spkts', packetsSent],
  ['dpkts', packetsReturned],
  ['sload', amount('Bits sent per second', 'bits sent per second')],
  ['dload', amount('Bits returned per second', 'bits returned per second')],
  ['sttl', ['Time to live, sent', 'higher time to live', 'lower time to live']],
  ['dttl', ['Time to live, returned', 'higher time to live', 'lower time to live']],
  ['sloss', amount('Packets lost, sent', 'packets lost')],
  ['dloss', amount('Packets lost, returned', 'packets lost')],
  ['tcprtt', ['Round trip of the handshake', 'slower handshakes', 'faster handshakes']],
  ['synack', ['SYN to SYN-ACK', 'slower answers', 'faster answers']],
  ['ackdat', ['SYN-ACK to ACK', 'slower handshakes', 'faster handshakes']],
  ['smeansz', ['Mean packet sent', 'larger packets sent', 'smaller packets sent']],
  ['dmeansz', ['Mean packet returned', 'larger packets returned', 'smaller packets returned']],
  ['stime', start],
  ['srcaddr', ['Source address']],
  ['dstaddr', ['Destination address']],
  ['sport', ['Source port', 'higher source ports', 'lower source ports']],
  ['dport', ['Destination port', 'higher destination ports', 'lower destination ports']],
  ['state', ['Connection state']],
  ['totpkts', amount('Packets both ways', 'packets')],
  ['totbytes', amount('Bytes both ways', 'bytes')],
  ['srcbytes', sent],
  ['starttime', start],
  ['stos', ['Type of service, sent']],
  ['dtos', ['Type of service, returned']],
  ['tcp_flags', ['TCP flags']],
  ['in_bytes', sent],
  ['out_bytes', returned],
  ['in_pkts', packetsSent],
  ['out_pkts', packetsReturned],
  ['flow_duration_milliseconds', duration],
  ['td', duration],
  ['sa', ['Source address']],
  ['da', ['Destination address']],
  ['sp', ['Source port', 'higher source ports', 'lower source ports']],
  ['dp', ['Destination port', 'higher destination ports', 'lower destination ports']],
  ['pr', ['Protocol']],
  ['flg', ['TCP flags']],
  ['ipkt', packetsSent],
  ['ibyt', sent],
  ['opkt', packetsReturned],
  ['obyt', returned],
])
