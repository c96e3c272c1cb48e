/**
 * Cell words: how a cell of the file reads in a table or a line of facts.
 */

import type { ColumnProfile, Meaning, RowCells } from '../../worker/protocol'
import { certainDigits } from '../../wording/certain-digits'
import { columnWords } from '../../wording/column-words'
import { quantity } from '../../wording/numbers'
import { ICMP, protocolWords } from '../../wording/protocols'

/** What stands for an empty cell. */
export const NO_CELL = '–'

/** "30100" in a column of bytes → "30.1 kB"; what is no number stays as the file has it. */
export function cellWords(text: string, column: ColumnProfile): string {
  if (text === '') return NO_CELL
  if (column.unit === 'share' || column.type !== 'number') return text
  const value = Number(text)
  return Number.isFinite(value) ? quantity(value, column.unit) : text
}

/** As the file spells it; where that couldn't be read again, without a digit that it may not have. */
export function spelledCell({ cells, spelled }: Pick<RowCells, 'cells' | 'spelled'>, column: ColumnProfile): string {
  const [plain = '', text = ''] = [cells[column.index], spelled[column.index]]
  return text === plain && (column.type === 'number' || column.type === 'time') ? certainDigits(text) : text
}

const YES = new Set(['1', 'true', 't', 'yes', 'y'])
const NO = new Set(['0', 'false', 'f', 'no', 'n'])

/** "1" → "yes" in a column of yes and no; everything else as it is. */
export function levelWords(level: string, column: ColumnProfile | null): string {
  if (column?.meaning === 'protocol') return protocolWords(level)
  if (column?.type !== 'yes-no') return level
  if (YES.has(level.toLowerCase())) return 'yes'
  return NO.has(level.toLowerCase()) ? 'no' : level
}

/** The same in a table, where the head says "packets" already. */
export const tableWords = (text: string, column: ColumnProfile): string =>
  cellWords(text, column.unit === 'packets' ? { ...column, unit: null } : column)

/** Numbers stand right; words left. Ports read as numbers though they are categories. */
export const standsRight = (column: ColumnProfile): boolean => column.type === 'number' || column.type === 'port'

/** What an analyst wants to see of a flow first, in this order. */
const KEY_MEANINGS: readonly Meaning[] = [
  'source address',
  'destination address',
  'source port',
  'destination port',
  'protocol',
  'service',
  'connection state',
  'action',
  'duration',
  'bytes sent',
  'bytes returned',
  'bytes both ways',
  'packets sent',
  'packets returned',
  'packets both ways',
]

/** What is said behind a number that alone would mean nothing: "0 B sent". */
const SAID_BEHIND: Partial<Record<Meaning, string>> = {
  'bytes sent': ' sent',
  'bytes returned': ' returned',
  'packets sent': ' sent',
  'packets returned': ' returned',
}

/** The columns of a file in the order of `KEY_MEANINGS`; columns whose meaning is not known are left out. */
export function keyColumns(columns: readonly ColumnProfile[]): readonly ColumnProfile[] {
  return KEY_MEANINGS.flatMap((meaning) => columns.filter((column) => column.meaning === meaning).slice(0, 1))
}

/** "10.20.1.43:56497 → 10.20.0.15:1246", as much of it as the file has; null without either end. */
function endpoints(textOf: (meaning: Meaning) => string | null): string | null {
  const end = (address: string | null, port: string | null): string | null =>
    address === null
      ? port === null
        ? null
        : `port ${port}`
      : port === null
        ? address
        : address.includes(':')
          ? `[${address}]:${port}`
          : `${address}:${port}`
  const from = end(textOf('source address'), textOf('source port'))
  const to = end(textOf('destination address'), textOf('destination port'))
  return from === null ? to : to === null ? from : `${from} → ${to}`
}

const END_MEANINGS: readonly (Meaning | null)[] = [
  'source address',
  'destination address',
  'source port',
  'destination port',
]

/** "tcp · private · SH · 0 s · 0 B sent · 0 B returned": the two ends, then at most 6 facts that the file has of it. */
export function keyFacts(cells: readonly string[], columns: readonly ColumnProfile[]): string {
  const known = keyColumns(columns)
  const textAt = (column: ColumnProfile | undefined): string =>
    column === undefined ? '' : (cells[column.index] ?? '')
  const textOf = (meaning: Meaning): string => textAt(known.find((column) => column.meaning === meaning))
  // What stands in the place of its ports are types and codes.
  const isIcmp = ICMP.test(textOf('protocol'))
  const ends = endpoints((meaning) => (isIcmp && meaning.endsWith(' port') ? null : textOf(meaning) || null))
  const others = known.filter((column) => !END_MEANINGS.includes(column.meaning))
  const chosen =
    others.length > 0 ? others : columns.filter((column) => column.role === 'feature' && column.meaning === null)
  const facts = chosen
    .filter((column) => textAt(column) !== '')
    .slice(0, 6)
    .map(
      (column) =>
        (column.meaning === 'protocol' ? protocolWords(textAt(column)) : cellWords(textAt(column), column)) +
        (column.meaning === null ? '' : (SAID_BEHIND[column.meaning] ?? '')),
    )
  return [...(ends === null ? [] : [ends]), ...facts].join(' · ')
}

/** Shown until the analyst chooses: protocol, service, state, then bytes or packets, or the first features. */
export function defaultColumns(columns: readonly ColumnProfile[]): readonly string[] {
  const wanted: readonly Meaning[] = [
    'source address',
    'destination address',
    'destination port',
    'protocol',
    'service',
    'connection state',
    'action',
    'bytes sent',
    'bytes returned',
    'bytes both ways',
  ]
  const known = keyColumns(columns).filter((column) => column.meaning !== null && wanted.includes(column.meaning))
  const chosen = known.length >= 3 ? known : columns.filter((column) => column.role === 'feature')
  // Addresses are wide, and the reason needs room.
  return chosen.slice(0, chosen[0]?.type === 'address' ? 4 : 5).map((column) => column.name)
}

/** A digit at 12 px, in the widest of the system fonts: an address must not lose its end. */
const CHARACTER_PX = 7

/** Heads short enough for a narrow column: two that both read "Destinati…" tell nothing. */
const SHORT_HEADS: Partial<Record<Meaning, string>> = {
  'source address': 'Source',
  'destination address': 'Destination',
  'destination port': 'Dest. port',
  'connection state': 'State',
  'bytes returned': 'Bytes back',
  'bytes both ways': 'All bytes',
  'packets returned': 'Packets back',
  'packets both ways': 'All packets',
}

/** What stands over a column in a table. */
export const headWords = (column: ColumnProfile): string =>
  (column.meaning && SHORT_HEADS[column.meaning]) ?? columnWords(column.name, column.meaning)

/** Room for a column in a table: its commonest levels, or a number with its unit, and what fits of its head. */
export function columnPx(column: ColumnProfile): number {
  const seen = column.distribution
  const longest = seen.kind === 'levels' ? Math.max(0, ...seen.levels.slice(0, 6).map((level) => level.text.length)) : 8
  const head = Math.min(12, headWords(column).length)
  return Math.round(Math.min(128, Math.max(longest, head) * CHARACTER_PX + 18))
}

/** The file's own column of ground truth, if it has one. */
export const truthColumn = (columns: readonly ColumnProfile[]): ColumnProfile | null =>
  columns.find((column) => column.role === 'ground truth') ?? null
