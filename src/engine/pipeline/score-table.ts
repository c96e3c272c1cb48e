/**
 * Score table: another file's rows by a finished model.
 */

import type { Pulse } from '../numeric/pulse'
import { planOf, readScoringColumns, type ScoringColumns } from '../scoring/columns'
import { scoreRows } from '../scoring/fit-scores'
import type { ScoredRows } from '../scoring/rows'
import type { ScoreModel } from '../scoring/score-model'
import type { ColumnProfile } from '../table/column'
import { contextColumns } from '../table/context'
import type { Table } from '../table/table'
import { ShardedScoringRows } from './score-rows'
import { ShardSet } from './shard-set'

export interface ScoredTable extends ScoredRows {
  /** For the parts of its rows. */
  readonly columns: ScoringColumns
}

/**
 * Context and sources are those of this table alone: what a host did in the fitted file doesn't count here.
 * @param table with the model's column names
 * @param profiles of the table's columns; their meanings say where addresses and times are
 */
export async function scoreTable(
  model: ScoreModel,
  table: Table,
  profiles: readonly ColumnProfile[],
  pulse: Pulse,
  shardCount = 1,
): Promise<ScoredTable> {
  const context = await contextColumns(table, profiles, pulse)
  const set = ShardSet.cut(table, shardCount)
  set.breatheWith(pulse)
  const rows = await ShardedScoringRows.open(set, planOf(model), context)
  const scored = await scoreRows(model, rows, pulse)
  return { ...scored, columns: await readScoringColumns(table, planOf(model), context, pulse) }
}
