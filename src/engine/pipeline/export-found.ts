/**
 * Export found: rows with their score, group and main reason as CSV, harmless in a spreadsheet.
 */

import type { ClusterCard } from '../explaining/findings'
import type { Pulse } from '../numeric/pulse'
import { csvHeader, csvLines, type ExportRow } from '../reporting/export-csv'
import type { RowCells } from './answers'
import type { Found } from './found'
import { strangestFirst } from './ranking'
import { cellsOfRows } from './row-answers'
import { secondRows, type SecondFile } from './second-file'

/**
 * Lines in a piece of the text. For each piece the file is read again, for strange rows lie all over it: 0.2 s of 150 MB (Node 20,
 * 2026-11-26), which fewer lines would pay more often; more would be longer without progress, and take more memory.
 */
const LINES_IN_PIECE = 10_000

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
    const cellsOf = (some: ArrayLike<number>): Promise<readonly RowCells[]> => secondRows(second, scored, some, pulse)
    return pieces(second.open.rows.columnNames, rows, cellsOf, (cells) => exported(cells, cards, threshold), pulse)
  }
  if (found.live === null || found.scores === null) return []
  const asked: Found = { ...found }
  const scores = found.scores
  const all = indices ?? (await strangestFirst(scores, pulse))
  const rows = which === 'flagged' ? all.filter((row) => scores[row]! > threshold) : all
  const cellsOf = (some: ArrayLike<number>): Promise<readonly RowCells[]> => cellsOfRows(asked, some, pulse)
  return pieces(found.live.open.rows.columnNames, rows, cellsOf, (cells) => exported(cells, cards, threshold), pulse)
}

async function pieces(
  columnNames: readonly string[],
  rows: ArrayLike<number>,
  cellsOf: (rows: ArrayLike<number>) => Promise<readonly RowCells[]>,
  lineOf: (cells: RowCells) => ExportRow,
  pulse: Pulse,
): Promise<readonly string[]> {
  const made = [csvHeader(columnNames)]
  for (let first = 0; first < rows.length; first += LINES_IN_PIECE) {
    const pastLast = Math.min(rows.length, first + LINES_IN_PIECE)
    const cells = await cellsOf(Uint32Array.from({ length: pastLast - first }, (_, i) => rows[first + i]!))
    made.push(csvLines(cells.map(lineOf)))
    pulse.report(pastLast / rows.length, pastLast)
    await pulse.breathe()
  }
  return made
}

const exported = (
  { sourceLine, score, clusterIndex, mainReason, spelled }: RowCells,
  cards: readonly ClusterCard[],
  threshold: number,
): ExportRow => ({
  sourceLine,
  score,
  flagged: score > threshold,
  clusterIndex,
  verdict: cards[clusterIndex]?.verdict.title ?? '',
  reason: mainReason,
  cells: spelled,
})
