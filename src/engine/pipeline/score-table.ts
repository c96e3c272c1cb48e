/**
 * Score table: another file's rows by a finished model.
 */

import { portionOf } from '../numeric/portion'
import type { Pulse } from '../numeric/pulse'
import { planOf } from '../scoring/columns'
import { scoreRows } from '../scoring/fit-scores'
import type { ScoredRows } from '../scoring/rows'
import type { ScoreModel } from '../scoring/score-model'
import type { ColumnProfile } from '../table/column'
import { CONTEXT_SHARE, contextOf } from './context-of'
import { ShardedScoringRows } from './score-rows'
import type { TableRows } from './table-rows'

/**
 * Context and sources are those of this table alone: what a host did in the fitted file doesn't count here.
 * @param rows with the model's column names
 * @param profiles of the table's columns; their meanings say where addresses and times are
 */
export async function scoreTable(
  model: ScoreModel,
  rows: TableRows,
  profiles: readonly ColumnProfile[],
  pulse: Pulse,
): Promise<ScoredRows> {
  const context = await contextOf(rows, profiles, portionOf(pulse, 0, CONTEXT_SHARE))
  rows.set.breatheWith(pulse)
  const scored = await ShardedScoringRows.open(rows.set, planOf(model), context)
  return scoreRows(model, scored, portionOf(pulse, CONTEXT_SHARE, 1))
}
