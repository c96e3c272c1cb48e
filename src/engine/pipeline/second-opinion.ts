/**
 * Second opinion: an isolation forest of the open file's own rows, and what it says of those that the score flags.
 *
 * It is asked for once the findings are on screen, beside the job and not in it: 1,000,000 flows of 41 columns take 2.6 s of processor
 * time (2.0 s of it in the shards), which the score and its reasons need not wait for. Nothing else is made of it, and no model keeps it.
 */

import type { Pulse } from '../numeric/pulse'
import { sampleRows } from '../numeric/random'
import { opinionDetail, opinionHeadline, rowOpinionWords } from '../../wording/opinion-words'
import { countedRarity } from '../scoring/calibration'
import { agreementOf, opinionThresholds } from '../scoring/forest/agreement'
import { FOREST_ROWS, growForest, type Forest } from '../scoring/forest/isolation-forest'
import { rankCorrelation } from '../scoring/forest/rank-correlation'
import type { ScoreInputs } from '../scoring/score-model'
import type { Found } from './found'
import type { LiveRun } from './live-run'
import type { OpinionAtThreshold, RowOpinion } from './opinion-answers'
import { joinedRows } from './score-rows'
import type { Shard } from './shard'
import { joinInto, type ShardSet } from './shard-set'

interface SecondOpinion {
  /** Per row, 0 … 1; larger is stranger. */
  readonly scores: Float32Array
  /** With the score; null where one of them tells no rows apart. */
  readonly correlation: number | null
}

const opinionOf = new WeakMap<LiveRun, SecondOpinion>()

/** @param stories flagged rows, story by story @returns null where the rows are not at hand @throws Cancelled */
export async function opinionAt(
  { live }: Found,
  threshold: number,
  stories: readonly Uint32Array[],
  pulse: Pulse,
): Promise<OpinionAtThreshold | null> {
  if (live === null) return null
  const { scores, correlation } = await heard(live, pulse)
  const thresholds = opinionThresholds(live.scores, scores, threshold)
  await pulse.breathe()
  const agreement = agreementOf(live.scores, scores, thresholds)
  const agreed = (count: number, row: number): number => count + Number(scores[row]! > thresholds.agreed)
  return {
    threshold,
    ...agreement,
    agreedPerStory: stories.map((rows) => rows.reduce(agreed, 0)),
    headline: opinionHeadline(agreement),
    detail: opinionDetail(agreement, correlation),
  }
}

/** @returns null before `opinionAt` has answered. Time O(rows). */
export function opinionOfRow({ live }: Found, row: number, threshold: number): RowOpinion | null {
  const opinion = live && opinionOf.get(live)
  if (!live || !opinion) return null
  const { strange, agreed, own } = opinionThresholds(live.scores, opinion.scores, threshold)
  const isFlagged = live.scores[row]! > threshold
  const isAlone = live.scores[row]! <= strange && opinion.scores[row]! > own
  const isStrange = isFlagged ? opinion.scores[row]! > agreed : isAlone
  return { row, sentence: rowOpinionWords(isFlagged, isStrange, countedRarity(opinion.scores, opinion.scores[row]!)) }
}

/** Shards keep one forest at a time: who asks meanwhile waits until the question before has its answer, or was stopped. */
const underWay = new WeakMap<LiveRun, Promise<unknown>>()

function heard(live: LiveRun, pulse: Pulse): Promise<SecondOpinion> {
  const before = underWay.get(live) ?? Promise.resolve()
  const own = before.then(
    () => opinionOf.get(live) ?? heardOut(live, pulse),
    () => opinionOf.get(live) ?? heardOut(live, pulse),
  )
  underWay.set(live, own)
  return own
}

async function heardOut(live: LiveRun, pulse: Pulse): Promise<SecondOpinion> {
  const { shards, scoring, settings } = live
  // Another run may have begun since it was asked for.
  await pulse.breathe()
  const forest = await forestOf(shards, scoring.model, settings.seed, pulse)
  const scores = await scoredByForest(shards, forest, scoring.model, pulse)
  const opinion = { scores, correlation: await rankCorrelation(live.scores, scores, () => pulse.breathe()) }
  opinionOf.set(live, opinion)
  return opinion
}

/** Rows between two wishes to stop: some 50 ms. */
const PIECE_ROWS = 16_384

/** @param set whose rows have been scored by a model of these inputs @param seed uint32 */
export async function forestOf(set: ShardSet, inputs: ScoreInputs, seed: number, pulse: Pulse): Promise<Forest> {
  const rows = sampleRows(set.rowCount, FOREST_ROWS, (seed ^ 0x70e57) >>> 0)
  const sample = joinedRows(rows.length, await set.askAll('forestSample', { inputs, rows }))
  await pulse.breathe()
  return growForest(sample, seed, () => pulse.breathe())
}

/** @returns per row how strange the forest finds it, 0 … 1; the same for any number of shards @throws Cancelled */
export async function scoredByForest(
  set: ShardSet,
  forest: Forest,
  inputs: ScoreInputs,
  pulse: Pulse,
): Promise<Float32Array> {
  const whole = new Float32Array(set.rowCount)
  try {
    await set.askAll('takeForest', { forest, inputs })
    joinInto(whole, await Promise.all(set.shards.map((shard) => scoredShard(shard, pulse))))
  } finally {
    // Rows that have been let go of meanwhile have nothing to give back.
    await set.askAll('dropForest', null).catch(() => undefined)
  }
  return whole
}

async function scoredShard(shard: Shard, pulse: Pulse): Promise<Float32Array> {
  const scores = new Float32Array(shard.rowCount)
  for (let first = 0; first < scores.length; first += PIECE_ROWS) {
    await pulse.breathe()
    const pastLast = Math.min(scores.length, first + PIECE_ROWS)
    scores.set(await shard.call('forestScores', { first, pastLast }), first)
  }
  return scores
}
