/**
 * Export found: rows with their score, group and main reason as CSV, harmless in a spreadsheet.
 */

import type { ClusterCard } from '../explaining/findings'
import type { Pulse } from '../numeric/pulse'
import { csvHeader, csvLines, type ExportRow } from '../reporting/export-csv'
import type { RowCells } from './answers'
import type { Found } from './found'
import { strangestFirst } from './ranking'
import { cellsOfRow } from './row-answers'
import { secondRow, type SecondFile } from './second-file'

/** A piece of the text, and how many lines are made without a breath: some 10 ms. */
const LINES_IN_PIECE = 1000
const LINES_AT_ONCE = 100

/**
 * What is on screen may change while the text is made: it is all of what was found when it was asked for.
 * @param indices rows in the order wanted; null for all that `which` names, strangest first
 * @returns the pieces of the text: a whole file's may not fit one string
 * @throws Cancelled
 */
export async function exportFound(
  found: Found,
  second: SecondFile | null,
  which: 'flagged' | 'all' | 'second',
  threshold: number,
  indices: readonly number[] | null,
  pulse: Pulse,
): Promise<readonly string[]> {
  const { cards } = found.grouping
  if (which === 'second') {
    const scored = second?.scored ?? null
    if (second === null || scored === null) return []
    const rows = indices ?? (await strangestFirst(scored.scores, pulse))
    const rowOf = (row: number): ExportRow => exported(secondRow(second, scored, row), cards, threshold)
    return pieces(second.open.table.columnNames, rows, rowOf, pulse)
  }
  if (found.live === null || found.scores === null) return []
  const asked: Found = { ...found }
  const scores = found.scores
  const all = indices ?? (await strangestFirst(scores, pulse))
  const rows = which === 'flagged' ? all.filter((row) => scores[row]! > threshold) : all
  const rowOf = (row: number): ExportRow => exported(cellsOfRow(asked, row), cards, threshold)
  return pieces(found.live.open.table.columnNames, rows, rowOf, pulse)
}

async function pieces(
  columnNames: readonly string[],
  rows: ArrayLike<number>,
  rowOf: (row: number) => ExportRow,
  pulse: Pulse,
): Promise<readonly string[]> {
  const made = [csvHeader(columnNames)]
  let lines: ExportRow[] = []
  for (let place = 0; place < rows.length; place++) {
    lines.push(rowOf(rows[place]!))
    if (lines.length % LINES_AT_ONCE === 0) await pulse.breathe()
    if (lines.length < LINES_IN_PIECE && place < rows.length - 1) continue
    made.push(csvLines(lines))
    lines = []
    pulse.report((place + 1) / rows.length, place + 1)
  }
  return made
}

const exported = (
  { sourceLine, score, clusterIndex, mainReason, cells }: RowCells,
  cards: readonly ClusterCard[],
  threshold: number,
): ExportRow => ({
  sourceLine,
  score,
  flagged: score > threshold,
  clusterIndex,
  verdict: cards[clusterIndex]?.verdict.title ?? '',
  reason: mainReason,
  cells,
})
