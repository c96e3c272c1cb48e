/**
 * Judged rows: a file's rows with what a model makes of them. Stories and reasons are told from them, whether the model was fitted to this
 * file or to another.
 */

import type { ClusterBands } from '../explaining/cluster-bands'
import type { ReasonInput } from '../explaining/reasons'
import type { ScoreModel } from '../scoring/score-model'
import type { ColumnProfile } from '../table/column'
import type { Found } from './found'
import { patternsOfRun, type FoundPattern, type LiveGrouping } from './grouping'
import type { LiveRun } from './live-run'
import { partsOf, textReader, type RowFacts } from './row-facts'
import type { TableRows } from './table-rows'

export interface JudgedRows {
  /** Under the model's column names; its shards have been scored by the model. */
  readonly rows: TableRows
  /** Of these columns. */
  readonly profiles: readonly ColumnProfile[]
  readonly model: ScoreModel
  readonly scores: Float32Array
  /** Per row its cluster. */
  readonly assignments: Uint8Array
  /** What is typical of the clusters that the model was fitted to. */
  readonly bands: ClusterBands
  /** Per row 1 if the ground truth calls it an attack; null without. */
  readonly attacks: Uint8Array | null
  /** Suspicious patterns that were found among all the rows. */
  readonly patterns: readonly FoundPattern[]
}

/** The rows that the model was fitted to. */
export function judgedRun({ grouping, attacks }: Found, live: LiveRun): JudgedRows {
  const { assignments, bands } = grouping as LiveGrouping
  const { open, scoring, scores } = live
  const { rows, profiles } = open
  const patterns = patternsOfRun(live)
  return { rows, profiles, model: scoring.model, scores, assignments, bands, attacks, patterns }
}

export const reasonInput = (
  { model, rows, profiles, assignments, bands }: JudgedRows,
  facts: RowFacts,
): ReasonInput => ({
  row: facts.row,
  ...partsOf(model, facts),
  clusterIndex: assignments[facts.row]!,
  textOf: textReader(model, rows.columnNames, facts),
  profiles,
  bands,
})
