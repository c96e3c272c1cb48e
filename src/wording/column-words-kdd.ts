/**
 * Column words of the KDD connection features (KDD Cup 1999, NSL-KDD).
 *
 * Source: the task description of KDD Cup 1999, tables 1 to 3 (content, time and host features). "Host" in `count` is
 * the destination; "unanswered" is a SYN error (S0 and the like), "refused" a REJ error; the dst_host_ columns look
 * back 100 connections, the others 2 seconds.
 */

import type { ColumnWords } from './column-words'

const rate = (label: string, what: string): ColumnWords => [label, `more ${what}`, `fewer ${what}`]

export const KDD_WORDS: ReadonlyMap<string, ColumnWords> = new Map<string, ColumnWords>([
  ['protocol_type', ['Protocol']],
  ['flag', ['Connection state']],
  ['src_bytes', ['Bytes sent', 'more bytes sent', 'fewer bytes sent']],
  ['dst_bytes', ['Bytes returned', 'more bytes returned', 'fewer bytes returned']],
  ['land', ['Source and destination are the same', 'more calls to oneself', 'fewer calls to oneself']],
  ['wrong_fragment', rate('Broken fragments', 'broken fragments')],
  ['urgent', rate('Urgent packets', 'urgent packets')],
  ['hot', rate('Sensitive actions', 'sensitive actions')],
  ['num_failed_logins', rate('Failed logins', 'failed logins')],
  ['logged_in', rate('Logged in', 'logins')],
  ['num_compromised', rate('Signs of compromise', 'signs of compromise')],
  ['root_shell', rate('Root shell', 'root shells')],
  ['su_attempted', rate('Tried to become root', 'tries to become root')],
  ['num_root', rate('Actions as root', 'actions as root')],
  ['num_file_creations', rate('Files created', 'files created')],
  ['num_shells', rate('Shells opened', 'shells opened')],
  ['num_access_files', rate('Access files touched', 'access files touched')],
  ['num_outbound_cmds', rate('Outbound FTP commands', 'outbound FTP commands')],
  ['is_host_login', ['Login as root or admin', 'more logins as root', 'fewer logins as root']],
  ['is_guest_login', rate('Guest login', 'guest logins')],
  ['count', ['Calls in the last 2 s', 'more calls to one host', 'fewer calls to one host']],
  ['srv_count', ['To this service in 2 s', 'more calls to one service', 'fewer calls to one service']],
  ['serror_rate', rate('Unanswered, share', 'unanswered connections')],
  ['srv_serror_rate', rate('Unanswered at this service, share', 'unanswered connections')],
  ['rerror_rate', rate('Refused, share', 'refused connections')],
  ['srv_rerror_rate', rate('Refused at this service, share', 'refused connections')],
  ['same_srv_rate', rate('Same service', 'repeats of one service')],
  ['diff_srv_rate', rate('Calls to different services', 'calls to different services')],
  ['srv_diff_host_rate', rate('A different host each time', 'hosts called in turn')],
  ['dst_host_count', ['Calls to this host before', 'busier hosts', 'rarely called hosts']],
  ['dst_host_srv_count', ['Calls to this service on the host', 'busier services', 'rarely called services']],
  ['dst_host_same_srv_rate', rate('Same service on this host', 'repeats of one service on the host')],
  ['dst_host_diff_srv_rate', rate('Services tried on this host', 'services tried on the host')],
  ['dst_host_same_src_port_rate', rate('Same source port', 'calls from one source port')],
  ['dst_host_srv_diff_host_rate', rate('Other hosts that call it', 'other hosts that call it')],
  ['dst_host_serror_rate', rate('Unanswered on this host, share', 'unanswered connections')],
  ['dst_host_srv_serror_rate', rate('Unanswered at the host’s service, share', 'unanswered connections')],
  ['dst_host_rerror_rate', rate('Refused on this host, share', 'refused connections')],
  ['dst_host_srv_rerror_rate', rate('Refused at the host’s service, share', 'refused connections')],
])
