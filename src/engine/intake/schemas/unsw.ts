/**
 * UNSW: the four raw files of UNSW-NB15, which come without a header, get the names of its feature list.
 *
 * Source: N. Moustafa and J. Slay, MilCIS 2015, doi:10.1109/MilCIS.2015.7348942, and NUSW-NB15_features.csv beside the files.
 */

import { cellKind } from '../header'
import type { Headerless } from './headerless'

export const UNSW = 'UNSW-NB15'

/** The 49 features, in the files' order. */
// prettier-ignore
export const UNSW_FEATURES: readonly string[] = [
  'srcip', 'sport', 'dstip', 'dsport', 'proto', 'state', 'dur', 'sbytes', 'dbytes', 'sttl', 'dttl', 'sloss', 'dloss',
  'service', 'Sload', 'Dload', 'Spkts', 'Dpkts', 'swin', 'dwin', 'stcpb', 'dtcpb', 'smeansz', 'dmeansz', 'trans_depth',
  'res_bdy_len', 'Sjit', 'Djit', 'Stime', 'Ltime', 'Sintpkt', 'Dintpkt', 'tcprtt', 'synack', 'ackdat',
  'is_sm_ips_ports', 'ct_state_ttl', 'ct_flw_http_mthd', 'is_ftp_login', 'ct_ftp_cmd', 'ct_srv_src', 'ct_srv_dst',
  'ct_dst_ltm', 'ct_src_ltm', 'ct_src_dport_ltm', 'ct_dst_sport_ltm', 'ct_dst_src_ltm', 'attack_cat', 'Label',
]

const SOURCE = 0
const DESTINATION = 2
const START = 28
const LABEL = 48

export const recogniseUnsw = (rows: readonly (readonly string[])[]): Headerless | null =>
  rows[0]!.length === UNSW_FEATURES.length && rows.every(isFlow) ? { schema: UNSW, names: UNSW_FEATURES } : null

const isFlow = (cells: readonly string[]): boolean =>
  [SOURCE, DESTINATION].every((column) => cellKind(cells[column]!) === 'address') &&
  /^\d{10}$/.test(cells[START]!.trim()) &&
  /^[01]$/.test(cells[LABEL]!.trim())
