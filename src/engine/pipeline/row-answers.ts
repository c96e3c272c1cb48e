/**
 * Row answers: the cells of rows on screen, and the reasons of one row. Asked only while the rows are at hand.
 */

import type { RowReasons } from '../explaining/findings'
import { mainReason, reasonsOfRow as reasonsFrom } from '../explaining/reasons'
import type { Pulse } from '../numeric/pulse'
import { countedRarity } from '../scoring/calibration'
import type { RowCells } from './answers'
import type { Found } from './found'
import { judgedRun, reasonInput, type JudgedRows } from './judged-rows'
import { factsInTurn, rowFactsOf, type RowFacts } from './row-facts'

/** Rows explained between two breaths. */
const EXPLAINED_AT_ONCE = 100

/** What is on screen may change meanwhile: all of it is of what was found when it was asked for. */
export async function cellsOfRows(
  found: Found,
  indices: ArrayLike<number>,
  pulse: Pulse,
): Promise<readonly RowCells[]> {
  const { live } = found
  if (live === null) return Array.from(indices, (row) => markOf(found, row))
  const { rows } = live.open
  const asked: Found = { ...found }
  const judged = judgedRun(found, live)
  const all = Uint32Array.from(indices)
  const spelled = await rows.spelledTexts(all, () => pulse.breathe())
  const cells: RowCells[] = []
  for await (const facts of factsInTurn(rows, live.scoring.model, all)) {
    cells.push(cellsOf(asked, judged, facts, spelled[cells.length]!))
    if (cells.length % EXPLAINED_AT_ONCE === 0) await pulse.breathe()
  }
  return cells
}

/** All that is known of a row whose file is no longer at hand. */
const markOf = ({ scores, sourceLines, grouping }: Found, row: number): RowCells => ({
  row,
  sourceLine: sourceLines?.[row] ?? row + 1,
  score: scores?.[row] ?? NaN,
  clusterIndex: grouping.assignments?.[row] ?? 0,
  cells: [],
  spelled: [],
  mainReason: '',
})

const cellsOf = (found: Found, judged: JudgedRows, facts: RowFacts, spelled: readonly string[]): RowCells => ({
  ...markOf(found, facts.row),
  sourceLine: facts.sourceLine,
  cells: facts.cells,
  spelled,
  mainReason: mainReason(reasonInput(judged, facts)),
})

export async function reasonsOfRow(found: Found, row: number): Promise<RowReasons> {
  const { live } = found
  if (live === null) throw new Error('reasons were asked of a row that is no longer at hand')
  const judged = judgedRun(found, live)
  const [facts] = await rowFactsOf(live.open.rows, live.scoring.model, Uint32Array.of(row))
  return { ...reasonsFrom(reasonInput(judged, facts!)), rarity: countedRarity(live.scores, live.scores[row]!) }
}
