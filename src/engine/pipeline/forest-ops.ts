/**
 * Forest operations: what a shard answers for a second opinion, once its rows have been scored. The score needs none of it.
 */

import { EngineError } from '../failure'
import type { EncodedRows } from '../scoring/encode'
import type { Forest } from '../scoring/forest/isolation-forest'
import type { ScoreInputs } from '../scoring/score-model'
import { scoringOf } from './score-ops'
import { ownRows, type ShardState } from './shard-state'

export const forestOps = {
  async forestSample(
    state: ShardState,
    { inputs, rows }: { inputs: ScoreInputs; rows: Uint32Array },
  ): Promise<EncodedRows> {
    const sample = scoringOf(state).forestSample(inputs, ownRows(state, rows))
    await state.breathe(0)
    return sample
  },

  async takeForest(state: ShardState, { forest, inputs }: { forest: Forest; inputs: ScoreInputs }): Promise<void> {
    state.forest = scoringOf(state).forestRows(forest, inputs)
    await state.breathe(0)
  },

  /** @param first of the shard's own rows @returns one score per row */
  async forestScores(
    { forest, breathe }: ShardState,
    { first, pastLast }: { first: number; pastLast: number },
  ): Promise<Float32Array> {
    if (forest === null) throw new EngineError('out-of-range', 'the rows have been given no forest')
    return forest.scores(first, pastLast, () => breathe(0))
  },

  async dropForest(state: ShardState, _: null): Promise<void> {
    state.forest = null
  },
}
