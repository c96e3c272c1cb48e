/**
 * Leaves behind: which questions change what a shard keeps. Asked again in order, they make a shard what it was, which is how one
 * that was lost is replaced.
 */

import { SCORE_OPS_WITH_EFFECT } from './score-ops'
import type { AskName } from './shard-host'

/** By name, the questions before it that no longer matter once it has been answered. */
const REPLACES: ReadonlyMap<AskName, readonly AskName[]> = new Map<AskName, readonly AskName[]>([
  ['scan', []],
  ['settle', []],
  ['useColumns', ['useColumns']],
  ['beginRun', []],
  ['encode', ['encode', 'keepAssignments']],
  ['holdSample', ['holdSample']],
  ['keepAssignments', []],
  ['openScoring', SCORE_OPS_WITH_EFFECT],
  ['countLooks', ['countLooks']],
  ['weigh', ['weigh']],
  ['takeInputs', ['takeInputs', 'surprise']],
  ['surprise', ['surprise']],
  ['pooledScores', ['pooledScores']],
  // What single rows are explained with outlives the fit.
  ['endScoring', ['countLooks', 'weigh', 'takeInputs', 'surprise', 'endScoring']],
  ['takeForest', ['takeForest']],
  ['dropForest', ['takeForest', 'dropForest']],
  ['keepRun', []],
  ['forgetRun', []],
])

/** What belongs to the file and not to a run. */
const OUTLIVES_RUNS: readonly AskName[] = ['scan', 'settle', 'useColumns']

/** @returns null if the question leaves nothing behind; else per question before it whether it still matters */
export function leavesBehind(before: readonly AskName[], name: AskName): readonly boolean[] | null {
  const begun = before.lastIndexOf('beginRun')
  if (name === 'keepRun') return before.map((earlier, at) => at >= begun || OUTLIVES_RUNS.includes(earlier))
  if (name === 'forgetRun') return before.map((_, at) => at < begun)
  const replaced = REPLACES.get(name)
  return replaced === undefined ? null : before.map((earlier, at) => at < begun || !replaced.includes(earlier))
}
