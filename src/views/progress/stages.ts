/**
 * Stages: what the engine's steps are called on screen, and how far the whole is.
 */

import type { Busy } from '../../session/session.svelte'
import type { Progress, StageName } from '../../worker/protocol'

export interface Stage {
  readonly name: StageName
  readonly words: string
  /** For the header: "grouping, 61 %". */
  readonly short: string
  /** Share of the whole, from the times of a 25,000-line file; only the bar's evenness rests on it. */
  readonly weight: number
}

export const STAGES: readonly Stage[] = [
  { name: 'read', words: 'Read the file', short: 'reading', weight: 0.15 },
  { name: 'columns', words: 'Understand the columns', short: 'reading', weight: 0.1 },
  { name: 'features', words: 'Turn columns into numbers', short: 'preparing', weight: 0.1 },
  { name: 'elbow', words: 'Try different numbers of groups', short: 'grouping', weight: 0.4 },
  { name: 'map', words: 'Draw the map', short: 'drawing the map', weight: 0.05 },
  { name: 'scores', words: 'Score every flow', short: 'scoring', weight: 0.15 },
  { name: 'reasons', words: 'Find the reasons', short: 'scoring', weight: 0.05 },
]

export const currentStage = (busy: Busy): Progress | null => busy.stages.at(-1) ?? null

const placeOf = (name: StageName): number => STAGES.findIndex((stage) => stage.name === name)

/** Everything before the current stage counts as done: a run of a file read earlier starts at `features`. */
export function overallShare(busy: Busy): number {
  const now = currentStage(busy)
  const first = placeOf(busy.stages[0]?.stage ?? (busy.kind === 'running' ? 'features' : 'read'))
  const last = now === null ? first : placeOf(now.stage)
  const weights = STAGES.slice(first).map((stage) => stage.weight)
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const before = weights.slice(0, last - first).reduce((sum, weight) => sum + weight, 0)
  return Math.min(1, (before + (now?.share ?? 0) * (STAGES[last]?.weight ?? 0)) / whole)
}

export function shortStageWord(busy: Busy): string {
  const now = currentStage(busy)
  return STAGES[placeOf(now?.stage ?? (busy.kind === 'running' ? 'features' : 'read'))]?.short ?? ''
}

export type StageState = 'done' | 'now' | 'to come'

/** A stage nobody has heard of although a later one runs was done before this job began. */
export function stateOf(stage: Stage, busy: Busy): StageState {
  const now = currentStage(busy)
  if (now === null) return 'to come'
  const place = placeOf(stage.name)
  const last = placeOf(now.stage)
  return place < last ? 'done' : place === last ? 'now' : 'to come'
}
