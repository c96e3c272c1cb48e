/**
 * Score operations: what a shard answers while the score is fitted and applied.
 */

import { EngineError } from '../failure'
import { readScoringColumns } from '../scoring/columns'
import type { SignatureCounts } from '../scoring/damping'
import type { EncodedRows } from '../scoring/encode'
import type { InputPlan } from '../scoring/inputs'
import type { SourceSums } from '../scoring/pooling'
import type { LevelTally, NumberRange, ScoredRows, ViewInProgress } from '../scoring/rows'
import type { ScoreInputs, ScoreView } from '../scoring/score-model'
import { ScoringShard, type InputRows } from '../scoring/shard'
import type { ContextColumn } from '../table/context'
import type { BlockSums, ShardState } from './shard-state'
import { ownRows } from './shard-state'

interface Views<View> {
  readonly inputs: ScoreInputs
  readonly views: readonly View[]
}

export const scoreOps = {
  /** @param context the shard's own rows of the derived columns */
  async openScoring(
    state: ShardState,
    { plan, context }: { plan: InputPlan; context: readonly ContextColumn[] },
  ): Promise<void> {
    state.scoring = new ScoringShard(
      await readScoringColumns(state.table, plan, context, { breathe: () => state.breathe(0) }),
    )
  },

  async ranges(state: ShardState, _: null): Promise<readonly NumberRange[]> {
    return scoringOf(state).ranges(state.breathe)
  },

  async scoringValuesAt(state: ShardState, { rows }: { rows: Uint32Array }): Promise<readonly Float64Array[]> {
    return scoringOf(state).valuesAt(ownRows(state, rows), state.breathe)
  },

  async countSignatures(state: ShardState, { fills }: { fills: readonly number[] }): Promise<SignatureCounts> {
    return scoringOf(state).countSignatures(fills, state.breathe)
  },

  async weigh(state: ShardState, { counts }: { counts: SignatureCounts }): Promise<void> {
    return scoringOf(state).weigh(counts, state.breathe)
  },

  async weightsAt(state: ShardState, { rows }: { rows: Uint32Array }): Promise<Float64Array> {
    return scoringOf(state).weightsAt(ownRows(state, rows))
  },

  async tallyTexts(state: ShardState, _: null): Promise<readonly LevelTally[]> {
    return scoringOf(state).tallyTexts(state.breathe)
  },

  async tallyMissing(state: ShardState, _: null): Promise<readonly LevelTally[]> {
    return scoringOf(state).tallyMissing(state.breathe)
  },

  async encodeForScore(
    state: ShardState,
    { inputs, rows }: { inputs: ScoreInputs; rows: Uint32Array },
  ): Promise<EncodedRows> {
    return scoringOf(state).encodeAt(inputs, ownRows(state, rows))
  },

  async measureViews(state: ShardState, { inputs, views }: Views<ViewInProgress>): Promise<readonly BlockSums[]> {
    return scoringOf(state).measure(inputs, views, state.breathe)
  },

  async surprise(state: ShardState, { inputs, views }: Views<ScoreView>): Promise<readonly BlockSums[]> {
    return scoringOf(state).surprise(inputs, views, state.breathe)
  },

  async sumOfBases(state: ShardState, { scales }: { scales: readonly number[] }): Promise<number> {
    return scoringOf(state).sumOfBases(scales, state.breathe)
  },

  async sourceSums(state: ShardState, { scales }: { scales: readonly number[] }): Promise<SourceSums | null> {
    return scoringOf(state).sourceSums(scales, state.breathe)
  },

  /** Single rows as the score reads them, for explaining them. After `pooledScores`. */
  async inputRowsAt(state: ShardState, { rows }: { rows: Uint32Array }): Promise<InputRows> {
    return scoringOf(state).inputRowsAt(ownRows(state, rows))
  },

  async pooledScores(
    state: ShardState,
    {
      scales,
      means,
      otherwise,
    }: { scales: readonly number[]; means: ReadonlyMap<string, number> | null; otherwise: number },
  ): Promise<ScoredRows> {
    return scoringOf(state).pooled(scales, means, otherwise, state.breathe)
  },
}

function scoringOf(state: ShardState): ScoringShard {
  if (state.scoring === null) throw new EngineError('out-of-range', 'the rows have not been opened for scoring')
  return state.scoring
}
