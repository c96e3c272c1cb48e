/**
 * Export CSV: rows with score, group and reasons as text that a spreadsheet opens without running any of it.
 *
 * RFC 4180: commas, CRLF, quotes doubled. Names and cells are made harmless, see wording/harmless.ts.
 */

// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- its types must come along wherever this file does
/// <reference path="../intake/papaparse.d.ts" />
import Papa from 'papaparse/papaparse.js'
import { harmless } from '../../wording/harmless'
import { letterOf } from '../../wording/letters'

const LINE_END = '\r\n'
export interface ExportRow {
  /** Of the file, 1-based. */
  readonly sourceLine: number
  readonly score: number
  readonly flagged: boolean
  readonly clusterIndex: number
  /** What the group looks like. */
  readonly verdict: string
  /** One line; '' if not asked for. */
  readonly reason: string
  /** One text per column of the file. */
  readonly cells: readonly string[]
}

/** Columns put before the file's own; their names are told apart from it by the prefix. */
const OWN_COLUMNS = [
  'flotsam_line',
  'flotsam_score',
  'flotsam_flagged',
  'flotsam_group',
  'flotsam_verdict',
  'flotsam_reason',
] as const

export const csvHeader = (columnNames: readonly string[]): string => csvText([[...OWN_COLUMNS, ...columnNames]])

/** Lines of some rows, each ended; to be made block by block, since a whole file's may not fit one string. */
export const csvLines = (rows: readonly ExportRow[]): string => csvText(rows.map(cellsOf))

const cellsOf = ({ sourceLine, score, flagged, clusterIndex, verdict, reason, cells }: ExportRow): string[] => [
  String(sourceLine),
  Number.isFinite(score) ? String(Number(score.toPrecision(6))) : '',
  flagged ? 'yes' : 'no',
  letterOf(clusterIndex),
  verdict,
  reason,
  ...cells,
]

const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : Papa.unparse(
        rows.map((row) => row.map(harmless)),
        { newline: LINE_END, header: false },
      ) + LINE_END
