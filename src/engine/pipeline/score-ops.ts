/**
 * Score operations: what a shard answers while the score is fitted and applied.
 */

import { EngineError } from '../failure'
import { partOfHashes, sumHashes, type HashCounts } from '../numeric/count-hashes'
import { fewestCodes } from '../scoring/coded-values'
import { readScoringColumns } from '../scoring/columns'
import { dictionaryKey } from '../scoring/dictionary-key'
import type { EncodedRows } from '../scoring/encode'
import type { InputPlan } from '../scoring/inputs'
import type { NearQuestion } from '../scoring/near-rows'
import type { NearRow } from '../scoring/nearest-row'
import type { NumberTally } from '../scoring/number-tally'
import type { SourceSums } from '../scoring/pooling'
import type { CommonTexts, LevelTally, NumberRange, TallySums, ViewInProgress } from '../scoring/rows'
import type { ScoreInputs, ScoreView } from '../scoring/score-model'
import { ScoringShard, type InputRows, type PooledRows, type ViewBlockSums } from '../scoring/shard'
import type { ShardCounts } from '../scoring/shard-counts'
import { weightedKMeans } from '../scoring/weighted-kmeans'
import type { WeightedRows } from '../scoring/weighted-rows'
import type { ContextColumn } from '../table/context'
import type { ShardState } from './shard-state'
import { ownRows } from './shard-state'

/**
 * Operations that leave something behind in the shard, in the order in which they are called: one that takes its place is asked them
 * again, and then answers as it would have.
 */
export const SCORE_OPS_WITH_EFFECT = [
  'openScoring',
  'countLooks',
  'weigh',
  'takeInputs',
  'surprise',
  'pooledScores',
  'endScoring',
] as const

/** By which columns of texts are known to be coded alike in all shards. */
export interface DictionaryKeys {
  /** Per planned text; '' where there is no such column. */
  readonly texts: readonly string[]
  readonly sources: string
}

export const scoreOps = {
  /** @param context the shard's own rows of the derived columns */
  async openScoring(
    state: ShardState,
    { plan, context }: { plan: InputPlan; context: readonly ContextColumn[] },
  ): Promise<DictionaryKeys> {
    const breathe = (): Promise<void> => state.breathe(0)
    const read = await readScoringColumns(state.table, plan, context, { breathe })
    const numbers = []
    for (const [index, cells] of read.numbers.entries()) {
      const isDerived = plan.numbers[index]!.origin === 'context'
      numbers.push(isDerived && cells !== null ? fewestCodes(cells) : cells)
      if (isDerived) await breathe()
    }
    state.scoring = await ScoringShard.of({ ...read, numbers }, state.breathe)
    return {
      texts: read.texts.map((cells) => (cells === null ? '' : dictionaryKey(cells.dictionary))),
      sources: read.sources === null ? '' : dictionaryKey(read.sources.dictionary),
    }
  },

  async ranges(state: ShardState, _: null): Promise<readonly NumberRange[]> {
    return countsOf(state).ranges(breathOf(state))
  },

  /** @param weighed after `weigh` */
  async tallyNumbers(
    state: ShardState,
    { rows, weighed }: { rows: Uint32Array; weighed: boolean },
  ): Promise<readonly NumberTally[]> {
    return countsOf(state).tallyNumbers(ownRows(state, rows), weighed, breathOf(state))
  },

  /** @returns per part, of as many as asked for, the looks of the shard's rows that fall into it */
  async countLooks(
    state: ShardState,
    { fills, common, partCount }: { fills: readonly number[]; common: CommonTexts; partCount: number },
  ): Promise<readonly HashCounts[]> {
    const counted = await countsOf(state).countLooks(fills, common, breathOf(state))
    return Array.from({ length: partCount }, (_, part) => partOfHashes(counted, part, partCount))
  },

  /** Adds up the same part of all shards. @returns per shard, how many rows of all shards have each of its looks */
  async sumLooks(state: ShardState, { shards }: { shards: readonly HashCounts[] }): Promise<readonly Uint32Array[]> {
    return (await sumHashes(shards, () => state.breathe(0))).totals
  },

  /** @param parts how many rows of all shards have each of this shard's looks, part by part */
  async weigh(
    state: ShardState,
    { parts, rowCount }: { parts: readonly Uint32Array[]; rowCount: number },
  ): Promise<void> {
    const alike = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const part of parts) {
      alike.set(part, at)
      at += part.length
    }
    return countsOf(state).weigh(alike, rowCount, breathOf(state))
  },

  async weightsAt(state: ShardState, { rows }: { rows: Uint32Array }): Promise<Float64Array> {
    return countsOf(state).weightsAt(ownRows(state, rows))
  },

  async tallyTexts(state: ShardState, _: null): Promise<readonly TallySums[]> {
    return countsOf(state).tallyTexts(breathOf(state))
  },

  async tallyMissing(state: ShardState, { numbers }: { numbers: readonly number[] }): Promise<readonly TallySums[]> {
    return countsOf(state).tallyMissing(numbers, breathOf(state))
  },

  /** @param column which of the planned texts; null for the sources @returns what the codes stand for */
  async scoringTexts(state: ShardState, { column }: { column: number | null }): Promise<LevelTally['texts']> {
    return scoringOf(state).dictionaryOf(column)
  },

  async takeInputs(state: ShardState, { inputs }: { inputs: ScoreInputs }): Promise<void> {
    scoringOf(state).takeInputs(inputs)
    await state.breathe(0)
  },

  async encodeForScore(state: ShardState, { rows }: { rows: Uint32Array }): Promise<EncodedRows> {
    return scoringOf(state).encodeAt(ownRows(state, rows))
  },

  /** The centroids of a sample that need not be of this shard. */
  async groupsOf(state: ShardState, { sample, seed }: { sample: WeightedRows; seed: number }): Promise<Float64Array> {
    return weightedKMeans(sample, seed, { breathe: () => state.breathe(0) })
  },

  async measureViews(
    state: ShardState,
    { views }: { views: readonly ViewInProgress[] },
  ): Promise<readonly ViewBlockSums[]> {
    return scoringOf(state).measure(views, state.breathe)
  },

  async surprise(state: ShardState, { views }: { views: readonly ScoreView[] }): Promise<readonly ViewBlockSums[]> {
    return scoringOf(state).surprise(views, state.breathe)
  },

  async sumOfBases(state: ShardState, { scales }: { scales: readonly number[] }): Promise<number> {
    return scoringOf(state).sumOfBases(scales, state.breathe)
  },

  async sourceSums(state: ShardState, { scales }: { scales: readonly number[] }): Promise<SourceSums | null> {
    return scoringOf(state).sourceSums(scales, state.breathe)
  },

  async pooledScores(
    state: ShardState,
    { scales, means }: { scales: readonly number[]; means: Float64Array | null },
  ): Promise<PooledRows> {
    return scoringOf(state).pooled(scales, means, state.breathe)
  },

  async leastParts(
    state: ShardState,
    { views, rows }: { views: readonly ScoreView[]; rows: Uint32Array },
  ): Promise<Float64Array> {
    return scoringOf(state).leastParts(views, ownRows(state, rows), state.breathe)
  },

  /** Forgets what only the fit needed. */
  async endScoring(state: ShardState, _: null): Promise<void> {
    scoringOf(state).end()
  },

  /** Single rows as the score reads them, for explaining them. After `pooledScores`. */
  async inputRowsAt(state: ShardState, { rows }: { rows: Uint32Array }): Promise<InputRows> {
    return scoringOf(state).inputRowsAt(ownRows(state, rows))
  },

  /** @returns a row of the whole table */
  async nearestOrdinary(state: ShardState, question: NearQuestion): Promise<NearRow> {
    const { row, gap } = scoringOf(state).nearRows().nearest(question, ownRows(state, question.leftOut))
    return { row: row < 0 ? row : row + state.firstRow, gap }
  },
}

const countsOf = (state: ShardState): ShardCounts => scoringOf(state).counts

const breathOf = (state: ShardState) => (): Promise<void> => state.breathe(0)

export function scoringOf(state: ShardState): ScoringShard {
  if (state.scoring === null) throw new EngineError('out-of-range', 'the rows have not been opened for scoring')
  return state.scoring
}
