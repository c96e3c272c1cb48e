/**
 * What is understood of every delimited text beside the repository, whole: format, rows, and type and role of each column.
 * Skipped where the files are absent. What they hold is described beside them.
 */

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bytesSource } from '../../src/engine/intake/source'
import { COMMENTS } from '../../src/engine/intake/zeek'
import { silentPulse } from '../../src/engine/numeric/pulse'
import { openFile } from '../../src/engine/pipeline/open-file'
import type { ColumnProfile } from '../../src/engine/table/column'
import { sharedFile } from './table/opened'

interface Expected {
  readonly format: string
  readonly schema?: string
  readonly rows: number
  readonly comments?: number
  /** Columns by what they are: the type of a feature, the role of any other. Features that are numbers are only counted. */
  readonly columns: Readonly<Record<string, readonly string[]>>
  readonly numberCount: number
}

const CONN = {
  time: ['ts'],
  identity: ['uid', 'id.orig_h', 'id.orig_p', 'id.resp_h'],
  port: ['id.resp_p'],
  category: ['proto', 'service', 'conn_state', 'history'],
} as const
const LOCAL = { 'yes-no': ['local_orig', 'local_resp'] } as const
const conn = (rows: number): Expected => ({
  format: 'CSV',
  schema: 'Zeek conn',
  rows,
  numberCount: 8,
  columns: { ...CONN, ...LOCAL, 'ground truth': ['__truth'], ignored: ['tunnel_parents', '__kind'] },
})

/** @param isClean of benign rows alone: then the first note that says so is the truth, of one kind */
const kdd = (rows: number, yesNo: readonly string[], ignored: readonly string[], isClean = false): Expected => ({
  format: 'CSV',
  schema: 'KDD',
  rows,
  numberCount: 41 - 3 - yesNo.length - ignored.length,
  columns: {
    category: ['protocol_type', 'service', 'flag'],
    'yes-no': yesNo,
    'ground truth': [isClean ? '__truth' : '__kind'],
    ignored: [...ignored, isClean ? '__kind' : '__truth'],
  },
})

const small = (rows: number, numberCount: number, columns: Expected['columns'] = {}): Expected => ({
  format: 'CSV',
  rows,
  numberCount,
  columns,
})

const CONSTANT_KDD = ['num_outbound_cmds', 'is_host_login']

const FILES: Readonly<Record<string, Expected>> = {
  'zeek/ctu-011.conn.log.labeled': {
    format: 'Zeek log',
    schema: 'Zeek conn',
    rows: 9048,
    comments: 8,
    numberCount: 8,
    columns: { ...CONN, ...LOCAL, 'ground truth': ['label'], ignored: ['tunnel_parents', 'detailedlabel'] },
  },
  'zeek/m57.conn.log': {
    format: 'Zeek log',
    schema: 'Zeek conn',
    rows: 8462,
    comments: 9,
    numberCount: 8,
    columns: { ...CONN, ignored: ['local_orig', 'tunnel_parents'] },
  },
  'nsl-kdd/KDDTrain+_20Percent.txt': {
    format: 'KDD connection features',
    schema: 'NSL-KDD',
    rows: 25_192,
    numberCount: 30,
    columns: {
      category: ['protocol_type', 'service', 'flag'],
      'yes-no': ['land', 'urgent', 'logged_in', 'root_shell', 'num_shells', 'is_guest_login'],
      'ground truth': ['class'],
      ignored: [...CONSTANT_KDD, 'difficulty'],
    },
  },
  'nsl-kdd/field-names.csv': small(41, 0, { category: ['column 1', 'column 2'] }),
  'firewall/uci-log2.csv': {
    format: 'CSV',
    schema: 'UCI firewall log',
    rows: 65_524,
    numberCount: 7,
    columns: {
      identity: ['Source Port', 'NAT Source Port'],
      port: ['Destination Port', 'NAT Destination Port'],
      'ground truth': ['Action'],
    },
  },
  'cicids2017/original-form-299.csv': {
    format: 'CSV',
    schema: 'CICFlowMeter',
    rows: 299,
    numberCount: 59,
    columns: {
      identity: ['Flow ID', 'Source IP', 'Source Port', 'Destination IP'],
      port: ['Destination Port'],
      category: ['Protocol'],
      time: ['Timestamp'],
      'yes-no': ['Fwd PSH', 'FIN', 'SYN', 'PSH', 'ACK', 'URG'].map((flag) =>
        flag === 'Fwd PSH' ? `${flag} Flags` : `${flag} Flag Count`,
      ),
      'ground truth': ['Label'],
      ignored: [
        ...['Bwd PSH', 'Fwd URG', 'Bwd URG'].map((flag) => `${flag} Flags`),
        ...['RST', 'CWE', 'ECE'].map((flag) => `${flag} Flag Count`),
        ...['Fwd', 'Bwd'].flatMap((way) =>
          ['Bytes/Bulk', 'Packets/Bulk', 'Bulk Rate'].map((what) => `${way} Avg ${what}`),
        ),
      ],
    },
  },
  'pcap/tshark-counts.tsv': {
    format: 'TSV',
    rows: 10,
    numberCount: 8,
    columns: { category: ['file', 'type'], ignored: ['encap'], time: ['start'] },
  },
  'detection/ctu011-mixed1.csv': conn(4819),
  'detection/ctu011-mixed5.csv': conn(5022),
  'detection/ctu011-novelty-test.csv': conn(6337),
  // Nobody outside begins a connection in the clean half.
  'detection/ctu011-novelty-train.csv': {
    ...conn(2385),
    columns: {
      ...CONN,
      'yes-no': ['local_resp'],
      'ground truth': ['__truth'],
      ignored: ['local_orig', 'tunnel_parents', '__kind'],
    },
  },
  'detection/nsltrain-mixed1.csv': kdd(
    13_585,
    ['land', 'logged_in', 'root_shell', 'num_shells', 'is_guest_login'],
    ['urgent', ...CONSTANT_KDD],
  ),
  'detection/nsltrain-mixed5.csv': kdd(
    14_157,
    ['land', 'logged_in', 'root_shell', 'num_shells', 'is_guest_login'],
    ['urgent', ...CONSTANT_KDD],
  ),
  'detection/nsltrain-novelty-test.csv': kdd(
    18_468,
    ['land', 'urgent', 'logged_in', 'root_shell', 'num_shells', 'is_guest_login'],
    CONSTANT_KDD,
  ),
  'detection/nsltrain-novelty-train.csv': kdd(
    6724,
    ['land', 'num_failed_logins', 'logged_in', 'root_shell', 'num_shells', 'is_guest_login'],
    ['wrong_fragment', 'urgent', ...CONSTANT_KDD],
    true,
  ),
  'csv/spectrum/csvs/comma_in_quotes.csv': small(1, 0, { ignored: ['first', 'last', 'address', 'city', 'zip'] }),
  'csv/spectrum/csvs/empty.csv': small(2, 3),
  'csv/spectrum/csvs/empty_crlf.csv': small(2, 3),
  'csv/spectrum/csvs/escaped_quotes.csv': small(2, 1, { category: ['b'] }),
  'csv/spectrum/csvs/json.csv': small(1, 0, { ignored: ['key', 'val'] }),
  'csv/spectrum/csvs/newlines.csv': small(3, 2, { category: ['a'] }),
  'csv/spectrum/csvs/newlines_crlf.csv': small(3, 2, { category: ['a'] }),
  'csv/spectrum/csvs/quotes_and_newlines.csv': small(2, 1, { category: ['b'] }),
  'csv/spectrum/csvs/simple.csv': small(1, 0, { ignored: ['a', 'b', 'c'] }),
  'csv/spectrum/csvs/simple_crlf.csv': small(1, 0, { ignored: ['a', 'b', 'c'] }),
  'csv/spectrum/csvs/utf8.csv': small(2, 2, { category: ['c'] }),
}

/** The same without the features that are numbers. */
function columnsByKind(profiles: readonly ColumnProfile[]): Record<string, string[]> {
  const kinds: Record<string, string[]> = {}
  for (const { name, type, role } of profiles) {
    if (role === 'feature' && type === 'number') continue
    const kind = role === 'feature' ? type : role
    kinds[kind] = [...(kinds[kind] ?? []), name]
  }
  return kinds
}

describe('every delimited text beside the repository is understood', () => {
  for (const [path, expected] of Object.entries(FILES)) {
    const url = sharedFile(path)
    it.skipIf(url === null)(path, async () => {
      const source = bytesSource(path, new Uint8Array(readFileSync(url!)))
      const opened = await openFile(source, {}, [], { synthetic: false }, silentPulse)
      if (!opened.ok) throw new Error(opened.failure.sentence)
      const { file, ledger, profiles } = opened.value
      expect([file.format, file.schema]).toEqual([expected.format, expected.schema ?? null])
      expect([ledger.usedCount, ledger.refusedCount]).toEqual([expected.rows, 0])
      expect(ledger.skipped).toEqual(
        expected.comments === undefined ? [] : [{ rule: COMMENTS, count: expected.comments }],
      )
      expect(columnsByKind(profiles)).toEqual(expected.columns)
      const numbers = profiles.filter(({ type, role }) => type === 'number' && role === 'feature')
      expect(numbers).toHaveLength(expected.numberCount)
    })
  }
})
