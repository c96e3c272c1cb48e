/**
 * Column sentences: what the Columns screen says about a table, from its numbers.
 */

import type { ColumnProfile, ColumnRole, Encoding, FileFacts, Ledger, TableSummary } from '../../worker/protocol'
import { count, share } from '../../wording/numbers'
import { listOf, plural, spell, spellInside } from '../../wording/sentences'

export const ROLE_WORDS: Readonly<Record<ColumnRole, string>> = {
  feature: 'feature',
  identity: 'identity',
  time: 'time',
  'ground truth': 'ground truth',
  ignored: 'left out',
}

const DELIMITER_WORDS: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
  ' ': 'space',
  ':': 'colon',
}

export const ENCODING_WORDS: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-8-bom': 'UTF-8 with a mark',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16, big end first',
  'latin-1': 'Latin-1',
}

export const delimiterWord = (delimiter: string): string => DELIMITER_WORDS[delimiter] ?? `“${delimiter}”`

/** "39 of 43 columns feed the model. Four are left out, two questions are open." */
export function columnsFinding({ columns, notes }: TableSummary, openCount = openNotes(notes).length): string {
  const used = columns.filter((column) => column.role === 'feature').length
  const leftOut = columns.length - used
  const first =
    used === columns.length
      ? used === 1
        ? 'The only column feeds the model.'
        : `All ${count(used)} columns feed the model.`
      : `${count(used)} of ${count(columns.length)} columns ${used === 1 ? 'feeds' : 'feed'} the model.`
  const outWords = leftOut === 0 ? '' : `${spell(leftOut)} ${leftOut === 1 ? 'is' : 'are'} left out`
  const openWords =
    openCount === 0
      ? ''
      : `${spellInside(openCount)} ${plural(openCount, 'question')} ${openCount === 1 ? 'is' : 'are'} open`
  const second = [outWords, openWords].filter((words) => words !== '').join(', ')
  return second === '' ? first : `${first} ${second.slice(0, 1).toUpperCase()}${second.slice(1)}.`
}

export const openNotes = (notes: TableSummary['notes']): TableSummary['notes'] =>
  notes.filter((note) => note.state === 'your call')

/** Formats whose every row says itself which columns it has. */
const NAMED_BY_KEYS = /^(JSON|Suricata|key=value)/

/** How the file was read: names first, since they decide everything else. */
export function readingSentence(file: FileFacts): string {
  const names = namesSentence(file)
  return file.synthetic ? `Made-up traffic, computed in this page from a seed. ${names}` : names
}

function namesSentence(file: FileFacts): string {
  const { format, schema, unit, headerFound } = file
  if (headerFound) {
    const keyed = format.startsWith('key=value') ? 'lines' : 'objects'
    const namer = NAMED_BY_KEYS.test(format)
      ? `The keys of its ${keyed} name`
      : unit === 'line'
        ? 'The first line names'
        : 'The file names'
    return schema === null ? `${namer} the columns.` : `${namer} the columns; the layout is known as ${schema}.`
  }
  return schema === null
    ? 'No header line, so the columns are numbered.'
    : `No header line; the layout was recognised as ${schema}, so the names were filled in.`
}

/** "gzip → CSV · comma · UTF-8 · LF", "2 files · JSON lines · UTF-8"; a file without text, "Parquet", has neither. */
export function dialectWords(file: FileFacts): string {
  const isJoined = file.parts.length > 0 && file.sampledShare === undefined
  const files = isJoined ? [`${count(file.parts.length)} files`] : []
  const format = [...files, [...file.containers, file.format].join(' → ')]
  if (file.unit !== 'line') return format.join(' · ')
  const encoding = ENCODING_WORDS[file.encoding]
  if (NAMED_BY_KEYS.test(file.format)) return [...format, encoding].join(' · ')
  return [...format, delimiterWord(file.delimiter), encoding, file.lineEnding].join(' · ')
}

/** "nothing refused", or "3 refused: lines 7, 9 and 12 have 42 fields, not 43" while one reason covers them all. */
export function refusedWords({ refusedCount, refused }: Ledger): string {
  if (refusedCount === 0) return 'none refused'
  const reasons = new Set(refused.map((line) => line.reason))
  const lines = refused.slice(0, 3).map((line) => count(line.line))
  if (refusedCount <= 3 && reasons.size === 1) {
    return `${refusedCount} refused: ${plural(refusedCount, 'line')} ${listOf(lines)}: ${[...reasons][0]}`
  }
  return `${count(refusedCount)} refused, the first in line ${lines[0] ?? ''}: ${refused[0]?.reason ?? ''}`
}

/** " · 2 left out, 1 ground truth": what is not a feature, by role. */
export function leftOutWords(columns: readonly ColumnProfile[]): string {
  const counts = new Map<ColumnRole, number>()
  for (const { role } of columns) if (role !== 'feature') counts.set(role, (counts.get(role) ?? 0) + 1)
  return counts.size === 0 ? '' : ` · ${[...counts].map(([role, n]) => `${count(n)} ${ROLE_WORDS[role]}`).join(', ')}`
}

/** Below the bar of the ledger. @param file what a row is in it, and how many packets made its flows, if it is a capture */
export function ledgerSentence(
  { refusedCount, skippedCount, readCount, usedCount }: Ledger,
  { unit, packetCount, sampledShare }: Pick<FileFacts, 'unit' | 'packetCount' | 'sampledShare'> = { unit: 'line' },
): string {
  const sampled = sampledShare === undefined ? 'none sampled' : `a sample of ${share(sampledShare)} of the file`
  const packets =
    packetCount === undefined
      ? []
      : [`${count(packetCount)} ${plural(packetCount, 'packet')} in ${count(usedCount)} ${plural(usedCount, 'flow')}`]
  if (refusedCount + skippedCount === 0)
    return [...packets, `every ${unit} ${sampledShare === undefined ? 'was read and ' : ''}used`, sampled].join(', ')
  const parts = [
    ...packets,
    `${count(usedCount)} of ${count(readCount)} ${plural(readCount, unit)} used`,
    ...(refusedCount > 0 ? [`${count(refusedCount)} refused`] : []),
    ...(skippedCount > 0 ? [`${count(skippedCount)} skipped by rule`] : []),
    sampled,
  ]
  return parts.join(', ')
}
