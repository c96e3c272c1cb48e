/**
 * Score table: another file's rows by a finished model.
 */

import type { Pulse } from '../numeric/pulse'
import { planOf } from '../scoring/columns'
import { scoreRows } from '../scoring/fit-scores'
import type { ScoredRows } from '../scoring/rows'
import type { ScoreModel } from '../scoring/score-model'
import type { ColumnProfile } from '../table/column'
import { contextOf } from './context-of'
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
  const context = await contextOf(rows, profiles, pulse)
  rows.set.breatheWith(pulse)
  return scoreRows(model, await ShardedScoringRows.open(rows.set, planOf(model), context), pulse)
}
