/**
 * Export found: rows with their score, group and main reason as CSV, harmless in a spreadsheet.
 */

import type { ClusterCard } from '../explaining/findings'
import { csvHeader, csvLines, type ExportRow } from '../reporting/export-csv'
import type { RowCells } from './answers'
import type { Found } from './found'
import { cellsOfRows } from './row-answers'
import { secondRow, type SecondFile } from './second-file'

/** Lines are made so many at a time. */
const LINES_AT_ONCE = 1000

/**
 * @param indices rows in the order wanted; null for all that `which` names, strangest first
 * @returns the pieces of the text: a whole file's may not fit one string
 */
export function exportFound(
  found: Found,
  second: SecondFile | null,
  which: 'flagged' | 'all' | 'second',
  threshold: number,
  indices: readonly number[] | null,
): readonly string[] {
  const { cards } = found.grouping
  if (which === 'second') {
    const scored = second?.scored ?? null
    if (second === null || scored === null) return []
    const rows = indices ?? strangestFirst(scored.scores)
    return pieces(second.open.table.columnNames, rows, (row) =>
      exported(secondRow(second, scored, row), cards, threshold),
    )
  }
  if (found.live === null || found.scores === null) return []
  const scores = found.scores
  const all = indices ?? strangestFirst(scores)
  const rows = which === 'flagged' ? all.filter((row) => scores[row]! > threshold) : all
  return pieces(found.live.open.table.columnNames, rows, (row) =>
    exported(cellsOfRows(found, [row])[0]!, cards, threshold),
  )
}

const strangestFirst = (scores: Float32Array): number[] =>
  Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b)

function pieces(columnNames: readonly string[], rows: readonly number[], rowOf: (row: number) => ExportRow): string[] {
  const made = [csvHeader(columnNames)]
  for (let first = 0; first < rows.length; first += LINES_AT_ONCE) {
    made.push(csvLines(rows.slice(first, first + LINES_AT_ONCE).map(rowOf)))
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
